import type { Database, Transaction } from './database.ts';

/** What a statement may ask of the session that runs it. */
export interface SqlSession {
  readonly user: string;
  readonly serviceName: string;
  readonly sid: string;
  readonly database: Database;
  readonly transaction: Transaction;
}
