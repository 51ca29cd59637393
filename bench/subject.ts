import { type Command, CommandFailed, TooLong, timeCommand } from './command.ts';
import { inTurns } from './in-turns.ts';
import type { Row } from './measure.ts';
import { peakMemory } from './peak-memory.ts';
import { spread } from './statistics.ts';

/** A command that does a job, among others that do the same. */
export interface Subject extends Pick<Row, 'subject' | 'role'> {
  readonly command: Command;
  /** What has to be done before each run and is not measured. */
  readonly prepare?: () => void;
  readonly note?: string;
}

export interface Rounds {
  readonly runs: number;
  readonly warmUps?: number;
}

/** Measures the time of each command in turns, then the memory of each, once. */
export async function measureCommands(
  job: string,
  subjects: readonly Subject[],
  { runs, warmUps }: Rounds,
): Promise<readonly Row[]> {
  const turns = subjects.map(({ subject, command, prepare }) => ({
    name: subject,
    prepare,
    run: () => timeCommand(command),
  }));
  const times = await inTurns(turns, runs, warmUps);
  const rows: Row[] = [];
  for (const { subject, role, command, prepare, note } of subjects) {
    prepare?.();
    const memory = await peakMemory(command);
    rows.push({
      job,
      subject,
      role,
      unit: 'ms',
      figure: spread(times.get(subject) ?? []),
      ...(memory === undefined ? {} : { memory }),
      ...(note === undefined ? {} : { note }),
    });
  }
  return rows;
}

/** Runs somebody else's command once; why it cannot be measured, or undefined where it can. */
export async function refusal({ command, prepare }: Subject): Promise<string | undefined> {
  try {
    prepare?.();
    await timeCommand(command);
    return undefined;
  } catch (error) {
    if (error instanceof TooLong) return error.message.toLowerCase();
    if (error instanceof CommandFailed) return `failed: ${reasonIn(error.message)}`;
    throw error;
  }
}

/** The line that says what went wrong. */
function reasonIn(message: string): string {
  const lines = message.split('\n').map((line) => line.trim());
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? '').slice(0, 100);
}
