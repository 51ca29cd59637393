import { createServiceToken, type ServiceLifetime, type ServiceProvider } from '@extconn/runtime';
import { describe, expect, it } from 'vitest';
import { ServiceContainer } from '../../../../runtime/src/services/container.ts';
import { ServiceResolutionError } from '../../../../runtime/src/services/resolution-error.ts';

interface Named {
  readonly name: string;
}

function token(name: string) {
  return createServiceToken<Named>(name);
}

/** A container whose services are made of others by name, and a journal of what was made and released. */
function createScene() {
  const journal: string[] = [];
  const container = new ServiceContainer();
  const add = (name: string, lifetime: ServiceLifetime, ...needs: string[]): void => {
    container.add({
      token: token(name),
      lifetime,
      create: async (services: ServiceProvider) => {
        for (const need of needs) await services.getAsync(token(need));
        journal.push(`+${name}`);
        return { name, [Symbol.asyncDispose]: async () => void journal.push(`-${name}`) };
      },
    });
  };
  return { container, journal, add };
}

async function faultOf(asking: Promise<unknown>): Promise<ServiceResolutionError> {
  const error: unknown = await asking.catch((caught: unknown) => caught);
  if (error instanceof ServiceResolutionError) return error;
  throw new Error('This should have failed', { cause: error });
}

describe('lifetimes', () => {
  it('make a singleton once, also for those who ask at once and in scopes', async () => {
    const { container, journal, add } = createScene();
    add('one', 'singleton');
    const asked = await Promise.all([
      container.getAsync(token('one')),
      container.getAsync(token('one')),
      container.createScope().getAsync(token('one')),
    ]);
    expect(new Set(asked).size).toBe(1);
    expect(journal).toEqual(['+one']);
  });

  it('make a scoped service once in each scope', async () => {
    const { container, add } = createScene();
    add('one', 'scoped');
    const [first, second] = [container.createScope(), container.createScope()];
    const one = await first.getAsync(token('one'));
    expect(await first.getAsync(token('one'))).toBe(one);
    expect(await second.getAsync(token('one'))).not.toBe(one);
    expect(await first.createScope().getAsync(token('one'))).not.toBe(one);
  });

  it('make a transient service each time', async () => {
    const { container, add } = createScene();
    add('one', 'transient');
    expect(await container.getAsync(token('one'))).not.toBe(await container.getAsync(token('one')));
  });

  it('give undefined for what is not registered, and the later of two registrations', async () => {
    const { container } = createScene();
    expect(await container.getAsync(token('one'))).toBeUndefined();
    container.add({ token: token('one'), lifetime: 'transient', create: () => ({ name: 'first' }) });
    container.add({ token: token('one'), lifetime: 'transient', create: () => ({ name: 'second' }) });
    expect(await container.getAsync(token('one'))).toEqual({ name: 'second' });
  });

  it('make again what failed', async () => {
    const container = new ServiceContainer();
    let attempts = 0;
    const create = async (): Promise<Named> => {
      attempts += 1;
      if (attempts === 1) throw new Error('not yet');
      return { name: 'one' };
    };
    container.add({ token: token('one'), lifetime: 'singleton', create });
    await expect(container.getAsync(token('one'))).rejects.toThrow('not yet');
    expect(await container.getAsync(token('one'))).toEqual({ name: 'one' });
  });
});

describe('mistakes in registrations', () => {
  it.each(['singleton', 'transient'] as const)('are %s services that need each other', async (lifetime) => {
    const { container, add } = createScene();
    add('a', lifetime, 'b');
    add('b', lifetime, 'c');
    add('c', lifetime, 'a');
    const error = await faultOf(container.getAsync(token('a')));
    expect(error.fault).toBe('cycle');
    expect(error.path).toEqual(['a', 'b', 'c', 'a']);
    expect(error.message).toBe('Services need each other: a → b → c → a');
  });

  it('are a service that needs itself', async () => {
    const { container, add } = createScene();
    add('a', 'scoped', 'a');
    expect((await faultOf(container.createScope().getAsync(token('a')))).path).toEqual(['a', 'a']);
  });

  it('never make two requests wait for each other', async () => {
    const { container, add } = createScene();
    add('a', 'singleton', 'slow', 'b');
    add('b', 'singleton', 'slow', 'a');
    container.add({
      token: token('slow'),
      lifetime: 'transient',
      create: () => new Promise((resolve) => setTimeout(() => resolve({ name: 'slow' }), 5)),
    });
    const [a, b] = await Promise.allSettled([container.getAsync(token('a')), container.getAsync(token('b'))]);
    expect([a.status, b.status]).toEqual(['rejected', 'rejected']);
  });

  it('are not services that share what they need', async () => {
    const { container, add } = createScene();
    add('top', 'singleton', 'left', 'right');
    add('left', 'singleton', 'bottom');
    add('right', 'transient', 'bottom', 'left');
    add('bottom', 'singleton');
    expect(await container.getAsync(token('top'))).toMatchObject({ name: 'top' });
  });

  it('are singletons that would keep a scoped service', async () => {
    const { container, add } = createScene();
    add('single', 'singleton', 'passing');
    add('passing', 'transient', 'scoped');
    add('scoped', 'scoped');
    const error = await faultOf(container.createScope().getAsync(token('single')));
    expect(error.fault).toBe('captive');
    expect(error.path).toEqual(['single', 'passing', 'scoped']);
    // On its own the transient may have it.
    expect(await container.createScope().getAsync(token('passing'))).toMatchObject({ name: 'passing' });
  });

  it('are scoped services asked for outside a scope', async () => {
    const { container, add } = createScene();
    add('scoped', 'scoped');
    expect((await faultOf(container.getAsync(token('scoped')))).fault).toBe('scope-required');
  });
});

describe('disposal', () => {
  it('releases in reverse order, a scope before the program', async () => {
    const { container, journal, add } = createScene();
    add('database', 'singleton');
    add('cache', 'singleton', 'database');
    add('request', 'scoped', 'cache');
    add('step', 'transient', 'request');
    const scope = container.createScope();
    await scope.getAsync(token('step'));
    await scope.dispose();
    expect(journal).toEqual(['+database', '+cache', '+request', '+step', '-step', '-request']);
    await container.dispose();
    expect(journal.slice(6)).toEqual(['-cache', '-database']);
  });

  it('releases scopes that nobody disposed, and everything once', async () => {
    const { container, journal, add } = createScene();
    add('request', 'scoped');
    const scope = container.createScope();
    await scope.getAsync(token('request'));
    await Promise.all([container.dispose(), container.dispose(), scope.dispose()]);
    expect(journal).toEqual(['+request', '-request']);
  });

  it('waits for what is being made, and makes nothing afterwards', async () => {
    const { container, journal, add } = createScene();
    add('slow', 'singleton');
    const asked = container.getAsync(token('slow'));
    await container.dispose();
    await asked;
    expect(journal).toEqual(['+slow', '-slow']);
    add('other', 'singleton');
    await expect(container.getAsync(token('other'))).rejects.toThrow('The services are disposed');
  });

  it('gives everything its turn where one throws', async () => {
    const { container, journal, add } = createScene();
    add('first', 'singleton');
    container.add({
      token: token('second'),
      lifetime: 'singleton',
      create: () => ({
        name: 'second',
        [Symbol.dispose]: () => {
          throw new Error('stuck');
        },
      }),
    });
    await container.getAsync(token('first'));
    await container.getAsync(token('second'));
    await expect(container.dispose()).rejects.toThrow('1 services could not be disposed');
    expect(journal).toEqual(['+first', '-first']);
  });
});
