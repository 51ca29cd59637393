import type { SqlValue } from './sql/value.ts';

/** A statement as it arrived, right or wrong: once for each row of bind values. */
export interface RecordedStatement {
  readonly user: string;
  readonly sql: string;
  readonly binds: readonly SqlValue[];
}

/** What clients have done since the start. */
export class Journal {
  /** Logins with the right password. */
  logins = 0;
  /** Logins refused with ORA-01017. */
  deniedLogins = 0;
  /** Calls of logged-in clients other than the logoff, also those that were made to fail. */
  calls = 0;
  pings = 0;
  logoffs = 0;
  readonly statements: RecordedStatement[] = [];
}
