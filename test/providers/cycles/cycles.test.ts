import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ExternalConnection } from '@extconn/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileSystemConfiguration } from '../../../providers/src/file-system/configuration.gen.ts';
import { FileSystemConnection } from '../../../providers/src/file-system/connection.ts';
import { SqliteConfiguration } from '../../../providers/src/sqlite/configuration.gen.ts';
import { SqliteConnection } from '../../../providers/src/sqlite/connection.ts';
import { unwrap } from '../support/outcome.ts';

const CYCLES = 300;
/** Bytes that one cycle may leave for good: its connection alone takes more. */
const LEFT = 2_000;

/** More of them, on every provider, by `bench/cycles.ts`. */
describe(`${CYCLES} cycles of open, execute and close`, () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cycles-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kinds: readonly (readonly [string, () => ExternalConnection])[] = [
    [
      'Sqlite',
      () => new SqliteConnection(unwrap(SqliteConfiguration.create({ path: join(folder, 'a.db') }))),
    ],
    [
      'FileSystem',
      () => new FileSystemConnection(unwrap(FileSystemConfiguration.create({ rootPath: folder }))),
    ],
  ];

  it.each(kinds)('%s leaves neither files nor memory behind', async (_name, connect) => {
    // What is compiled and cached in the first cycles is no leak.
    await cycles(connect);
    const before = await held();
    const connections = await cycles(connect);
    const after = await held();
    expect(after.files).toBeLessThanOrEqual(before.files);
    expect(after.heap - before.heap).toBeLessThan(CYCLES * LEFT);
    // The last one may still be on the stack.
    expect(connections.filter((each) => each.deref() !== undefined).length).toBeLessThanOrEqual(1);
  });
});

async function cycles(connect: () => ExternalConnection): Promise<readonly WeakRef<ExternalConnection>[]> {
  const connections: WeakRef<ExternalConnection>[] = [];
  for (let done = 0; done < CYCLES; done += 1) {
    const connection = connect();
    unwrap(await connection.open());
    unwrap(await connection.execute(() => 1));
    unwrap(await connection.close());
    connections.push(new WeakRef(connection));
  }
  return connections;
}

async function held(): Promise<{ readonly files: number; readonly heap: number }> {
  const collect = garbageCollector();
  for (let times = 0; times < 4; times += 1) {
    collect();
    // What native code holds is given back in between.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { files: openFiles(), heap: process.memoryUsage().heapUsed };
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

/** Open files of the process, where the system tells. */
function openFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}
