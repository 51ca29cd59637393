import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/src/diagnostics.ts';
import { emitConfiguration } from '../../generator/src/emit/configuration.ts';
import { isJsonObject, type Json } from '../../generator/src/located.ts';
import { loadManifest } from '../../generator/src/manifest/load-manifest.ts';
import type { PropertyModel, ProviderModel, SchemaModel } from '../../generator/src/model/model.ts';
import { createNodeHost } from '../../generator/src/node-host.ts';
import { sampleConfiguration } from '../../generator/src/scaffold/sample-value.ts';
import { modelOf } from '../generator/agreement/support/manifests.ts';
import { REPOSITORY } from '../support/scratch-project.ts';
import { Editor } from './editor.ts';

const FOLDER = join(REPOSITORY, 'providers/src');

/** What the manifests of the shipped providers say, by their folders. */
const SHIPPED: readonly (readonly [folder: string, ProviderModel])[] = readdirSync(FOLDER).flatMap(
  (folder) => {
    const host = createNodeHost(REPOSITORY, {});
    const file = join(FOLDER, folder, 'provider.yaml');
    if (host.stat(file) === undefined) return [];
    const { model } = loadManifest(host, file, REPOSITORY, new Diagnostics()) ?? {};
    return model === undefined ? [] : [[folder, model] as const];
  },
);

const LIMITS = {
  minimum: 'At least',
  exclusiveMinimum: 'Greater than',
  maximum: 'At most',
  exclusiveMaximum: 'Less than',
  multipleOf: 'A multiple of',
} as const;

/** What a user needs to know of a field, taken from the manifest. */
function factsOf({ schema, default: value, env }: PropertyModel): readonly string[] {
  const { shape, unit, deprecated, description, secret } = schema;
  const limits = Object.entries(LIMITS).flatMap(([keyword, words]) => {
    const limit = (shape as unknown as Record<string, unknown>)[keyword];
    return limit === undefined ? [] : [`${words} ${limit}.`];
  });
  return [
    ...(description === undefined ? [] : [plain(description)]),
    ...(value === undefined || secret
      ? []
      : [`@defaultValue \`${typeof value === 'object' ? '' : plain(String(value)).slice(0, 5)}`]),
    ...(unit === undefined ? [] : [`In ${unit}.`]),
    ...(env === undefined ? [] : [env]),
    ...(deprecated === undefined ? [] : ['@deprecated']),
    ...(secret ? ['Secret'] : []),
    ...limits,
  ];
}

/** The start of a text, before anything that comments write in another way. */
function plain(text: string): string {
  return /^[\w ,.'-]*/.exec(text)?.[0].trim() ?? '';
}

function fieldsOf({ configuration }: ProviderModel): readonly PropertyModel[] {
  return configuration.kind === 'fields' ? configuration.root.properties : [];
}

/** A value that the field's type admits. */
function sampleValue({ configuration }: ProviderModel, field: PropertyModel): Json {
  if (configuration.kind !== 'fields') return null;
  const { default: _, ...needed } = field;
  const root = { ...configuration.root, properties: [{ ...needed, required: true }], rules: [] };
  const sample = sampleConfiguration({ ...configuration, root });
  return isJsonObject(sample) ? (sample[field.name] ?? null) : null;
}

let editor: Editor;

beforeAll(() => {
  editor = new Editor();
  editor.errors('');
});

describe.each(SHIPPED)('the configuration of %s', (folder, model) => {
  const name = `${model.name}Configuration`;
  const start = `import { ${name} } from '../../providers/src/${folder}/configuration.gen.ts';\n`;

  it('offers every field where one is made', () => {
    const offered = editor.completions(`${start}${name}.create({ ▮ });`);
    expect([...offered].sort()).toEqual(
      fieldsOf(model)
        .map((field) => field.name)
        .sort(),
    );
  });

  it('tells of each field its meaning, default, unit, limits, variable and whether it is secret', () => {
    for (const field of fieldsOf(model)) {
      const offered = editor.completion(`${start}${name}.create({ ▮ });`, field.name);
      const sample = JSON.stringify(sampleValue(model, field));
      const hover = editor.hover(`${start}${name}.create({ ▮${field.name}: ${sample} });`);
      const read = editor.hover(`${start}declare const made: ${name};\nmade.▮${field.name};`);
      for (const fact of factsOf(field)) {
        expect(offered.text, `${name}.${field.name}`).toContain(fact);
        expect(hover.text, `${name}.${field.name}`).toContain(fact);
        expect(read.text, `${name}.${field.name}`).toContain(fact);
      }
    }
  });

  it('says which values a field may have', () => {
    for (const field of fieldsOf(model)) {
      const values = textsOf(field.schema);
      if (values.length === 0) continue;
      const offered = editor.completions(`${start}${name}.create({ ${field.name}: '▮' });`);
      expect(offered).toEqual(expect.arrayContaining([...values]));
    }
  });
});

function textsOf({ shape }: SchemaModel): readonly string[] {
  return shape.kind === 'literal' ? shape.values.filter((value) => typeof value === 'string') : [];
}

describe('a field with everything', () => {
  const model = modelOf({
    properties: {
      oldTimeout: {
        type: 'integer',
        minimum: 1,
        maximum: 600,
        multipleOf: 5,
        default: 30,
        unit: 'seconds',
        env: 'OLD_TIMEOUT',
        description: 'How long to wait.',
        deprecated: true,
      },
      password: { type: 'string', secret: true, default: 'hunter2', examples: ['swordfish'] },
    },
  });
  const folder = join(REPOSITORY, 'test/types');
  const start = `import { SampleConfiguration } from './sample.gen.ts';\n`;

  it('shows everything, and nothing of a secret', () => {
    const own = new Editor(folder, { 'sample.gen.ts': emitConfiguration(model) });
    const old = own.completion(`${start}SampleConfiguration.create({ ▮ });`, 'oldTimeout');
    for (const fact of [
      'How long to wait.',
      'In seconds.',
      'At least 1.',
      'At most 600.',
      'A multiple of 5.',
      '@defaultValue `30`',
      'OLD_TIMEOUT',
      '@deprecated',
    ])
      expect(old.text).toContain(fact);
    const secret = own.completion(`${start}SampleConfiguration.create({ ▮ });`, 'password');
    expect(secret.text).toContain('Secret');
    expect(secret.text).not.toMatch(/hunter2|swordfish/);
    // The editor strikes it through, where it is offered and where it is read.
    expect(own.deprecated(`${start}SampleConfiguration.create({ ▮ });`)).toEqual(['oldTimeout']);
    const hints = own.suggestions(`${start}declare const made: SampleConfiguration;\nmade.oldTimeout;`);
    expect(hints).toContainEqual(expect.stringMatching(/'oldTimeout' is deprecated/));
  });
});
