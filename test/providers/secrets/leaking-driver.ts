import {
  type AnyConnectionFactory,
  type ConfigurationBase,
  type ConnectionBase,
  type ConnectionSource,
  Result,
} from '@extconn/runtime';
import { FORMS, MARKER } from './marker.ts';

export type AnyConnection = ConnectionBase<ConfigurationBase, unknown>;
type AnyConnectionClass = new (configuration: ConfigurationBase) => AnyConnection;

/** What drivers throw when they tell too much. */
export const LEAKS: readonly (() => unknown)[] = [
  ...FORMS.map((form) => () => new Error(`refused: ${form}`, { cause: new Error(`because of ${form}`) })),
  () => Object.assign(new Error('x'), { code: MARKER, options: { password: MARKER }, [MARKER]: 1 }),
  () => Object.assign(new Error(), { name: MARKER }),
  () => new AggregateError([new Error(MARKER), new Error(encodeURIComponent(MARKER))], MARKER),
  () => Object.assign(new Error('outer'), { originalError: new Error(`login of app/${MARKER}`) }),
  () => `a text: ${MARKER}`,
  () => ({ message: JSON.stringify({ password: MARKER }) }),
];

/** A connection whose driver opens and answers at once, and throws in all else; the rest is the provider's own. */
export function withDriver(like: AnyConnection, thrower: () => Promise<never>): AnyConnection {
  const provided = like.constructor as AnyConnectionClass;
  const members = {
    openDriver: { value: async () => ({ password: 'of the driver' }) },
    closeDriver: { value: thrower },
    pingDriver: { value: async () => undefined },
    readMetadata: { value: thrower },
    // Some providers lend more than the driver.
    execute: { value: executeOfBase(provided) },
  };
  return Object.defineProperties(new provided(like.configuration), members);
}

/** A provider, as far as a pool needs one, of such connections. */
export function sourceOf(like: AnyConnection, thrower: () => Promise<never>): ConnectionSource {
  const createConnection = async () => Result.success(withDriver(like, thrower));
  return {
    name: like.providerName,
    supportedConnectionModes: ['ReadWrite'],
    createConnectionFactory: async () =>
      Result.success({ createConnection } as never as AnyConnectionFactory),
  };
}

/** `execute` as the connection layer has it. */
function executeOfBase(provided: AnyConnectionClass): AnyConnection['execute'] {
  const base: AnyConnection = Object.getPrototypeOf(provided.prototype);
  return base.execute;
}
