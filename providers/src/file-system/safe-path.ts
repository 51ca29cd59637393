/** A path that leads, or may lead, out of the root folder. */
export class PathRefused extends Error {
  override readonly name = 'PathRefused';
  readonly code = 'EACCES';

  constructor(reason: string) {
    super(`The path ${reason}`);
  }
}

/** Names that Windows takes for devices, with any ending, in every folder. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?$/i;

/** The names in a path that is relative to the root; the same rules hold on every system. */
export function pathSegments(path: string): readonly string[] {
  if (path.includes('\0')) throw new PathRefused('contains NUL');
  const isAbsolute = /^[\\/]/.test(path) || /^[a-z]:/i.test(path);
  if (isAbsolute) throw new PathRefused('must be relative to the root');
  const segments = path.split(/[\\/]/).filter((segment) => segment !== '' && segment !== '.');
  for (const segment of segments) checkSegment(segment);
  return segments;
}

function checkSegment(segment: string): void {
  // Windows drops dots and spaces at the end: '.. ' would be '..'.
  const name = segment.replace(/[. ]+$/, '');
  if (name === '') throw new PathRefused("must not contain '..'");
  if (name !== segment) throw new PathRefused('has a name that ends with a dot or a space');
  if (segment.includes(':'))
    throw new PathRefused('contains a colon, which Windows reads as a drive or a stream');
  if (DEVICE.test(name)) throw new PathRefused('names a device');
}
