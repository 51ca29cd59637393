import fc from 'fast-check';

/** Stands in the middle of every planted secret; no encoding of text changes it, base64 and hexadecimal apart. */
export const CORE = 'qZ7xWv93Kp';

const noise = fc.string({
  unit: fc.constantFrom(...`ab01 '"\`\\/%&+=;:,.?#@!*()[]{}<>|~$^-_é€😀\n\t`),
  maxLength: 12,
});

/** Secrets full of what means something to quotes, URLs, JSON, HTML and regular expressions. */
export const planted = fc.tuple(noise, noise).map(([before, after]) => before + CORE + after);

const FORMS: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => secret.trim(),
  (secret) => `"${secret}"`,
  (secret) => `'${secret.replaceAll("'", "''")}'`,
  (secret) => `"${secret.replaceAll('"', '""')}"`,
  (secret) => `{${secret.replaceAll('}', '}}')}}`,
  (secret) => `[${secret.replaceAll(']', ']]')}]`,
  (secret) => JSON.stringify(secret),
  (secret) => JSON.stringify(JSON.stringify(secret)),
  (secret) => JSON.stringify({ options: { password: secret } }),
  (secret) =>
    secret.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (secret) => secret.replaceAll(/[\\'"]/g, '\\$&'),
  encodeURIComponent,
  encodeURI,
  (secret) => encodeURIComponent(secret).replaceAll('%20', '+'),
  (secret) => encodeURIComponent(secret).replaceAll(/%../g, (escaped) => escaped.toLowerCase()),
  (secret) => Array.from(Buffer.from(secret), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  (secret) => new URLSearchParams({ key: secret }).toString(),
  (secret) => {
    const url = new URL('http://host');
    url.password = secret;
    return url.href;
  },
  (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  (secret) => Array.from(secret, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
  (secret) => Buffer.from(secret).toString('base64'),
  (secret) => Buffer.from(secret).toString('base64url'),
  (secret) => `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`,
  (secret) => Buffer.from(`ab${secret}cde`).toString('base64'),
  (secret) => encodeURIComponent(Buffer.from(`x${secret}`).toString('base64')),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => Buffer.from(`x${secret}y`).toString('hex').toUpperCase(),
  (secret) => `<Buffer ${Buffer.from(secret).toString('hex').match(/../g)?.join(' ')}>`,
];

/** A text a driver might produce: the secret in one of its forms, in the middle of something. */
export const quoting = (secret: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...FORMS),
      fc.lorem({ maxCount: 4 }),
      fc.constantFrom('', ' ', '=', '"', "'", '%', '\\'),
    )
    .map(([form, words, joint]) => `${words}${joint}${form(secret)}${joint}${words}`);

/** Whether the marker can be had from a text, in any encoding; knows nothing of how the redactor works. */
export function shows(text: string, core = CORE): boolean {
  if (text.includes(core)) return true;
  const plain = text.replaceAll(/[^0-9a-zA-Z]+/g, ' ');
  if (plain.includes(core)) return true;
  const hex = Buffer.from(core).toString('hex');
  if (
    text
      .replaceAll(/[\s%]|&#x|\\u00|;/g, '')
      .toLowerCase()
      .includes(hex)
  )
    return true;
  const runs = decodeURIComponentSafe(text).match(/[A-Za-z0-9+/_-]{10,}/g) ?? [];
  return runs.some((run) =>
    [0, 1, 2, 3].some((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1').includes(core)),
  );
}

function decodeURIComponentSafe(text: string): string {
  return text.replaceAll(/%[0-9a-f]{2}/gi, (escaped) =>
    String.fromCharCode(Number.parseInt(escaped.slice(1), 16)),
  );
}
