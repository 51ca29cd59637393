/** Names that are secret only as a whole: inside other names these letters mean nothing. */
const WHOLE_NAMES: ReadonlySet<string> = new Set([
  'auth',
  // MongoDB: may carry AWS_SESSION_TOKEN.
  'authmechanismproperties',
  'code',
  'jwt',
  'pass',
  'pin',
  'pw',
  'sas',
  'sig',
]);

/** A name that contains one of these is secret, whatever stands around it (`Proxy Password`, `X-Api-Token`). */
const NAME_PARTS: readonly string[] = [
  'authorization',
  'bearer',
  'cookie',
  'credential',
  'passphrase',
  'passwd',
  'password',
  'passwort',
  'pwd',
  'secret',
  'signature',
  'token',
];

/** Names that read like a secret and hold a choice, a path or a name. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  'passwordauth',
  'passwordauthentication',
  'sslkey',
  'tokenauth',
  'tokenauthentication',
  'tokenlocation',
]);

/** Lower case, letters and digits only: `User Id`, `user_id` and `UserID` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Whether a value under this name is a secret, in any connection string. User names are not.
 *
 * @example
 * ```ts
 * isSecretKey('Proxy Password'); // true
 * isSecretKey('AccountKey'); // true
 * isSecretKey('User Id'); // false
 * ```
 */
export function isSecretKey(name: string): boolean {
  const plain = plainName(name);
  if (EXCEPTIONS.has(plain)) return false;
  return WHOLE_NAMES.has(plain) || plain.endsWith('key') || NAME_PARTS.some((part) => plain.includes(part));
}

/** Whether a word is itself a usual name of a secret, and so no secret. */
export function isSecretWord(word: string): boolean {
  const plain = plainName(word);
  return WHOLE_NAMES.has(plain) || NAME_PARTS.includes(plain);
}

/** What else the usual names of secrets are made of, longer words first. */
const USUAL_PARTS: readonly string[] = [
  ...NAME_PARTS,
  ...WHOLE_NAMES,
  ...'authentication certificate encryption connection database account private refresh session access client master proxy'.split(
    ' ',
  ),
  ...'server shared wallet admin azure user file api app aws key new old ssl tls db id my x'.split(' '),
].sort((a, b) => b.length - a.length);

/**
 * Whether a name can be shown: it consists of usual characters, and where it makes its value a secret, of nothing
 * but usual words, for `Password hunter2=` lacks its `=`.
 */
export function isShowableName(name: string): boolean {
  if (!/^[\p{L}\p{N}_.][\p{L}\p{N} _.-]{0,63}$/u.test(name)) return false;
  return (
    !isSecretKey(name) ||
    USUAL_PARTS.reduce((rest, part) => rest.replaceAll(part, ''), plainName(name)) === ''
  );
}

const ASSIGNED_SECRET =
  /(?:pass(?:word|wd|phrase|wort)|pwd|secret|token|api[-_ ]?key|signature)["']?\s*[:=]/i;

/** Whether a value seems to contain settings of its own, a secret among them (`db,password: x`). */
export function assignsSecret(value: string): boolean {
  return ASSIGNED_SECRET.test(value);
}
