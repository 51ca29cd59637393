// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the reference is part of what is tested
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '@extconn/runtime';
import { describe, expect, it, vi } from 'vitest';
import {
  type Connections,
  type ConnectionsChange,
  loadConnections,
} from '../../../../runtime/src/connections.ts';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';
import { createFakeProviders } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Scene {
  readonly server: FakeServer;
  readonly clock: FakeClock;
  readonly entries: Record<string, object>;
  readonly connections: Connections;
}

async function createScene(entries: Record<string, object>): Promise<Scene> {
  const server = new FakeServer();
  const clock = new FakeClock();
  const source = { externalConnections: entries };
  const connections = expectValue(
    await loadConnections(source, createFakeProviders(server), { clock, retireAfter: 1000 }),
  );
  return { server, clock, entries, connections };
}

describe('reload', () => {
  it('keeps connections whose entry means the same', async () => {
    const { entries, connections } = await createScene({
      A: { provider: 'Ledger', host: 'a', password: 'p' },
    });
    const before = expectValue(await connections.open('A'));
    entries['A'] = { password: 'p', host: 'a', timeoutSeconds: 30, provider: 'LedgerDb' };
    expect(expectValue(await connections.reload())).toEqual({ added: [], changed: [], removed: [] });
    expect(expectValue(await connections.open('A'))).toBe(before);
    await connections.dispose();
  });

  it('sees a secret, a mode and a provider change', async () => {
    const { entries, connections } = await createScene({
      A: { provider: 'Ledger', host: 'a', password: 'p' },
      B: { provider: 'Ledger', host: 'a' },
      C: { provider: 'Ledger', host: 'a' },
      D: { provider: 'Ledger', host: 'a' },
    });
    entries['A'] = { provider: 'Ledger', host: 'a', password: 'q' };
    entries['B'] = { provider: 'Ledger', host: 'a', mode: 'ReadOnly' };
    entries['C'] = { provider: 'Queue', topic: 'c' };
    delete entries['D'];
    entries['E'] = { provider: 'Ledger', host: 'e' };
    const change = expectValue(await connections.reload());
    expect(change).toEqual({ added: ['E'], changed: ['A', 'B', 'C'], removed: ['D'] });
    expect(expectValue(connections.get('C')).providerName).toBe('Queue');
    expect(expectFailure(connections.get('D')).code).toBe('not-found');
    await connections.dispose();
  });

  it('closes a replaced connection only when nothing has run on it for a while', async () => {
    const { server, clock, entries, connections } = await createScene({
      A: { provider: 'Ledger', host: 'old' },
    });
    const old = expectValue(await connections.open('A'));
    let finish = (): void => undefined;
    const running = old.execute(() => new Promise<string>((resolve) => (finish = () => resolve('done'))));
    entries['A'] = { provider: 'Ledger', host: 'new' };
    await connections.reload();
    expect(expectValue(await connections.open('A')).configuration).toMatchObject({ host: 'new' });
    await clock.advance(10_000);
    expect(old.state).toBe('Executing');
    finish();
    expect(expectValue(await running)).toBe('done');
    await clock.advance(999);
    expect(expectValue(await old.execute(() => 'again'))).toBe('again');
    await clock.advance(999);
    expect(old.state).toBe('Open');
    await clock.advance(1);
    expect(old.state).toBe('Disposed');
    expect([...server.live].map(({ host }) => host)).toEqual(['new']);
    await connections.dispose();
    expect(server.live.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('closes what a reload replaced when all are disposed', async () => {
    const { server, clock, entries, connections } = await createScene({
      A: { provider: 'Ledger', host: 'old' },
    });
    await connections.open('A');
    delete entries['A'];
    await connections.reload();
    expect(server.live.size).toBe(1);
    await connections.dispose();
    expect(server.live.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('changes nothing where the new configuration has a problem', async () => {
    const { entries, connections } = await createScene({ A: { provider: 'Ledger', host: 'a' } });
    const outcomes: Result<ConnectionsChange>[] = [];
    const stop = connections.onReload((outcome) => outcomes.push(outcome));
    const before = expectValue(await connections.open('A'));
    entries['A'] = { provider: 'Ledger' };
    expect(expectFailure(await connections.reload()).validationErrors).toEqual(['A.host: host is required']);
    expect(expectValue(await connections.open('A'))).toBe(before);
    await settle();
    expect(outcomes.map(({ isFailure }) => isFailure)).toEqual([true]);
    stop();
    await connections.reload();
    await settle();
    expect(outcomes).toHaveLength(1);
    await connections.dispose();
  });
});

describe('watch', () => {
  const settings = (host: string): string =>
    JSON.stringify({
      externalConnections: { A: { provider: 'Ledger', host, password: '${file:secrets/p}' } },
    });

  async function hostAfter(connections: Connections, act: () => Promise<unknown>): Promise<unknown> {
    const reloaded = new Promise<Result<ConnectionsChange>>((resolve) => connections.onReload(resolve));
    await act();
    expectValue(await reloaded);
    return expectValue(connections.get('A')).configuration;
  }

  it('follows the file, however it is written, and the files it refers to', async () => {
    const folder = await temporaryFolder({ 'a.json': settings('one'), 'secrets/p': 'p' });
    const file = join(folder, 'a.json');
    await using connections = expectValue(
      await loadConnections(file, createFakeProviders(new FakeServer()), { watch: true }),
    );
    expect(await hostAfter(connections, () => writeFile(file, settings('two')))).toMatchObject({
      host: 'two',
    });
    await writeFile(join(folder, 'new'), settings('three'));
    expect(await hostAfter(connections, () => rename(join(folder, 'new'), file))).toMatchObject({
      host: 'three',
    });
    const before = expectValue(connections.get('A'));
    await hostAfter(connections, () => writeFile(join(folder, 'secrets/p'), 'q'));
    expect(expectValue(connections.get('A'))).not.toBe(before);
  });

  it('ends with the connections', async () => {
    const folder = await temporaryFolder({ 'a.json': settings('one'), 'secrets/p': 'p' });
    const file = join(folder, 'a.json');
    const loaded = await loadConnections(file, createFakeProviders(new FakeServer()), { watch: true });
    const listener = vi.fn();
    expectValue(loaded).onReload(listener);
    await expectValue(loaded).dispose();
    await writeFile(file, settings('two'));
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(listener).not.toHaveBeenCalled();
  });
});
