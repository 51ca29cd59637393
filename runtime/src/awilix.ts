import { type AwilixContainer, Lifetime, type LifetimeType, type Resolver } from 'awilix';
import { disposeInReverse, isDisposable } from './services/disposal.ts';
import type {
  ServiceCollection,
  ServiceDescriptor,
  ServiceLifetime,
  ServiceProvider,
  ServiceToken,
} from './services.ts';

const LIFETIMES: Readonly<Record<ServiceLifetime, LifetimeType>> = {
  singleton: Lifetime.SINGLETON,
  scoped: Lifetime.SCOPED,
  transient: Lifetime.TRANSIENT,
};

/**
 * Registers services in an awilix container, each under its token's key. What awilix resolves is a promise of the
 * service, since connection factories load their driver on demand. `container.dispose()` releases singletons and
 * scoped services, the last one first; as everywhere in awilix, who asks for a transient disposes of it.
 *
 * @example
 * ```ts
 * const services = awilixServices(createContainer());
 * addExternalConnectionProviders(services, ExternalConnectionProviders);
 * const factory = await services.getAsync(ExternalConnectionProviders.Sqlite.factoryToken);
 * ```
 */
export function awilixServices(container: AwilixContainer): ServiceCollection & ServiceProvider {
  const created = new WeakMap<AwilixContainer, CreatedServices>();
  const createdIn = (home: AwilixContainer): CreatedServices => {
    const services = created.get(home) ?? new CreatedServices(() => created.delete(home));
    created.set(home, services);
    return services;
  };
  return {
    add(descriptor) {
      container.register(descriptor.token.key, createResolver(descriptor, container, createdIn));
      return this;
    },
    getAsync: (token) => awilixProvider(container).getAsync(token),
  };
}

/** Asks an awilix container, or a scope of one, by token. */
export function awilixProvider(container: AwilixContainer): ServiceProvider {
  return {
    getAsync: async <T>({ key }: ServiceToken<T>): Promise<T | undefined> =>
      container.resolve<T | Promise<T> | undefined>(key, { allowUnregistered: true }),
  };
}

function createResolver<T>(
  { token, lifetime, create }: ServiceDescriptor<T>,
  root: AwilixContainer,
  createdIn: (home: AwilixContainer) => CreatedServices,
): Resolver<Promise<T>> & { dispose: (made: Promise<T>) => Promise<void> | undefined } {
  const owners = new WeakMap<Promise<T>, CreatedServices>();
  return {
    lifetime: LIFETIMES[lifetime],
    resolve(asking: AwilixContainer) {
      // A singleton outlives the scope that asks for it first, and so must what it is made of.
      const home = lifetime === 'singleton' ? root : asking;
      const made = (async () => create(awilixProvider(home)))();
      if (lifetime === 'transient') return made;
      const services = createdIn(home);
      owners.set(made, services.add(made));
      // What failed can be tried again.
      made.catch(() => home.cache.delete(token.key));
      return made;
    },
    dispose: (made) => owners.get(made)?.dispose(),
  };
}

/** What was made in one awilix container. Awilix releases everything at once; here all of it goes in order. */
class CreatedServices {
  readonly #pending: Promise<unknown>[] = [];
  readonly #created = new Set<AsyncDisposable | Disposable>();
  readonly #onDispose: () => void;
  #disposing: Promise<void> | undefined;

  constructor(onDispose: () => void) {
    this.#onDispose = onDispose;
  }

  add(made: Promise<unknown>): this {
    const noted = made.then((value) => isDisposable(value) && this.#created.add(value));
    this.#pending.push(noted.catch(() => undefined));
    return this;
  }

  dispose(): Promise<void> {
    this.#disposing ??= this.#dispose();
    return this.#disposing;
  }

  async #dispose(): Promise<void> {
    this.#onDispose();
    await Promise.all(this.#pending);
    await disposeInReverse(this.#created);
  }
}
