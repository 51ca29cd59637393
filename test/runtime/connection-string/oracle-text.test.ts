import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizeDescriptor } from '../../../runtime/src/connection-string/descriptor.ts';
import { readConnectIdentifier } from '../../../runtime/src/connection-string/easy-connect.ts';
import { tokenizeOracle } from '../../../runtime/src/connection-string/oracle-text.ts';

const BAD_HOST = 'a host must be a name or address, a port a number';
const BAD_SERVICE = "'/service:server/instance' is expected after the host";

describe('easy connect', () => {
  it.each<[string, object]>([
    ['oracle-server:1521/XE', { hosts: [{ host: 'oracle-server', port: 1521 }], service: 'XE' }],
    ['//db', { hosts: [{ host: 'db' }] }],
    ['db/', { hosts: [{ host: 'db' }] }],
    ['db:1521', { hosts: [{ host: 'db', port: 1521 }] }],
    [
      'tcps://db.example.com:1522/sales.example.com:DEDICATED/inst1',
      {
        protocol: 'tcps',
        hosts: [{ host: 'db.example.com', port: 1522 }],
        service: 'sales.example.com',
        server: 'dedicated',
        instance: 'inst1',
      },
    ],
    ['db//inst', { hosts: [{ host: 'db' }], instance: 'inst' }],
    [
      'a,b:1;[::1]:2/svc',
      { hosts: [{ host: 'a' }, { host: 'b', port: 1 }, { host: '::1', port: 2 }], service: 'svc' },
    ],
  ])('reads %s', (text, expected) => {
    expect(readConnectIdentifier(text)).toEqual({
      ok: true,
      kind: 'easyConnect',
      parameters: [],
      ...expected,
    });
  });

  it('reads the parameters of Easy Connect Plus, quoted ones too', () => {
    const text = 'tcps://db/svc?connect_timeout=5&ssl_server_cert_dn="cn=a&b,o=c"&x=';
    const target = readConnectIdentifier(text);
    const parameters = target.ok && target.kind === 'easyConnect' ? target.parameters : [];
    expect(parameters.map(({ name, value }) => [name, value])).toEqual([
      ['connect_timeout', '5'],
      ['ssl_server_cert_dn', 'cn=a&b,o=c'],
      ['x', ''],
    ]);
  });

  it('leaves a single word to the driver', () => {
    expect(readConnectIdentifier('ORCL')).toEqual({ ok: true, kind: 'name', name: 'ORCL' });
  });

  it.each<[string, string]>([
    ['', BAD_HOST],
    ['db:port/x', BAD_HOST],
    ['db host/x', BAD_HOST],
    ['db/x y', BAD_SERVICE],
    ['db/x:other', BAD_SERVICE],
    ['db/x:shared:y', BAD_SERVICE],
    ['db/x/y/z', BAD_SERVICE],
    ['db/x?abc', "'key=value' is expected"],
    ['db/x?a="b', "'key=value' is expected"],
    ['db/x?a="b"c', "'key=value' is expected"],
    ['(DESCRIPTION=', "a value must end with ')'"],
  ])('refuses %j', (text, reason) => {
    expect(readConnectIdentifier(text)).toMatchObject({ ok: false, reason });
  });
});

describe('user and password in front', () => {
  it.each<[string, string | undefined, string | undefined, string]>([
    ['scott/tiger@//db:1521/svc', 'scott', 'tiger', '//db:1521/svc'],
    ['scott/"ti;g@er"@//host/svc', 'scott', 'ti;g@er', '//host/svc'],
    ['"Scott X"/tiger@ORCL', '"Scott X"', 'tiger', 'ORCL'],
    ['"a/b"/"c"@ORCL', '"a/b"', 'c', 'ORCL'],
    ['app[owner]/tiger@ORCL', 'app[owner]', 'tiger', 'ORCL'],
    ['scott/ti@ger/x@db', 'scott', 'ti@ger/x', 'db'],
    ['scott@db', 'scott', undefined, 'db'],
    ['/@db', '', '', 'db'],
    [
      'tcps://db/svc?tls_server_cert_dn="email=a@b"',
      undefined,
      undefined,
      'tcps://db/svc?tls_server_cert_dn="email=a@b"',
    ],
    ['db:1521/XE', undefined, undefined, 'db:1521/XE'],
    [
      'scott/tiger@(DESCRIPTION=(SSL_SERVER_CERT_DN="cn=a@b"))',
      'scott',
      'tiger',
      '(DESCRIPTION=(SSL_SERVER_CERT_DN="cn=a@b"))',
    ],
  ])('reads %s', (text, user, password, connectString) => {
    const source = tokenizeOracle(text);
    expect(source.ok && [source.user?.value, source.password?.value, source.connectString.value]).toEqual([
      user,
      password,
      connectString,
    ]);
  });

  it.each([
    ['scott/"tiger@db', "a quoted password must be closed and followed by '@'"],
    ['scott/"ti"ger@db', "a quoted password must be closed and followed by '@'"],
    ['scott:tiger@db', 'this is not the name of a user'],
    ['my user/tiger@db', 'this is not the name of a user'],
    ['scott/tiger@', BAD_HOST],
  ])('refuses %s', (text, reason) => {
    expect(tokenizeOracle(text)).toMatchObject({ ok: false, reason });
  });

  it('reads back any quoted password', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        const password = written.replaceAll('"', '');
        const source = tokenizeOracle(`scott/"${password}"@//db/svc`);
        expect(source.ok && source.password?.value).toBe(password);
      }),
    );
  });
});

describe('a descriptor', () => {
  it('is read as nested lists', () => {
    const text = `(DESCRIPTION =
      (ADDRESS = (PROTOCOL = tcps)(HOST = db)(PORT = 1522))
      (SECURITY = (WALLET_PASSWORD = "a)b") (SSL_SERVER_CERT_DN = 'cn=x')) (SID=))`;
    const parsed = tokenizeDescriptor(text);
    expect(parsed.ok && parsed.root.children.map((node) => [node.name, node.children.length])).toEqual([
      ['ADDRESS', 3],
      ['SECURITY', 2],
      ['SID', 0],
    ]);
    expect(parsed.ok && parsed.leaves.map(({ name, value }) => [name, value])).toEqual([
      ['PROTOCOL', 'tcps'],
      ['HOST', 'db'],
      ['PORT', '1522'],
      ['WALLET_PASSWORD', 'a)b'],
      ['SSL_SERVER_CERT_DN', 'cn=x'],
      ['SID', ''],
    ]);
  });

  it.each([
    ['', 'a parenthesis is not closed'],
    ['x', "a list must consist of '(name=value)'"],
    ['(x)', "a name followed by '=' is expected"],
    ['(=y)', "a name followed by '=' is expected"],
    ['(a b=y)', "a name followed by '=' is expected"],
    ['(x=y', "a value must end with ')'"],
    ['(x="y)', 'a quoted value is not closed'],
    ['(x="y"z)', "a value must end with ')'"],
    ['(x=y(z))', 'a value needs quotes'],
    ['(x=y)z', 'text follows the end'],
    ['(x=(y=1)z)', "a list must consist of '(name=value)'"],
    ['(x=y))', 'text follows the end'],
  ])('refuses %j', (text, reason) => {
    expect(tokenizeDescriptor(text)).toMatchObject({ ok: false, reason });
  });

  it('may be nested deeply without exhausting the stack', () => {
    const depth = 100_000;
    expect(tokenizeDescriptor(`${'(A='.repeat(depth)}x${')'.repeat(depth)}`).ok).toBe(true);
  });
});
