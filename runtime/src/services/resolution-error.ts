/**
 * Why services cannot be made.
 *
 * - `cycle`: services need each other.
 * - `captive`: a singleton would keep a scoped service beyond its scope.
 * - `scope-required`: a scoped service was asked for outside any scope.
 */
export type ServiceResolutionFault = 'cycle' | 'captive' | 'scope-required';

const SENTENCES: Readonly<Record<ServiceResolutionFault, string>> = {
  cycle: 'Services need each other',
  captive: 'A singleton would keep a scoped service beyond its scope',
  'scope-required': 'A scoped service can only be asked for in a scope',
};

/** A mistake in how services are registered. */
export class ServiceResolutionError extends Error {
  override readonly name = 'ServiceResolutionError';
  readonly fault: ServiceResolutionFault;
  /** The keys of the services, each asked for by the one before it. */
  readonly path: readonly string[];

  constructor(fault: ServiceResolutionFault, path: readonly string[]) {
    super(`${SENTENCES[fault]}: ${path.join(' → ')}`);
    this.fault = fault;
    this.path = path;
  }
}
