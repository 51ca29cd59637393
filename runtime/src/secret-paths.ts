import { connectionStringSecret, isSecret, Secret } from './secrets.ts';

/** The way from a configuration to a secret in it. */
export type SecretPath = readonly SecretStep[];

/**
 * One step of the way: the name of a field, `*` for every item or entry, or, where these would say too much,
 * `items` (of a list only), `others` (entries under any other key), `where` (goes on only in an object in which the
 * field has one of the values).
 */
export type SecretStep =
  | string
  | { readonly items: true }
  | { readonly others: readonly string[] }
  | { readonly where: string; readonly is: readonly (string | number | boolean | null)[] };

/** A copy of the values in which every secret is behind a `Secret`; that of the target still shows where it leads. */
export function protectSecrets(
  values: object,
  secrets: readonly SecretPath[],
  target: string | undefined,
): object {
  return secrets.reduce<object>((copy, path) => {
    const wrap = path.length === 1 && path[0] === target ? wrapConnectionString : wrapSecret;
    return protectAt(copy, path, wrap) as object;
  }, values);
}

/** Freezes plain values all the way down. */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeDeep(member);
  return value;
}

type Wrap = (value: unknown) => unknown;

function protectAt(value: unknown, path: SecretPath, wrap: Wrap): unknown {
  const [step, ...rest] = path;
  if (value === undefined || value === null || isSecret(value)) return value;
  if (step === undefined) return wrap(value);
  if (typeof value !== 'object') return value;
  if (typeof step === 'object' && 'where' in step) {
    const chosen = new Map(Object.entries(value)).get(step.where);
    return step.is.some((allowed) => allowed === chosen) ? protectAt(value, rest, wrap) : value;
  }
  if (Array.isArray(value)) {
    const isMeant = step === '*' || (typeof step === 'object' && 'items' in step);
    return isMeant ? value.map((item) => protectAt(item, rest, wrap)) : value;
  }
  const members = Object.entries(value).map(([key, member]) =>
    isStepTo(key, step) ? [key, protectAt(member, rest, wrap)] : [key, member],
  );
  return Object.fromEntries(members);
}

function isStepTo(key: string, step: SecretStep): boolean {
  if (typeof step === 'string') return step === '*' || step === key;
  return 'others' in step && !step.others.includes(key);
}

function wrapSecret(value: unknown): Secret<unknown> {
  return new Secret(freezeDeep(value));
}

function wrapConnectionString(value: unknown): Secret<unknown> {
  return typeof value === 'string' ? connectionStringSecret(value) : wrapSecret(value);
}
