import type { Long, ObjectId } from 'bson';
import type { PlannedFaults } from '../support/planned-faults.ts';
import type { CommandFault } from './command-fault.ts';
import type { CursorTable } from './cursors.ts';
import type { BsonDocument } from './documents.ts';
import type { Journal } from './journal.ts';
import type { ReplicaSet } from './replica-set.ts';
import type { CommandRequest } from './requests.ts';
import type { ScramConversation, ScramCredential } from './scram.ts';
import type { DocumentStore } from './store.ts';

/** What all connections of one server share. */
export interface ServerState {
  readonly address: string;
  readonly started: number;
  /** Names the server in its present state, which never changes: another one is another server. */
  readonly topologyVersion: { readonly processId: ObjectId; readonly counter: Long };
  readonly store: DocumentStore;
  readonly cursors: CursorTable;
  readonly journal: Journal;
  readonly faults: PlannedFaults<CommandFault>;
  readonly replicaSet: ReplicaSet | undefined;
  /** Users of the database `admin`; undefined: no login is asked for. */
  readonly credentials: ReadonlyMap<string, ScramCredential> | undefined;
  readonly connections: () => { readonly accepted: number; readonly open: number };
}

/** What one connection remembers. */
export interface ClientState {
  readonly connectionId: number;
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal;
  user?: string;
  conversation?: ScramConversation;
}

export interface CommandContext {
  readonly request: CommandRequest;
  readonly client: ClientState;
  readonly server: ServerState;
}

export interface CommandSpec {
  /** Reads obey the read preference; writes go to a primary. */
  readonly kind: 'read' | 'write' | 'other';
  /** Answered before a login. */
  readonly open?: true;
  /** The fields understood beside those of every command; undefined: whatever there is, is let pass. */
  readonly fields?: readonly string[];
  /** Returns the answer, to which `ok: 1` is added; throws a `CommandError` to refuse. */
  readonly run: (context: CommandContext) => BsonDocument | Promise<BsonDocument>;
}

export type CommandTable = Readonly<Record<string, CommandSpec>>;
