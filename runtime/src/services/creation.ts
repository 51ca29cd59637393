import type { ServiceLifetime } from '../services.ts';
import { ServiceResolutionError } from './resolution-error.ts';

/**
 * The making of one service, from the moment it is asked for. Creations know who waits for whom, so services that
 * need each other fail instead of waiting for ever, also where several requests meet.
 */
export class Creation {
  readonly key: string;
  readonly lifetime: ServiceLifetime;
  /** The creation that asked first; undefined for the program itself. */
  readonly #requester: Creation | undefined;
  readonly #awaited = new Set<Creation>();

  /** @throws ServiceResolutionError where a service needs itself, or a singleton one that lives shorter. */
  constructor(key: string, lifetime: ServiceLifetime, requester: Creation | undefined) {
    this.key = key;
    this.lifetime = lifetime;
    this.#requester = requester;
    const chain = requester?.chain ?? [];
    const first = chain.findIndex((creation) => creation.key === key);
    if (first >= 0) throw new ServiceResolutionError('cycle', keysOf([...chain.slice(first), this]));
    const holder = chain.findIndex((creation) => creation.lifetime === 'singleton');
    if (lifetime === 'scoped' && holder >= 0) {
      throw new ServiceResolutionError('captive', keysOf([...chain.slice(holder), this]));
    }
  }

  /** From what the program asked for down to this. */
  get chain(): readonly Creation[] {
    return [...(this.#requester?.chain ?? []), this];
  }

  /**
   * Waits for another creation on behalf of this one.
   *
   * @throws ServiceResolutionError where the other one waits for this one.
   */
  async waitFor<T>(other: Creation, made: Promise<T>): Promise<T> {
    const circle = this.#circleThrough(other);
    if (circle !== undefined) throw new ServiceResolutionError('cycle', keysOf(circle));
    this.#awaited.add(other);
    try {
      return await made;
    } finally {
      this.#awaited.delete(other);
    }
  }

  #circleThrough(other: Creation): readonly Creation[] | undefined {
    const { chain } = this;
    if (chain.includes(other)) return [...chain.slice(chain.indexOf(other)), other];
    const way = other.#wayTo(this);
    return way === undefined ? undefined : [this, ...way];
  }

  #wayTo(target: Creation, seen = new Set<Creation>()): readonly Creation[] | undefined {
    if (this === target) return [this];
    if (seen.has(this)) return undefined;
    seen.add(this);
    for (const next of this.#awaited) {
      const way = next.#wayTo(target, seen);
      if (way !== undefined) return [this, ...way];
    }
    return undefined;
  }
}

function keysOf(creations: readonly Creation[]): readonly string[] {
  return creations.map(({ key }) => key);
}
