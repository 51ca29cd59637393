import type { ServiceCollection, ServiceDescriptor, ServiceProvider, ServiceToken } from '../services.ts';
import { ServiceScope } from './scope.ts';

/**
 * A small container of services, for programs that have none: singleton, scoped and transient services with
 * asynchronous factories, released in reverse order.
 *
 * @example
 * ```ts
 * await using services = new ServiceContainer();
 * addExternalConnectionProviders(services, ExternalConnectionProviders);
 * configure(services, connections, 'PrimaryDatabase');
 * await using scope = services.createScope();
 * const connection = await scope.getAsync(ExternalConnectionProviders.SqlServer.connectionToken);
 * ```
 */
export class ServiceContainer implements ServiceCollection, ServiceProvider, AsyncDisposable {
  readonly #descriptors = new Map<string, ServiceDescriptor<unknown>>();
  readonly #root = new ServiceScope((key) => this.#descriptors.get(key));

  /** Registers a service; of two with one key the later counts, for everything made after it. */
  add<T>(descriptor: ServiceDescriptor<T>): this {
    this.#descriptors.set(descriptor.token.key, descriptor);
    return this;
  }

  /**
   * A singleton or transient service, or undefined where none is registered. Transients that can be disposed live
   * until the container is: ask a scope for them instead.
   *
   * @throws ServiceResolutionError for services that need each other, and for scoped ones.
   */
  getAsync<T>(token: ServiceToken<T>): Promise<T | undefined> {
    return this.#root.getAsync(token);
  }

  /** A scope: scoped services live once in it, and transients as long as it. */
  createScope(): ServiceScope {
    return this.#root.createScope();
  }

  /** Releases every service, the last one first, scopes that are still open included. */
  dispose(): Promise<void> {
    return this.#root.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}
