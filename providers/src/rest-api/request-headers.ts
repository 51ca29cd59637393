import { type Secret, SettingError } from '@extconn/runtime';

const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;
/** Visible characters, blanks and tabs: no line break can end the header, and nothing is left to be encoded. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The headers of every request. A value that cannot be sent is refused without being shown; `fetch` would repeat
 * it in its message.
 */
export function requestHeaders(
  headers: Readonly<Record<string, Secret<string>>>,
  apiKey: Secret<string> | undefined,
): Headers {
  const all = new Headers();
  for (const [name, secret] of Object.entries(headers)) {
    const value = secret.reveal();
    if (!NAME.test(name)) throw refused('A name in defaultHeaders is not the name of a header');
    if (!VALUE.test(value)) throw refused(`The value of the header '${name}' cannot be sent`);
    all.set(name, value);
  }
  const key = apiKey?.reveal().trim() ?? '';
  if (!/^[\x21-\x7e]*$/.test(key)) throw refused('The API key cannot be sent: it is not one visible word');
  if (key !== '') all.set('authorization', `Bearer ${key}`);
  return all;
}

function refused(message: string): SettingError {
  return new SettingError('invalid-configuration', message);
}
