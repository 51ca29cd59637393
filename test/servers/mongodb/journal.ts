import type { BsonDocument } from './documents.ts';
import type { CommandRequest } from './requests.ts';

/** A command as it came over the wire, whether it was then answered or not. */
export interface ReceivedCommand {
  readonly name: string;
  readonly database: string;
  readonly connectionId: number;
  /** The mode in `$readPreference`, where one was sent. */
  readonly readPreference: string | undefined;
  /** The whole command, its document sequences and `$` fields included. */
  readonly command: BsonDocument;
}

/** A login that came as far as its proof, or was refused before. */
export interface Authentication {
  readonly connectionId: number;
  readonly user: string | undefined;
  readonly mechanism: string;
  readonly succeeded: boolean;
}

/** What reached a server, for tests to look at. */
export class Journal {
  readonly commands: ReceivedCommand[] = [];
  readonly authentications: Authentication[] = [];
  /** Why connections were dropped whose bytes were no MongoDB messages. */
  readonly protocolErrors: string[] = [];

  /** The commands of one name, or of all but the drivers' own housekeeping. */
  received(name?: string): readonly ReceivedCommand[] {
    return this.commands.filter((entry) =>
      name === undefined ? !housekeeping.has(entry.name) : entry.name === name,
    );
  }

  clear(): void {
    this.commands.length = 0;
    this.authentications.length = 0;
    this.protocolErrors.length = 0;
  }

  note(connectionId: number, { name, database, command }: CommandRequest): void {
    this.commands.push({ name, database, connectionId, command, readPreference: modeOf(command) });
  }
}

const housekeeping = new Set(['hello', 'saslStart', 'saslContinue', 'endSessions']);

/** The mode in a command's `$readPreference`; undefined where none was sent: `primary`. */
export function modeOf(command: BsonDocument): string | undefined {
  const preference = command['$readPreference'];
  if (typeof preference !== 'object' || preference === null || !('mode' in preference)) return undefined;
  return String(preference.mode);
}
