type Declared<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

/**
 * An object type whose index signature takes in the declared fields too. Zod's own type of an object with further
 * keys is one that no object fits where these have another type. Types without an index signature stay as they are.
 */
export type OpenObject<T> = T extends object
  ? string extends keyof T
    ? Declared<T> & { [key: string]: T[keyof T] | Declared<T>[keyof Declared<T>] }
    : T
  : never;
