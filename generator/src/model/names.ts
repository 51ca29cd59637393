const RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    'arguments as async await break case catch class const continue debugger default delete do else enum eval ' +
    'export extends false finally for from function get if implements import in instanceof interface let new ' +
    'null of package private protected public return set static super switch this throw true try type typeof ' +
    'undefined using var void while with yield'
  ).split(' '),
);

/** Device names that no folder on Windows can have. */
const DEVICE_NAMES = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Whether a word means something to JavaScript or TypeScript, so that nothing should be called by it. */
export function isReservedWord(word: string): boolean {
  return RESERVED_WORDS.has(word);
}

/** Whether a text can stand as a property name without quotes. ASCII only: other letters can look like these. */
export function isIdentifierName(text: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text);
}

/** Whether a text can name a variable, a class or a type. */
export function isIdentifier(text: string): boolean {
  return isIdentifierName(text) && !isReservedWord(text);
}

export function isPascalCase(text: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(text);
}

/** Whether a folder of this name exists nowhere on Windows because a device has the name. */
export function isDeviceName(folder: string): boolean {
  return DEVICE_NAMES.test(folder);
}

/**
 * The folder of a provider. A word begins at a capital after a small letter or a digit, and at the last capital of a
 * row that a small letter follows; digits belong to the word before them.
 *
 * @example kebabCase('MongoDb') // 'mongo-db'; S3 → s3, HTTPServer → http-server, OAuth2Api → o-auth2-api
 */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** The name with a small first letter: `MongoDb` → `mongoDb`. Nothing else changes. */
export function camelCase(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** The name with a capital first letter: `mongoDb` → `MongoDb`. Nothing else changes. */
export function pascalCase(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** What the files of one provider export. */
export interface ProviderIdentifiers {
  /** `mongoDbConfigurationSchema` */
  readonly configurationSchema: string;
  /** `MongoDbConfiguration` */
  readonly configuration: string;
  /** `MongoDbConfigurationInput` */
  readonly configurationInput: string;
  /** `MongoDbConnectionFactory` */
  readonly factory: string;
  /** `MongoDbConnectionProvider` */
  readonly provider: string;
  /** `MongoDbConnection`, written by hand. */
  readonly connection: string;
}

/** The identifiers of the provider with this `name`. */
export function providerIdentifiers(name: string): ProviderIdentifiers {
  return {
    configurationSchema: `${camelCase(name)}ConfigurationSchema`,
    configuration: `${name}Configuration`,
    configurationInput: `${name}ConfigurationInput`,
    factory: `${name}ConnectionFactory`,
    provider: `${name}ConnectionProvider`,
    connection: `${name}Connection`,
  };
}
