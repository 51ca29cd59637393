import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizeUrl } from '../../../runtime/src/connection-string/url.ts';

function read(text: string): object {
  const url = tokenizeUrl(text);
  if (!url.ok) return url;
  return {
    scheme: url.scheme,
    user: url.user?.value,
    password: url.password?.value,
    hosts: url.hosts.map(({ host, port }) => (port === undefined ? host : [host, port])),
    path: url.path.value,
    query: url.parameters.map(({ name, value }) => [name, value]),
    fragment: url.fragment && text.slice(url.fragment.start, url.fragment.end),
  };
}

const NOTHING = { user: undefined, password: undefined, path: '', query: [], fragment: undefined };

describe('the URL grammar', () => {
  it.each<[string, object]>([
    ['mongodb://localhost:27017', { ...NOTHING, scheme: 'mongodb', hosts: [['localhost', 27017]] }],
    [
      'mongodb+srv://app:p%40s%3As@cluster.example.net/orders?retryWrites=true&w=majority#x',
      {
        scheme: 'mongodb+srv',
        user: 'app',
        password: 'p@s:s',
        hosts: ['cluster.example.net'],
        path: '/orders',
        query: [
          ['retryWrites', 'true'],
          ['w', 'majority'],
        ],
        fragment: 'x',
      },
    ],
    [
      'mongodb://a:1,[::1]:2,[fe80::1%25eth0],b/db',
      { ...NOTHING, scheme: 'mongodb', hosts: [['a', 1], ['::1', 2], 'fe80::1%25eth0', 'b'], path: '/db' },
    ],
    ['redis://:pw@h/0', { ...NOTHING, scheme: 'redis', user: '', password: 'pw', hosts: ['h'], path: '/0' }],
    ['https://token@h', { ...NOTHING, scheme: 'https', user: 'token', hosts: ['h'] }],
    [
      'postgres://u:a@b:c@h/d',
      { ...NOTHING, scheme: 'postgres', user: 'u', password: 'a@b:c', hosts: ['h'], path: '/d' },
    ],
    ['sqlite:///x.db', { ...NOTHING, scheme: 'sqlite', hosts: [], path: '/x.db' }],
    ['mongodb://%2Ftmp%2Fm.sock/d', { ...NOTHING, scheme: 'mongodb', hosts: ['/tmp/m.sock'], path: '/d' }],
    [
      'libsql://h?authToken=a=b&&tls',
      {
        ...NOTHING,
        scheme: 'libsql',
        hosts: ['h'],
        query: [
          ['authToken', 'a=b'],
          ['', 'tls'],
        ],
      },
    ],
    ['HTTPS://h?x=a+b%2Bc', { ...NOTHING, scheme: 'https', hosts: ['h'], query: [['x', 'a+b+c']] }],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, string, number]>([
    ['localhost:1', "there is no scheme followed by '://'", 0],
    ['://x', "there is no scheme followed by '://'", 0],
    ['a://u:p w@h', 'a character must be percent-encoded', 7],
    ['a://u:p%zz@h', "'%' must be followed by two hexadecimal digits", 7],
    ['a://h:port', 'a host must be a name or address, a port a number', 4],
    ['a://h:0', 'a host must be a name or address, a port a number', 4],
    ['a://h:65536', 'a host must be a name or address, a port a number', 4],
    ['a://x@h,,i', 'a host must be a name or address, a port a number', 6],
    ['a://h:1433;database=x', 'a host must be a name or address, a port a number', 4],
  ])('refuses %s', (text, reason, offset) => {
    expect(tokenizeUrl(text)).toEqual({ ok: false, reason, offset });
  });

  it('reads back what was built', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(part, part, part, part, (user, password, path, value) => {
        const [u, p, d, v] = [user, password, path, value].map(encodeURIComponent);
        const url = tokenizeUrl(`db://${u}:${p}@a:1,b:2/${d}?name=${v}`);
        expect(
          url.ok && [url.user?.value, url.password?.value, url.path.value, url.parameters[0]?.value],
        ).toEqual([user, password, `/${path}`, value]);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a1:/?#@%[]&=,.') }), (rest) => {
        expect(tokenizeUrl(`db://${rest}`)).toHaveProperty('ok');
      }),
      { numRuns: 1000 },
    );
  });
});
