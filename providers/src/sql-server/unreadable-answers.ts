import type { Readable } from 'node:stream';
import type sql from 'mssql';
import { UnreadableAnswer } from './errors.ts';

/** What the driver's sessions have besides what their types say. */
interface Session {
  readonly socket?: { destroy(error: Error): void } | undefined;
  /** What is being answered; nothing while the session logs in. */
  readonly request?: object | undefined;
  createTokenStreamParser?(...given: never[]): TokenParser;
}

interface TokenParser {
  readonly parser?: Readable;
  listenerCount(event: 'error'): number;
  emit(event: 'error', error: Error): void;
}

/**
 * Ends a session whose server's answer cannot be read as TDS. The driver reads each answer from a stream on whose
 * errors nobody listens, so that such an answer would end the process.
 */
export function endWhereUnreadable(driverSession: sql.Connection): void {
  const session: Session = driverSession;
  const create = session.createTokenStreamParser;
  if (create === undefined) return;
  session.createTokenStreamParser = (...given) => {
    const parser = create.apply(session, given);
    parser.parser?.on('error', (error) => end(session, parser, new UnreadableAnswer(error)));
    return parser;
  };
}

/** While it logs in the driver heeds the parser and no socket, afterwards the socket and no parser. */
function end(session: Session, parser: TokenParser, error: UnreadableAnswer): void {
  if (session.request === undefined && parser.listenerCount('error') > 0) parser.emit('error', error);
  else session.socket?.destroy(error);
}
