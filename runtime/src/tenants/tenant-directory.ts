import type { Clock } from '../clock.ts';
import type { Tenant } from './tenant.ts';

/** When idle tenants go. Times in milliseconds. */
export interface EvictionLimits {
  readonly idleTimeout: number;
  readonly maxIdle: number;
}

/** The tenants that have connections; forgets those that nobody asks for, the longest idle first. */
export class TenantDirectory {
  readonly #clock: Clock;
  readonly #limits: EvictionLimits;
  readonly #create: (id: string) => Tenant;
  readonly #tenants = new Map<string, Tenant>();
  /** In the order in which they became idle. */
  readonly #idle = new Set<Tenant>();
  readonly #draining = new Set<Promise<void>>();
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, limits: EvictionLimits, create: (id: string) => Tenant) {
    this.#clock = clock;
    this.#limits = limits;
    this.#create = create;
  }

  get all(): readonly Tenant[] {
    return [...this.#tenants.values()];
  }

  /** The tenant, kept until `leave`. */
  enter(id: string): Tenant {
    const tenant = this.#tenants.get(id) ?? this.#create(id);
    this.#tenants.set(id, tenant);
    tenant.active += 1;
    this.#idle.delete(tenant);
    return tenant;
  }

  leave(tenant: Tenant): void {
    tenant.active -= 1;
    if (tenant.active > 0 || this.#tenants.get(tenant.id) !== tenant) return;
    tenant.idleSince = this.#clock.now();
    this.#idle.add(tenant);
    const [longestIdle] = this.#idle;
    if (this.#idle.size > this.#limits.maxIdle && longestIdle !== undefined) void this.evict(longestIdle.id);
    this.#schedule();
  }

  /** Forgets a tenant and closes its connections; those in use when they are given back. */
  async evict(id: string): Promise<void> {
    const tenant = this.#tenants.get(id);
    if (tenant === undefined) return;
    this.#tenants.delete(id);
    this.#idle.delete(tenant);
    const draining = tenant.pools.drain().finally(() => this.#draining.delete(draining));
    this.#draining.add(draining);
    await draining;
  }

  async evictAll(): Promise<void> {
    this.#cancel?.();
    await Promise.all(this.all.map(({ id }) => this.evict(id)));
    await Promise.all(this.#draining);
  }

  #schedule(): void {
    const [longestIdle] = this.#idle;
    this.#cancel?.();
    this.#cancel = undefined;
    if (longestIdle === undefined) return;
    const due = longestIdle.idleSince + this.#limits.idleTimeout;
    this.#cancel = this.#clock.schedule(() => this.#evictIdle(), due - this.#clock.now());
  }

  #evictIdle(): void {
    const now = this.#clock.now();
    for (const { id, idleSince } of this.#idle) {
      if (now - idleSince < this.#limits.idleTimeout) break;
      void this.evict(id);
    }
    this.#schedule();
  }
}
