import type { ServiceDescriptor, ServiceProvider, ServiceToken } from '../services.ts';
import { Creation } from './creation.ts';
import { disposeInReverse, isDisposable } from './disposal.ts';
import { ServiceResolutionError } from './resolution-error.ts';

/** How a container looks its services up. */
export type DescriptorLookup = (key: string) => ServiceDescriptor<unknown> | undefined;

interface Held {
  readonly creation: Creation;
  readonly made: Promise<unknown>;
}

/** The services of one scope. Those of the root are the program's singletons. */
export class ServiceScope implements ServiceProvider, AsyncDisposable {
  readonly #lookup: DescriptorLookup;
  readonly #parent: ServiceScope | undefined;
  readonly #held = new Map<string, Held>();
  readonly #pending = new Set<Promise<unknown>>();
  /** What to release, in the order in which it was ready. */
  readonly #created = new Set<AsyncDisposable | Disposable>();
  #disposing: Promise<void> | undefined;

  constructor(lookup: DescriptorLookup, parent?: ServiceScope) {
    this.#lookup = lookup;
    this.#parent = parent;
    // A scope that nobody disposes is disposed with the program.
    if (parent !== undefined) parent.#created.add(this);
  }

  /**
   * The service, or undefined where none is registered.
   *
   * @throws ServiceResolutionError for services that need each other, and for scoped ones where no scope is.
   */
  getAsync<T>(token: ServiceToken<T>): Promise<T | undefined> {
    return this.#resolve(token, undefined);
  }

  /** A scope within this one: scoped services live once in each. */
  createScope(): ServiceScope {
    return new ServiceScope(this.#lookup, this.#root);
  }

  /** Releases what was made here, the last one first. What was made for the whole program stays. */
  dispose(): Promise<void> {
    this.#disposing ??= this.#dispose();
    return this.#disposing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  get #root(): ServiceScope {
    return this.#parent ?? this;
  }

  async #resolve<T>(token: ServiceToken<T>, requester: Creation | undefined): Promise<T | undefined> {
    const descriptor = this.#lookup(token.key) as ServiceDescriptor<T> | undefined;
    if (descriptor === undefined) return undefined;
    const home = descriptor.lifetime === 'singleton' ? this.#root : this;
    const { creation, made } = home.#hold(descriptor, requester);
    return (await (requester === undefined ? made : requester.waitFor(creation, made))) as T;
  }

  #hold(descriptor: ServiceDescriptor<unknown>, requester: Creation | undefined): Held {
    const { key } = descriptor.token;
    const held = descriptor.lifetime === 'transient' ? undefined : this.#held.get(key);
    if (held !== undefined) return held;
    if (this.#disposing !== undefined) throw new Error(`The services are disposed; "${key}" cannot be made`);
    const creation = new Creation(key, descriptor.lifetime, requester);
    if (descriptor.lifetime === 'scoped' && this.#parent === undefined) {
      throw new ServiceResolutionError(
        'scope-required',
        creation.chain.map((step) => step.key),
      );
    }
    const fresh = { creation, made: this.#make(descriptor, creation) };
    if (descriptor.lifetime !== 'transient') {
      this.#held.set(key, fresh);
      // What failed can be tried again.
      fresh.made.catch(() => this.#held.delete(key));
    }
    return fresh;
  }

  #make(descriptor: ServiceDescriptor<unknown>, creation: Creation): Promise<unknown> {
    const services: ServiceProvider = { getAsync: (token) => this.#resolve(token, creation) };
    const made = (async () => {
      // Its own turn, so that what it asks for finds it among those that are being made.
      await undefined;
      const value = await descriptor.create(services);
      if (isDisposable(value)) this.#created.add(value);
      return value;
    })();
    const settled = (): unknown => this.#pending.delete(made);
    this.#pending.add(made);
    made.then(settled, settled);
    return made;
  }

  async #dispose(): Promise<void> {
    if (this.#parent !== undefined) this.#parent.#created.delete(this);
    await Promise.allSettled(this.#pending);
    await disposeInReverse(this.#created);
    this.#created.clear();
  }
}
