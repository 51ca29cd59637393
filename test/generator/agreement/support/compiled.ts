import { transform } from 'esbuild';
import type { z } from 'zod';
import * as zod from 'zod';
import { emitConfiguration } from '../../../../generator/src/emit/configuration.ts';
import type { ProviderModel } from '../../../../generator/src/model/model.ts';
import { providerIdentifiers } from '../../../../generator/src/model/names.ts';
import * as codegen from '../../../../runtime/src/codegen/v1.ts';
import type { ConfigurationBase, ConfigurationDescriptor } from '../../../../runtime/src/configuration.ts';
import type { Result } from '../../../../runtime/src/result.ts';

/** What `configuration.gen.ts` exports. */
export interface CompiledConfiguration {
  readonly text: string;
  readonly schema: z.ZodType;
  readonly configuration: {
    create(input: unknown): Result<ConfigurationBase>;
    readonly descriptor: ConfigurationDescriptor;
  };
}

const MODULES: Readonly<Record<string, unknown>> = { zod, '@extconn/runtime/codegen/v1': codegen };

/** Generates the configuration of a provider, strips its types as a loader would, and runs it. */
export async function compileConfiguration(model: ProviderModel): Promise<CompiledConfiguration> {
  return runConfiguration(model.name, emitConfiguration(model));
}

/** Runs the text of a `configuration.gen.ts`. */
export async function runConfiguration(
  name: string,
  text: string,
  modules: Readonly<Record<string, unknown>> = {},
): Promise<CompiledConfiguration> {
  const { code } = await transform(text, { loader: 'ts', format: 'cjs', target: 'node20' });
  const available: Readonly<Record<string, unknown>> = { ...MODULES, ...modules };
  const module = { exports: {} as Record<string, unknown> };
  const load = (specifier: string): unknown => available[specifier];
  new Function('require', 'module', 'exports', code)(load, module, module.exports);
  const names = providerIdentifiers(name);
  return {
    text,
    schema: module.exports[names.configurationSchema] as z.ZodType,
    configuration: module.exports[names.configuration] as CompiledConfiguration['configuration'],
  };
}
