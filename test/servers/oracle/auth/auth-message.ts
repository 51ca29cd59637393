import type { TtcReader } from '../ttc/reader.ts';
import { TtcWriter } from '../ttc/writer.ts';

/** Either message of a login: who, and the key–value pairs. */
export interface AuthMessage {
  readonly user: string;
  readonly pairs: ReadonlyMap<string, string>;
}

export function parseAuth(request: TtcReader): AuthMessage {
  const hasUser = request.u8() === 1;
  request.skip('uu1'); // length of the name, mode, pointer
  const count = request.ub();
  request.skip('11');
  const user = hasUser ? (request.bytes()?.toString() ?? '') : '';
  const pairs = new Map<string, string>();
  for (let left = count; left > 0; left -= 1) {
    pairs.set(request.countedText(), request.countedText());
    request.skip('u'); // flags
  }
  return { user, pairs };
}

/** A value of a login reply; the flags say which verifier a salt belongs to. */
export interface AuthValue {
  readonly value: string;
  readonly flags: number;
}

export const VERIFIER_11G = 0x1b25;

/** The parameters of a login reply; a status message has to follow. */
export function authParameters(values: Readonly<Record<string, AuthValue | string>>): Buffer {
  const entries = Object.entries(values);
  const reply = new TtcWriter().u8(8).ub(entries.length);
  for (const [key, entry] of entries) {
    const { value, flags } = typeof entry === 'string' ? { value: entry, flags: 0 } : entry;
    reply.countedText(key).countedText(value).ub(flags);
  }
  return reply.finish();
}
