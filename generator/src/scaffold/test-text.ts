import { Imports } from '../emit/imports.ts';
import { jsonLiteral } from '../emit/literals.ts';
import type { ImportExtension } from '../emit/modules.ts';
import { render } from '../emit/render.ts';
import type { ProviderModel } from '../model/model.ts';
import { providerIdentifiers } from '../model/names.ts';
import { sampleConfiguration } from './sample-value.ts';

/** The test frameworks that a scaffolded test can use. */
export type TestModule = 'vitest' | 'node:test';

/** A `connection.test.ts` that runs the contract suite; undefined where the configuration has no fields to fill. */
export function testText(
  model: ProviderModel,
  module: TestModule,
  extension: ImportExtension,
): string | undefined {
  if (model.configuration.kind !== 'fields') return undefined;
  const names = providerIdentifiers(model.name);
  const imports = new Imports([]);
  const body = render('test', {
    suite: imports.value('testConformance', '@extconn/runtime/conformance'),
    framework: `{ ${imports.value('describe', module)}, ${imports.value('it', module)} }`,
    provider: imports.value(names.provider, `./provider.gen${extension}`),
    configuration: imports.value(names.configuration, `./configuration.gen${extension}`),
    sample: jsonLiteral(sampleConfiguration(model.configuration)),
  });
  return `${imports.print()}\n${body}`;
}
