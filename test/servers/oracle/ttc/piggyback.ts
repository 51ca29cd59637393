import { OraError } from '../ora-error.ts';
import type { TtcReader } from './reader.ts';

const PIGGYBACK = 17;
const TtcFunction = { closeCursors: 105, cancelCursors: 120, endToEnd: 135, setSchema: 152 } as const;

/**
 * Reads the small requests that a driver sends ahead of a message, and the type of the message that follows.
 *
 * @param close is called with every cursor that the client is done with
 */
export function readMessageType(request: TtcReader, close: (cursorId: number) => void): number {
  for (;;) {
    const type = request.u8();
    if (type !== PIGGYBACK) return type;
    const code = request.u8();
    request.skip('1'); // sequence
    readPiggyback(request, code, close);
  }
}

function readPiggyback(request: TtcReader, code: number, close: (cursorId: number) => void): void {
  if (code === TtcFunction.closeCursors || code === TtcFunction.cancelCursors) {
    request.skip('1');
    const ids = Array.from({ length: request.ub() }, () => request.ub());
    if (code === TtcFunction.closeCursors) ids.forEach(close);
  } else if (code === TtcFunction.setSchema) {
    request.skip('1u');
    request.bytes();
  } else if (code === TtcFunction.endToEnd) skipEndToEnd(request);
  else throw new OraError(3137, { detail: `piggyback ${code}` });
}

/** Module, action, client identifier and the like: lengths first, then the texts that are not empty. */
function skipEndToEnd(request: TtcReader): void {
  request.skip('11u');
  const lengthsAfter = ['1', '1', '1', '1', '1u1', '1u1u1'].map((layout) => {
    request.skip(layout);
    return request.ub();
  });
  for (const length of lengthsAfter) if (length > 0) request.bytes();
}
