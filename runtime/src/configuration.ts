import type { ConfigurationShape } from './configuration-fields.ts';
import { redactConnectionString, secretsIn } from './connection-string/redact.ts';
import { Result } from './result.ts';
import { freezeDeep, protectSecrets, type SecretPath } from './secret-paths.ts';
import { isSecret, secretTexts } from './secrets.ts';
import { describeIssue, type SchemaIssue } from './validation-errors.ts';

/** What the connection layer obeys; a manifest gives a field one of these with `role`. */
export type ConfigurationRole =
  | 'connectTimeout'
  | 'commandTimeout'
  | 'retryEnabled'
  | 'retryCount'
  | 'maxPoolSize';

/** Where the value for a role stands, and what one unit of it is in milliseconds (1 for counts and switches). */
export interface RoleField {
  readonly field: string;
  readonly scale: number;
}

/** What the runtime needs of a schema; every Zod schema has it. */
export interface ConfigurationSchema {
  safeParse(
    input: unknown,
    parameters?: { readonly error: (issue: SchemaIssue) => string | undefined },
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

/** What generated code tells the runtime about a configuration class. */
export interface ConfigurationDescriptor {
  /** The provider's name. */
  readonly provider: string;
  readonly schema: ConfigurationSchema;
  /** Paths of the secret fields, `*` for every item or entry: `['servers', '*', 'token']`. */
  readonly secrets: readonly SecretPath[];
  readonly roles: Readonly<Partial<Record<ConfigurationRole, RoleField>>>;
  /** The field that says what is connected to: a connection string, URL, host or path. */
  readonly target?: string;
  /** The declared fields, for what reads configuration files. */
  readonly shape?: ConfigurationShape;
}

/** Marks a configuration for every copy of the package; `instanceof` would fail across two copies. */
const BRAND: unique symbol = Symbol.for('extconn.configuration.v1') as never;

/** The base of every generated configuration. Instances come from `create`: complete, valid and frozen. */
export abstract class ConfigurationBase {
  /** The provider's name. */
  abstract readonly providerName: string;
  /** Makes configurations nominal, and carries what the connection layer reads. */
  declare readonly [BRAND]: ConfigurationDescriptor;

  /** For generated subclasses: takes values that the schema has accepted. */
  protected constructor(descriptor: ConfigurationDescriptor, values: object) {
    Object.defineProperty(this, BRAND, { value: descriptor });
    Object.assign(this, protectSecrets(values, descriptor.secrets, descriptor.target));
  }

  /** Checks the values again: one sentence for each fault, none for an instance that `create` returned. */
  validate(): readonly string[] {
    const { schema } = this[BRAND];
    const outcome = schema.safeParse(plainValues(this), { error: describeIssue });
    return outcome.success ? [] : sentences(outcome.error.issues.filter(isAboutHeld));
  }
}

/** Items were compared as they were given; the defaults that they have since got make equal what was not. */
function isAboutHeld({ code }: SchemaIssue): boolean {
  return code !== 'not_unique';
}

/** Whether a value is a configuration, of this copy of the package or of another. */
export function isConfiguration(value: unknown): value is ConfigurationBase {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** What generated code told the runtime about this configuration's class. */
export function descriptorOf(configuration: ConfigurationBase): ConfigurationDescriptor {
  return configuration[BRAND];
}

/** Validates an input and builds the configuration from what the schema made of it. */
export function createConfiguration<T extends ConfigurationBase>(
  descriptor: ConfigurationDescriptor,
  input: unknown,
  construct: (values: object) => T,
): Result<T> {
  const outcome = descriptor.schema.safeParse(input, { error: describeIssue });
  if (outcome.success) return Result.success(freezeDeep(construct(outcome.data as object)));
  return Result.failure('invalid-configuration', 'Configuration validation failed', {
    validationErrors: sentences(outcome.error.issues),
  });
}

/** The number or switch a field with this role holds, in milliseconds where it is a time. */
export function roleValue(
  configuration: ConfigurationBase,
  role: ConfigurationRole,
): number | boolean | undefined {
  const source = descriptorOf(configuration).roles[role];
  if (source === undefined) return undefined;
  const value: unknown = Reflect.get(configuration, source.field);
  if (typeof value === 'number') return value * source.scale;
  return typeof value === 'boolean' ? value : undefined;
}

/** Every text that must not appear in what a connection with this configuration says. */
export function configurationSecrets(configuration: ConfigurationBase): readonly string[] {
  const target = openTarget(configuration);
  // A URL that is no secret as a whole may still carry a password.
  return [
    ...secretTexts(configuration),
    ...(target === undefined || isPlain(target) ? [] : secretsIn(target)),
  ];
}

/** What is connected to, with `***` in place of every secret; empty where no field says it. */
export function shownTarget(configuration: ConfigurationBase): string {
  const target = openTarget(configuration);
  if (target !== undefined && isPlain(target)) return target;
  return redactConnectionString(connectionTarget(configuration) ?? '');
}

/** The target where its field is no secret as a whole. */
function openTarget(configuration: ConfigurationBase): string | undefined {
  const { target } = descriptorOf(configuration);
  const value: unknown = target === undefined ? undefined : Reflect.get(configuration, target);
  return typeof value === 'string' ? value : undefined;
}

/** A folder or a host name: without these characters, a text that is no secret as a whole holds none. */
function isPlain(text: string): boolean {
  return !/[:=@]/.test(text.replace(/^[A-Za-z]:[\\/]/, ''));
}

/** The text that says what is connected to, secrets included; undefined where no field does. */
export function connectionTarget(configuration: ConfigurationBase): string | undefined {
  const { target } = descriptorOf(configuration);
  const value = target === undefined ? undefined : reveal(Reflect.get(configuration, target));
  return typeof value === 'string' ? value : undefined;
}

function sentences(issues: readonly SchemaIssue[]): readonly string[] {
  return [...new Set(issues.map((issue) => issue.message ?? describeIssue(issue)))];
}

/** The values as the schema takes them: own fields, secrets revealed. */
function plainValues(configuration: ConfigurationBase): object {
  const { providerName: _, ...fields } = configuration;
  return reveal(fields) as object;
}

function reveal(value: unknown): unknown {
  if (isSecret(value)) return value.reveal();
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reveal(member)]));
}
