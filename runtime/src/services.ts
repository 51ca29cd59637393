/** How long a service lives: for the whole program, for one scope, or for one request of it. */
export type ServiceLifetime = 'singleton' | 'scoped' | 'transient';

/**
 * The name of a service, with its type. Tokens with the same key are the same service, also across two copies of
 * the package.
 */
export interface ServiceToken<T> {
  readonly key: string;
  /** Never present; carries the type. */
  readonly serviceType?: T;
}

/** Makes a token. */
export function createServiceToken<T>(key: string): ServiceToken<T> {
  return { key };
}

/** Where services are asked for. */
export interface ServiceProvider {
  /** The service, or undefined where none is registered. */
  getAsync<T>(token: ServiceToken<T>): Promise<T | undefined>;
}

/** How one service is made. */
export interface ServiceDescriptor<T> {
  readonly token: ServiceToken<T>;
  readonly lifetime: ServiceLifetime;
  readonly create: (services: ServiceProvider) => T | Promise<T>;
}

/** Where `registerService` puts services; the adapters for containers implement it. */
export interface ServiceCollection {
  add<T>(descriptor: ServiceDescriptor<T>): this;
}
