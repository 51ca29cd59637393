import type { ErrorClass } from '@extconn/runtime';

const thrownWhileOpening = new WeakSet<object>();

/**
 * Runs what opens a driver and remembers what it throws: a server out of reach may be back in a moment, while the
 * same error on an open driver says that the connection is lost.
 */
export async function opening<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (typeof error === 'object' && error !== null) thrownWhileOpening.add(error);
    throw error;
  }
}

/** The class of an error that says the server is out of reach. */
export function outOfReach(error: unknown): ErrorClass {
  const isFromOpening = typeof error === 'object' && error !== null && thrownWhileOpening.has(error);
  return isFromOpening ? 'transient' : 'connectionLost';
}
