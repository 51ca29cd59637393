import { expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { LOCK_WAIT, takeLock, UNVERIFIED_LIFETIME, withLock } from '../../../generator/src/output/lock.ts';
import { createLockSystem, type LockSystem } from '../../../generator/src/output/lock-system.ts';
import { createMemoryHost, type MemoryHost } from '../../support/memory-host.ts';

interface FakeSystem extends LockSystem {
  processes: Map<number, string>;
  advance: (milliseconds: number) => void;
}

/** A machine with a clock that moves when somebody sleeps. */
function createSystem(pid: number, start = '100', machine = 'here'): FakeSystem {
  const processes = new Map([[pid, start]]);
  let now = 0;
  return {
    self: { machine, pid, start },
    processes,
    startOf: (other) => processes.get(other),
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

const locks = (host: MemoryHost): string[] => host.list('/project/.extconn/locks').map(({ name }) => name);

test('is a file that says who holds it, in a folder that hides itself from Git', async () => {
  const host = createMemoryHost();
  const diagnostics = new Diagnostics();
  const lock = await takeLock(host, '/project', createSystem(7), diagnostics);
  expect(lock?.kind).toBe('held');
  expect(locks(host)).toEqual([expect.stringMatching(/^lock\.7\.100\.here\.[0-9a-f]{12}$/)]);
  expect(host.read('/project/.extconn/.gitignore')).toBe('*\n');
  if (lock?.kind === 'held') lock.release();
  expect(locks(host)).toEqual([]);
});

test('keeps a second run waiting, for a while, then names the first', async () => {
  const host = createMemoryHost();
  const diagnostics = new Diagnostics();
  const first = createSystem(7);
  await takeLock(host, '/project', first, diagnostics);
  const second = createSystem(8);
  second.processes.set(7, '100');
  expect(await takeLock(host, '/project', second, diagnostics)).toBeUndefined();
  expect(second.now()).toBeGreaterThanOrEqual(LOCK_WAIT);
  expect(diagnostics.sorted).toMatchObject([
    {
      code: 'EXT3012',
      message: expect.stringContaining('process 7 on here'),
      file: expect.stringContaining('lock.7.'),
    },
  ]);
  expect(locks(host)).toHaveLength(1);
});

test('passes to a waiting run when it is released', async () => {
  const host = createMemoryHost();
  const diagnostics = new Diagnostics();
  const first = await takeLock(host, '/project', createSystem(7), diagnostics);
  const second = createSystem(8);
  second.processes.set(7, '100');
  const waiting = takeLock(
    host,
    '/project',
    { ...second, sleep: async () => (first?.kind === 'held' ? first.release() : undefined) },
    diagnostics,
  );
  expect((await waiting)?.kind).toBe('held');
  expect(diagnostics.sorted).toEqual([]);
});

test.each([
  ['of a process that ended', 'lock.9.100.here.0123456789ab', true],
  ['of a process whose number another one has now', 'lock.8.55.here.0123456789ab', true],
  ['of a process that runs', 'lock.8.77.here.0123456789ab', false],
  ['of another machine, made just now', 'lock.9.100.there.0123456789ab', false],
])('a lock %s', async (_, name, isVoid) => {
  const host = createMemoryHost({ [`.extconn/locks/${name}`]: '' });
  const system = createSystem(7);
  system.processes.set(8, '77');
  const lock = await takeLock(host, '/project', system, new Diagnostics());
  expect(lock?.kind).toBe(isVoid ? 'held' : undefined);
  expect(locks(host).includes(name)).toBe(!isVoid);
});

test('an old lock of another machine, or of a machine that does not tell starts, is void', async () => {
  for (const name of ['lock.9.100.there.0123456789ab', 'lock.8..here.0123456789ab']) {
    const host = createMemoryHost({ [`.extconn/locks/${name}`]: '' });
    const system = createSystem(7);
    system.processes.set(8, '');
    system.advance(UNVERIFIED_LIFETIME + 1000);
    expect((await takeLock(host, '/project', system, new Diagnostics()))?.kind).toBe('held');
  }
});

test('what is no lock is left alone', async () => {
  const host = createMemoryHost({ '.extconn/locks/notes.txt': '', '.extconn/locks/lock.1.2.x': '' });
  expect((await takeLock(host, '/project', createSystem(7), new Diagnostics()))?.kind).toBe('held');
  expect(locks(host)).toHaveLength(3);
});

test('two runs that announce themselves at once do not both go on', async () => {
  const host = createMemoryHost();
  const systems = Array.from({ length: 6 }, (_, index) => createSystem(index + 1));
  for (const system of systems) {
    for (let pid = 1; pid <= systems.length; pid++) system.processes.set(pid, '100');
    system.sleep = async (milliseconds) => {
      system.advance(milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
    };
  }
  let inside = 0;
  let most = 0;
  const done = systems.map((system) =>
    withLock(host, '/project', system, new Diagnostics(), async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return 'done';
    }),
  );
  expect(await Promise.all(done)).toEqual(systems.map(() => 'done'));
  expect(most).toBe(1);
});

test('is released when the work fails', async () => {
  const host = createMemoryHost();
  const failing = withLock(host, '/project', createSystem(7), new Diagnostics(), () => {
    throw new Error('bug');
  });
  await expect(failing).rejects.toThrow('bug');
  expect(locks(host)).toEqual([]);
});

test('cannot be had where nothing may be written, or where its folder is a link', async () => {
  const readOnly = createMemoryHost({}, { unwritable: ['/project'] });
  const diagnostics = new Diagnostics();
  expect(await takeLock(readOnly, '/project', createSystem(7), diagnostics)).toEqual({
    kind: 'unavailable',
    folder: '/project/.extconn',
    reason: 'EACCES',
  });
  const linked = createMemoryHost({ '/home/x': '' }, { links: { '.extconn': '/home' } });
  expect((await takeLock(linked, '/project', createSystem(7), diagnostics))?.kind).toBe('unavailable');
  expect(Object.keys(linked.snapshot())).toEqual(['/home/x']);
  expect(diagnostics.sorted).toEqual([]);
});

test('the real machine knows this process and its end', () => {
  const system = createLockSystem(process);
  expect(system.self.pid).toBe(process.pid);
  expect(system.self.machine).toMatch(/^[A-Za-z0-9-]+$/);
  expect(system.startOf(process.pid)).toBe(system.self.start);
  expect(system.startOf(4_194_303)).toBeUndefined();
  const elsewhere = createLockSystem({
    pid: process.pid,
    platform: 'darwin',
    kill: process.kill.bind(process),
  });
  expect(elsewhere.startOf(process.pid)).toBe('');
  expect(elsewhere.startOf(4_194_303)).toBeUndefined();
});
