import { parseColumns } from './parse-columns.ts';
import { parseExpression } from './parse-expression.ts';
import { parseSelect, parseWhere } from './parse-select.ts';
import type { Expression, Statement, TableName } from './syntax.ts';
import { TokenCursor } from './token-cursor.ts';

const PARSERS: readonly (readonly [words: readonly string[], parser: (tokens: TokenCursor) => Statement])[] =
  [
    [['SELECT'], parseSelect],
    [['INSERT', 'INTO'], parseInsert],
    [['UPDATE'], parseUpdate],
    [
      ['DELETE', 'FROM'],
      (tokens) => ({ kind: 'delete', from: tokens.tableName(), where: parseWhere(tokens) }),
    ],
    [
      ['CREATE', 'TABLE'],
      (tokens) => ({ kind: 'createTable', table: tokens.tableName(), columns: parseColumns(tokens) }),
    ],
    [['DROP', 'TABLE'], parseDrop],
    [['SET', 'TRANSACTION', 'READ', 'ONLY'], () => ({ kind: 'setTransaction', readOnly: true })],
    [['SET', 'TRANSACTION', 'READ', 'WRITE'], () => ({ kind: 'setTransaction', readOnly: false })],
    [['COMMIT'], () => ({ kind: 'commit' })],
    [['ROLLBACK'], () => ({ kind: 'rollback' })],
    [['ALTER', 'SESSION', 'SET'], parseAlterSession],
    [['BEGIN'], parseBlock],
  ];

/** Reads one statement of the part of SQL that this server knows. @throws OraError 900 for any other */
export function parse(sql: string): Statement {
  const tokens = new TokenCursor(sql);
  for (const [words, parser] of PARSERS) {
    if (!tokens.accept(...words)) continue;
    const statement = parser(tokens);
    tokens.end();
    return statement;
  }
  return tokens.fail(900);
}

function parseInsert(tokens: TokenCursor): Statement {
  const into = tokens.tableName();
  const columns = tokens.accept('(') ? columnNames(tokens) : undefined;
  tokens.expect(926, 'VALUES', '(');
  const values = tokens.list(() => parseExpression(tokens));
  tokens.expect(917, ')');
  return { kind: 'insert', into, columns, values };
}

function columnNames(tokens: TokenCursor): TableName[] {
  const names = tokens.list(() => ({ position: tokens.current.position, text: tokens.name(928) }));
  tokens.expect(907, ')');
  return names;
}

function parseUpdate(tokens: TokenCursor): Statement {
  const table = tokens.tableName();
  tokens.expect(971, 'SET');
  const set = tokens.list(() => {
    const column = { position: tokens.current.position, text: tokens.name(904) };
    tokens.expect(927, '=');
    return { column, value: parseExpression(tokens) };
  });
  return { kind: 'update', table, set, where: parseWhere(tokens) };
}

function parseDrop(tokens: TokenCursor): Statement {
  const table = tokens.tableName();
  tokens.accept('PURGE');
  return { kind: 'dropTable', table };
}

/** Any setting is taken and none has an effect. */
function parseAlterSession(tokens: TokenCursor): Statement {
  while (tokens.current.kind !== 'end') tokens.next();
  return { kind: 'alterSession' };
}

/** Of PL/SQL, only blocks that do nothing or sleep. @throws OraError 6550 for any other */
function parseBlock(tokens: TokenCursor): Statement {
  let seconds: Expression = { kind: 'literal', value: 0 };
  if (!tokens.accept('NULL')) {
    const known = ['DBMS_SESSION', 'DBMS_LOCK'].some((name) => tokens.accept(name, '.', 'SLEEP', '('));
    if (!known) tokens.fail(6550);
    seconds = parseExpression(tokens);
    tokens.expect(6550, ')');
  }
  tokens.expect(6550, ';', 'END', ';');
  return { kind: 'sleep', seconds };
}
