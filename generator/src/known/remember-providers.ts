import type { EmittedRegistry } from '../emit/registry.ts';
import type { LocalProvider } from '../local-providers.ts';
import { hashText } from '../output/hash.ts';
import type { Registry } from '../pipeline.ts';
import type { KnownProvider, ProviderOutput } from './known-provider.ts';

/** Keeps for the next run what this one made of each manifest. */
export function rememberProviders(
  { local, known }: Registry,
  { local: made, sections, index }: EmittedRegistry,
): void {
  if (known === undefined) return;
  const { camel, pascal } = sections;
  const providers = local.flatMap((provider, at): [string, KnownProvider][] => {
    const { file, identity, trace } = provider;
    const [inCamel, inPascal] = [camel.slices[at], pascal.slices[at]];
    if (trace === undefined || inCamel === undefined || inPascal === undefined) return [];
    const definitions = { camel: inCamel, pascal: inPascal };
    return [[file, { trace, identity, outputs: hashesOf(provider, made[at] ?? {}), definitions }]];
  });
  known.save({
    schemas: {
      camel: { path: camel.path, hash: camel.hash },
      pascal: { path: pascal.path, hash: pascal.hash },
    },
    index: { source: index.source, hash: index.hash ?? hashText(index.text) },
    providers: new Map(providers),
  });
}

function hashesOf(
  { known }: LocalProvider,
  files: EmittedRegistry['local'][number],
): Readonly<Partial<Record<ProviderOutput, string>>> {
  const entries = Object.entries(files).map(([output, file]) => [
    output,
    known?.outputs[output as ProviderOutput] ?? hashText(file.text),
  ]);
  return Object.fromEntries(entries);
}
