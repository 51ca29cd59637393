import { setTimeout as delay } from 'node:timers/promises';
import { type Address, subjects } from './cycles-subjects.ts';

/** What is held at one moment, after garbage has been collected. */
export interface Held {
  /** Handles of the operating system: sockets, files, timers. */
  readonly resources: number;
  /** Bytes. */
  readonly heap: number;
  /** Bytes. */
  readonly rss: number;
}

export interface CyclesMeasured {
  readonly before: Held;
  readonly after: Held;
  /** Milliseconds. */
  readonly took: number;
}

/** What an unrelated start leaves behind is not counted: caches fill in the first cycles. */
const WARM_UP = 200;

async function held(): Promise<Held> {
  // Sockets that are closing take a moment.
  await delay(500);
  if (globalThis.gc === undefined) throw new Error('Needs --expose-gc');
  for (let times = 0; times < 4; times += 1) {
    globalThis.gc();
    await delay(20);
  }
  const { heapUsed, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo().filter((name) => /TCP|TLS|File|Pipe/.test(name));
  return { resources: resources.length, heap: heapUsed, rss };
}

async function cycles(name: string, address: Address, count: number): Promise<void> {
  const subject = subjects[name];
  if (subject === undefined) throw new Error(`No subject is called ${name}`);
  for (let done = 0; done < count; done += 1) {
    const connection = subject.connect(address);
    const opened = await connection.open();
    if (opened.isFailure) throw new Error(`Cycle ${done}: ${opened.errorMessage}`);
    const closed = await connection.close();
    if (closed.isFailure) throw new Error(`Cycle ${done}: ${closed.errorMessage}`);
  }
}

const [name = '', address = '{}', count = '0'] = process.argv.slice(2);
const target: Address = JSON.parse(address);
await cycles(name, target, WARM_UP);
const before = await held();
const started = performance.now();
await cycles(name, target, Number(count));
const took = performance.now() - started;
const measured: CyclesMeasured = { before, after: await held(), took };
process.send?.(measured);
process.disconnect();
