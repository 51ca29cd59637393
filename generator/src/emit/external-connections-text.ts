import type { ProviderIdentity, Slice } from '../known/known-provider.ts';
import type { ProviderModel } from '../model/model.ts';
import { kebabCase } from '../model/names.ts';
import { entrySchema, type KeyCase, sectionSchema } from './external-connections-schema.ts';

/** A provider as the schemas of configuration files see it. */
export interface DefinedProvider {
  readonly identity: ProviderIdentity;
  /** The text of its definition, as it stands in the schema. */
  readonly definition: (keyCase: KeyCase) => string;
}

/** A text, and where in it the definition of each provider stands, in their order. */
export interface SlicedText {
  readonly text: string;
  readonly slices: readonly Slice[];
}

const END = '\n  }\n}';

/**
 * The schema of configuration files as text, put together from one definition a provider: with many providers it is
 * long, and most of it is as it was.
 *
 * @param providers - by id.
 */
export function externalConnectionsText(providers: readonly DefinedProvider[], keyCase: KeyCase): SlicedText {
  const section = sectionSchema(
    providers.map(({ identity }) => identity),
    keyCase,
  );
  const frame = JSON.stringify(section, undefined, 2);
  if (!frame.endsWith(END)) throw new Error('The definitions must come last');
  let text = frame.slice(0, -END.length);
  const slices: Slice[] = [];
  for (const { identity, definition } of providers) {
    text += `,\n    ${JSON.stringify(kebabCase(identity.name))}: `;
    const start = text.length;
    text += definition(keyCase);
    slices.push([start, text.length]);
  }
  return { text: `${text}${END}\n`, slices };
}

/** A provider's definition, rendered from its model: as far in as it stands in the schema. */
export function renderDefinition(model: ProviderModel, keyCase: KeyCase): string {
  return JSON.stringify(entrySchema(model, keyCase), undefined, 2).replaceAll('\n', '\n    ');
}
