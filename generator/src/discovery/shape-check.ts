/** What is wrong with a value that came from outside: where in it, and what is wanted there. */
export interface Misfit {
  readonly path: string;
  /** Follows 'must be'. */
  readonly wanted: string;
}

/** Looks for the first thing that is wrong with a value. */
export type ShapeCheck = (value: unknown, path: string) => Misfit | undefined;

type Fields = Readonly<Record<string, ShapeCheck>>;

/** A value that passes a test. */
export function passing(test: (value: unknown) => boolean, wanted: string): ShapeCheck {
  return (value, path) => (test(value) ? undefined : { path, wanted });
}

export const isText: ShapeCheck = passing((value) => typeof value === 'string', 'a text');
export const isFlag: ShapeCheck = passing((value) => typeof value === 'boolean', 'true or false');
/** JSON can say `1e999`, which is not finite. */
export const isNumber: ShapeCheck = passing(Number.isFinite, 'a number');
export const isCount: ShapeCheck = passing(
  (value) => Number.isInteger(value) && Number(value) >= 0,
  'a whole number',
);

/** One of a few values. */
export function oneOf(...allowed: readonly unknown[]): ShapeCheck {
  return passing(
    (value) => allowed.includes(value),
    `one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`,
  );
}

/** A text of a certain form. */
export function matching(pattern: RegExp, wanted: string): ShapeCheck {
  return passing((value) => typeof value === 'string' && pattern.test(value), wanted);
}

export function listOf(item: ShapeCheck, { atLeast = 0 } = {}): ShapeCheck {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, wanted: 'a list' };
    if (value.length < atLeast) return { path, wanted: 'a list that is not empty' };
    return firstMisfit(value, (entry, index) => item(entry, `${path}[${index}]`));
  };
}

/** A mapping from any keys. The key `__proto__` is refused: it acts on objects that it is copied to. */
export function mapOf(item: ShapeCheck): ShapeCheck {
  return (value, path) => {
    if (!isRecord(value)) return { path, wanted: 'a mapping' };
    return firstMisfit(Object.entries(value), ([key, entry]) =>
      key === '__proto__'
        ? { path, wanted: 'a mapping without the key __proto__' }
        : item(entry, `${path}.${key}`),
    );
  };
}

/** An object with these members and no others. */
export function record(required: Fields, optional: Fields = {}): ShapeCheck {
  return (value, path) => {
    if (!isRecord(value)) return { path, wanted: 'a mapping' };
    const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
    if (missing !== undefined) return { path: `${path}.${missing}`, wanted: 'there' };
    return firstMisfit(Object.entries(value), ([key, entry]) => {
      const check = member(required, key) ?? member(optional, key);
      return check === undefined
        ? { path: `${path}.${key}`, wanted: 'absent' }
        : check(entry, `${path}.${key}`);
    });
  };
}

/** An object whose member `tag` says which members it has beside that. */
export function variant(
  tag: string,
  variants: Readonly<Record<string, readonly [Fields, Fields?]>>,
): ShapeCheck {
  const checks = new Map(
    Object.entries(variants).map(([name, [required, optional]]) => [
      name,
      record({ [tag]: oneOf(name), ...required }, optional),
    ]),
  );
  return (value, path) => {
    const check = isRecord(value) ? checks.get(String(value[tag])) : undefined;
    return check === undefined
      ? { path: `${path}.${tag}`, wanted: [...checks.keys()].join(' or ') }
      : check(value, path);
  };
}

/** For shapes that hold themselves. */
export function lazy(check: () => ShapeCheck): ShapeCheck {
  return (value, path) => check()(value, path);
}

/** Any JSON value. */
export const isJson: ShapeCheck = (value, path) => {
  if (Array.isArray(value)) return listOf(isJson)(value, path);
  if (isRecord(value)) return mapOf(isJson)(value, path);
  return typeof value === 'number' ? isNumber(value, path) : undefined;
};

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(fields: Fields, key: string): ShapeCheck | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function firstMisfit<T>(
  items: readonly T[],
  check: (item: T, index: number) => Misfit | undefined,
): Misfit | undefined {
  for (const [index, item] of items.entries()) {
    const misfit = check(item, index);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}
