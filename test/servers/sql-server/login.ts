import type { Login7 } from './login7.ts';
import type { ServerState } from './server-state.ts';
import type { SessionState } from './sql/catalogue.ts';
import { SqlError } from './sql-error.ts';
import { loginTokens } from './tokens.ts';

const DEFAULT_DATABASE = 'master';
const DEFAULT_PACKET_SIZE = 4096;

/** The errors a login is refused with, as the real server gives them: none where it is accepted. */
export function refusal(login: Login7, { users, catalogue }: ServerState): readonly SqlError[] {
  const user = Object.entries(users).find(([name]) => name.toLowerCase() === login.userName.toLowerCase());
  const failed = new SqlError(18456, [login.userName]);
  if (user?.[1] !== login.password) return [failed];
  const known = login.database === '' || catalogue.databaseName(login.database) !== undefined;
  return known ? [] : [new SqlError(4060, [login.database]), failed];
}

/** What an accepted login starts. */
export interface AcceptedLogin {
  readonly state: SessionState;
  /** Bytes, from now on and in both directions. */
  readonly packetSize: number;
  readonly tokens: Buffer;
}

export function accept(login: Login7, id: number, server: ServerState): AcceptedLogin {
  const database = server.catalogue.databaseName(login.database) ?? DEFAULT_DATABASE;
  const packetSize = Math.min(Math.max(login.packetSize || DEFAULT_PACKET_SIZE, 512), 32_767);
  const readOnly = server.readableSecondary && login.readOnlyIntent;
  const state = { id, login, database, temporary: new Map(), readOnly, rowCount: 0, bulk: undefined };
  return { state, packetSize, tokens: loginTokens(login, database, packetSize) };
}
