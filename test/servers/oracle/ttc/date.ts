/** Where the clock stands that a date's fields are read from: that of the session, or UTC. */
export type Clock = 'local' | 'utc';

const UTC_ZONE = Buffer.of(20, 60);

/**
 * The wire form of DATE (7 bytes), TIMESTAMP (11) and TIMESTAMP WITH TIME ZONE (13). The session's zone is that of
 * this process, as for the driver beside it; a zone on the wire is always UTC.
 */
export function encodeDate(date: Date, clock: Clock, size: 7 | 11 | 13): Buffer {
  const [year, ...fields] = fieldsOf(date, clock);
  const bytes = Buffer.alloc(size);
  bytes.set([Math.trunc(year / 100) + 100, (year % 100) + 100, ...fields]);
  if (size > 7) bytes.writeUInt32BE(date.getUTCMilliseconds() * 1_000_000, 7);
  if (size > 11) UTC_ZONE.copy(bytes, 11);
  return bytes;
}

/** The instant that `encodeDate`, or a driver, encoded; fractions below a millisecond are dropped. */
export function decodeDate(bytes: Buffer, clock: Clock): Date {
  const [century = 0, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = bytes;
  const milliseconds = bytes.length > 7 ? Math.floor(bytes.readUInt32BE(7) / 1_000_000) : 0;
  const fields = [month - 1, day, hour - 1, minute - 1, second - 1, milliseconds] as const;
  const fullYear = (century - 100) * 100 + year - 100;
  return clock === 'utc' ? new Date(Date.UTC(fullYear, ...fields)) : new Date(fullYear, ...fields);
}

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** Year, month and day as they are; hour, minute and second plus one, so that no byte is zero. */
function fieldsOf(date: Date, clock: Clock): Fields {
  if (clock === 'utc') {
    const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const;
    return [...day, date.getUTCHours() + 1, date.getUTCMinutes() + 1, date.getUTCSeconds() + 1];
  }
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()] as const;
  return [...day, date.getHours() + 1, date.getMinutes() + 1, date.getSeconds() + 1];
}
