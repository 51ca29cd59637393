import { layOut } from '../../../../generator/src/emit/literals.ts';
import type { JsonObject } from '../../../../generator/src/located.ts';
import type { KeywordRow } from './keyword-table.ts';

/** A file in which the accepted values must compile, and those that are ill-typed must not. */
export function typedValues({ accepted, illTyped = [] }: KeywordRow, module: string): string {
  const isPlain = (value: JsonObject): boolean =>
    !/"(__proto__|constructor|toString|valueOf)":/.test(JSON.stringify(value));
  const declare = (value: JsonObject, name: string): string =>
    `export const ${name}: SampleConfigurationInput = ${layOut(value, Number.POSITIVE_INFINITY)};\n`;
  return [
    `import type { SampleConfigurationInput } from '${module}';\n`,
    ...accepted.filter(isPlain).map((value, index) => declare(value, `good${index}`)),
    ...illTyped.map((value, index) => `// @ts-expect-error\n${declare(value, `bad${index}`)}`),
  ].join('');
}
