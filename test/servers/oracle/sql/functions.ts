import type { SqlSession } from './session.ts';
import { type SqlValue, toText } from './value.ts';

type SqlFunction = (values: readonly SqlValue[], session: SqlSession) => SqlValue;

/** Functions of one row, some of which are called without brackets. */
const FUNCTIONS: ReadonlyMap<string, SqlFunction> = new Map<string, SqlFunction>([
  ['DBTIMEZONE', () => '+00:00'],
  ['LENGTH', ([value = null]) => toText(value)?.length ?? null],
  ['LOWER', ([value = null]) => toText(value)?.toLowerCase() ?? null],
  ['NVL', ([value = null, fallback = null]) => (toText(value) === null ? fallback : value)],
  ['SYSDATE', () => new Date(Math.floor(Date.now() / 1000) * 1000)],
  ['SYSTIMESTAMP', () => new Date()],
  ['SYS_CONTEXT', sysContext],
  ['TO_CHAR', ([value = null]) => toText(value)],
  ['UPPER', ([value = null]) => toText(value)?.toUpperCase() ?? null],
  ['USER', (_, session) => session.user],
]);

/** The result, or undefined where there is no such function. */
export function callFunction(
  name: string,
  values: readonly SqlValue[],
  session: SqlSession,
): SqlValue | undefined {
  return FUNCTIONS.get(name)?.(values, session);
}

function sysContext(
  [namespace = null, parameter = null]: readonly SqlValue[],
  session: SqlSession,
): SqlValue {
  if (toText(namespace)?.toUpperCase() !== 'USERENV') return null;
  const values = new Map([
    ['SESSION_USER', session.user],
    ['CURRENT_USER', session.user],
    ['CURRENT_SCHEMA', session.user],
    ['SERVICE_NAME', session.serviceName],
    ['CON_NAME', session.serviceName],
    ['DB_NAME', session.sid],
    ['INSTANCE_NAME', session.sid],
    ['SERVER_HOST', 'localhost'],
  ]);
  return values.get(toText(parameter)?.toUpperCase() ?? '') ?? null;
}
