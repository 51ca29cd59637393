import type { ConfigurationModel } from '../model/model.ts';
import { camelCase, pascalCase } from '../model/names.ts';

/** What a file declares for one definition. */
export interface DefinitionIdentifiers {
  /** `mongoDbTlsDefinitionSchema` */
  readonly schema: string;
  /** `MongoDbTlsDefinitionInput` */
  readonly input: string;
  /** `MongoDbTlsDefinition` */
  readonly held: string;
}

/** The identifiers of every definition. Two names that differ in the case of a letter get two identifiers. */
export function definitionIdentifiers(
  provider: string,
  { definitions }: ConfigurationModel,
): ReadonlyMap<string, DefinitionIdentifiers> {
  const taken = new Set<string>();
  return new Map(
    definitions.map(({ name }) => {
      let word = pascalCase(name);
      for (let number = 2; taken.has(word); number++) word = `${pascalCase(name)}${number}`;
      taken.add(word);
      const held = `${provider}${word}Definition`;
      return [name, { held, input: `${held}Input`, schema: `${camelCase(held)}Schema` }];
    }),
  );
}
