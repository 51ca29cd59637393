/** Shorter lines of a certificate or key turn up in messages by chance. */
const SHORTEST_LINE = 8;

/**
 * The forms in which a secret may come back from a driver, as far as they are more than an encoding of its characters
 * one by one: in base64, also in the middle of more (`Basic` carries user and password), in hexadecimal, and as the
 * single lines of a certificate.
 */
export function formsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  return [secret, secret.trim(), ...linesOf(secret), ...base64Forms(bytes), ...hexForms(bytes)];
}

function linesOf(secret: string): readonly string[] {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= SHORTEST_LINE);
}

/**
 * Of each of the three places a secret may start at within a group, the characters that depend on nothing else; and
 * the whole, for secrets too short to have such.
 */
function base64Forms(bytes: Uint8Array): readonly string[] {
  const inner = [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    const first = Math.ceil((before * 8) / 6);
    return base64(padded).slice(first, Math.floor((padded.length * 8) / 6));
  });
  const forms = [base64(bytes), ...inner];
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function hexForms(bytes: Uint8Array): readonly string[] {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const lower = digits.join('');
  // As a Buffer shows itself.
  return [lower, lower.toUpperCase(), digits.join(' ')];
}
