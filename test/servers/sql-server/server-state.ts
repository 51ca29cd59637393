import type { SecureContext } from 'node:tls';
import type { FaultPlan } from './faults.ts';
import type { Login7 } from './login7.ts';
import type { EncryptionSupport } from './prelogin.ts';
import type { Catalogue } from './sql/catalogue.ts';
import type { Scalar } from './values.ts';

/** A login as it came over the wire, and what became of it. */
export interface LoginRecord extends Login7 {
  /** The client asked for TLS in its PRELOGIN. */
  readonly encryptionAsked: boolean;
  /** The login came through TLS. */
  readonly encrypted: boolean;
  /** The error it was refused with. */
  readonly refusedWith: number | undefined;
}

/** A request to execute something. The `SET` options a driver sends on its own after the login are not recorded. */
export interface StatementRecord {
  /** `@@SPID` of the session. */
  readonly session: number;
  readonly kind: 'batch' | 'rpc' | 'bulk';
  /** T-SQL, or the name of the procedure. */
  readonly text: string;
  /** By name, with `@`. */
  readonly parameters: Readonly<Record<string, Scalar>>;
}

/** Everything the server was asked, in order. */
export interface Journal {
  readonly logins: LoginRecord[];
  readonly statements: StatementRecord[];
  /** Cancellations received. */
  attentions: number;
}

/** What the sessions of one server share. */
export interface ServerState {
  encryption: EncryptionSupport;
  readonly tls: SecureContext;
  /** Passwords by user. */
  readonly users: Readonly<Record<string, string>>;
  readonly catalogue: Catalogue;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  /** Sessions with `ApplicationIntent=ReadOnly` cannot write, as on a readable secondary replica. */
  readonly readableSecondary: boolean;
}
