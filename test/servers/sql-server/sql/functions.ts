import { SqlError } from '../sql-error.ts';
import { SERVER_NAME } from '../tokens.ts';
import { lengthType, TypeId } from '../types.ts';
import { INT, numberValue, type SqlValue, textValue, toScalar } from '../values.ts';
import type { Catalogue, SessionState } from './catalogue.ts';
import { Cursor } from './cursor.ts';
import { parseObjectName } from './statement-parser.ts';

/** What functions and variables can see. */
export interface Surroundings {
  readonly session: SessionState;
  readonly catalogue: Catalogue;
  readonly variables: Map<string, SqlValue>;
}

const VERSION = '16.0.1000.6';
const EDITION = 'Developer Edition (64-bit)';
const NAME = lengthType(TypeId.nVarChar, 256);

/** A name, of the type `sysname` whatever its length. */
function sysname(text: string | undefined): SqlValue {
  return { type: NAME, data: text === undefined ? null : (textValue(text).data ?? null) };
}

const PROPERTIES: Readonly<Record<string, SqlValue>> = {
  productversion: sysname(VERSION),
  productmajorversion: sysname('16'),
  productlevel: sysname('RTM'),
  edition: sysname(EDITION),
  engineedition: numberValue(3),
  collation: sysname('SQL_Latin1_General_CP1_CI_AS'),
  servername: sysname(SERVER_NAME),
  machinename: sysname(SERVER_NAME),
};

const GLOBALS: Readonly<Record<string, (session: SessionState) => SqlValue>> = {
  '@@version': () => sysname(`Microsoft SQL Server 2022 (RTM) - ${VERSION} (X64) \n\t${EDITION} in a test`),
  '@@servername': () => sysname(SERVER_NAME),
  '@@spid': ({ id }) => numberValue(id),
  '@@rowcount': ({ rowCount }) => numberValue(rowCount),
};

type SqlFunction = (surroundings: Surroundings, argument: string) => SqlValue;

const FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  db_name: ({ session }) => sysname(session.database),
  app_name: ({ session }) => sysname(session.login.applicationName),
  original_login: ({ session }) => sysname(session.login.userName),
  suser_sname: ({ session }) => sysname(session.login.userName),
  serverproperty: (_, name) => PROPERTIES[name.toLowerCase()] ?? sysname(undefined),
  object_id: (surroundings, name) => objectId(surroundings, name),
  databasepropertyex: ({ session, catalogue }, database) =>
    sysname(catalogue.databaseName(database) && (session.readOnly ? 'READ_ONLY' : 'READ_WRITE')),
};

function objectId({ catalogue, session }: Surroundings, text: string): SqlValue {
  const name = parseObjectName(new Cursor(text));
  const table = catalogue.scope(name, session).get(name.name.toLowerCase());
  return table === undefined ? { type: INT, data: null } : numberValue(table.id);
}

/** Calls a built-in function; those there are look at their first argument at most. */
export function callFunction(
  surroundings: Surroundings,
  name: string,
  values: readonly SqlValue[],
): SqlValue {
  const known = FUNCTIONS[name.toLowerCase()];
  if (known === undefined) throw new SqlError(195, [name]);
  const [first] = values;
  return known(surroundings, first === undefined ? '' : String(toScalar(first)));
}

/** The value of `@variable` or `@@global`. */
export function readVariable({ session, variables }: Surroundings, name: string): SqlValue {
  const value = variables.get(name.toLowerCase()) ?? GLOBALS[name.toLowerCase()]?.(session);
  if (value === undefined) throw new SqlError(137, [name]);
  return value;
}
