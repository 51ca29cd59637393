import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteAdoNet } from '../../../runtime/src/connection-string/ado-net.ts';
import { parseOracleConnectionString } from '../../../runtime/src/connection-string/oracle-options.ts';

const NOTHING = { externalAuthentication: false, ignored: [] };

function optionsOf(text: string): object {
  const parsed = parseOracleConnectionString(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.options;
}

function messageOf(text: string): string {
  const parsed = parseOracleConnectionString(text);
  return parsed.ok ? '' : parsed.message;
}

describe('an ODP.NET connection string', () => {
  it('means what the example configuration says', () => {
    expect(optionsOf('Data Source=oracle-server:1521/XE;User Id=reports;Password=***;')).toEqual({
      ...NOTHING,
      connectString: 'oracle-server:1521/XE',
      user: 'reports',
      password: '***',
    });
  });

  it('may set everything', () => {
    const text = `DATA SOURCE="tcps://db:1522/svc?retry_count=3";UserId=app;PWD='x;"y';Proxy User Id=proxy;
      Proxy Password=pp;DBA Privilege=sysdba;Connection Timeout=5;Pooling=yes;Max Pool Size=9;Min Pool Size=0;
      Incr Pool Size=2;Connection Lifetime=60;Statement Cache Size=10;Tns_Admin=/etc/tns;Wallet_Location=/w;
      Wallet_Password=wp;Validate Connection=true;Enlist=dynamic;Self Tuning=false`;
    expect(optionsOf(text)).toEqual({
      externalAuthentication: false,
      connectString: 'tcps://db:1522/svc?retry_count=3',
      user: 'app',
      password: 'x;"y',
      proxyUser: 'proxy',
      proxyPassword: 'pp',
      privilege: 'SYSDBA',
      connectTimeoutSeconds: 5,
      pooling: true,
      maxPoolSize: 9,
      minPoolSize: 0,
      poolIncrement: 2,
      connectionLifetimeSeconds: 60,
      statementCacheSize: 10,
      configDirectory: '/etc/tns',
      walletLocation: '/w',
      walletPassword: 'wp',
      ignored: ['Validate Connection', 'Enlist', 'Self Tuning'],
    });
  });

  it('takes user and password from the data source, unless keywords of their own say otherwise', () => {
    const inside = 'Data Source=scott/tiger@//db/svc';
    expect(optionsOf(inside)).toEqual({
      ...NOTHING,
      connectString: '//db/svc',
      user: 'scott',
      password: 'tiger',
    });
    expect(optionsOf(`${inside};User Id=other;Password=x`)).toEqual({
      ...NOTHING,
      connectString: '//db/svc',
      user: 'other',
      password: 'x',
    });
    expect(optionsOf(`${inside};Password=x`)).toMatchObject({ user: 'scott', password: 'x' });
  });

  it('knows external authentication', () => {
    const external = { externalAuthentication: true, ignored: [], connectString: 'db' };
    expect(optionsOf('User Id=/;Data Source=db')).toEqual(external);
    expect(optionsOf('Integrated Security=yes;Data Source=db')).toEqual(external);
    expect(optionsOf('/@db')).toEqual(external);
  });

  it('keeps a descriptor as it is', () => {
    const descriptor = '(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))(CONNECT_DATA=(SID=ORCL)))';
    const expected = { ...NOTHING, connectString: descriptor, user: 'u' };
    expect(optionsOf(`User Id=u;Data Source=${descriptor};`)).toEqual(expected);
    expect(optionsOf(`Data Source="${descriptor}";User Id=u`)).toEqual(expected);
    expect(optionsOf(`u@${descriptor}`)).toEqual(expected);
    expect(optionsOf(` ${descriptor}\n`)).toEqual({ ...NOTHING, connectString: descriptor });
  });

  it.each<[string, object]>([
    ['', {}],
    ['ORCL', { connectString: 'ORCL' }],
    ['db:1521/XE', { connectString: 'db:1521/XE' }],
    ['scott/"ti;g@er"@//host/svc', { connectString: '//host/svc', user: 'scott', password: 'ti;g@er' }],
  ])('may be bare: %j', (text, expected) => {
    expect(optionsOf(text)).toEqual({ ...NOTHING, ...expected });
  });

  it.each([
    ['Data Surce=x', "Unknown keyword 'Data Surce'. Did you mean 'Data Source'?"],
    ['Pasword=x', "Unknown keyword 'Pasword'. Did you mean 'Password'?"],
    [
      'DBA Privilege=root',
      "'DBA Privilege' must be one of SYSDBA, SYSOPER, SYSASM, SYSBACKUP, SYSDG, SYSKM, SYSRAC.",
    ],
    ['Min Pool Size=x', "'Min Pool Size' must be a whole number from 0 to 2147483647."],
    [
      'Data Source=db:x/y',
      "'Data Source' cannot be read: a host must be a name or address, a port a number.",
    ],
    ['Password="x', 'The connection string cannot be read: a quoted value is not closed (at character 10).'],
    [
      ' scott/"x@db',
      "The connection string cannot be read: a quoted password must be closed and followed by '@' (at character 8).",
    ],
  ])('refuses %s', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('reads back any value, and no message repeats one', () => {
    const value = fc.string({ unit: 'grapheme' }).map((text) => `${text}MARKER7`.replaceAll(/[\0"]/g, ''));
    fc.assert(
      fc.property(value, (password) => {
        expect(optionsOf(`User Id=u;Password=${quoteAdoNet(password)}`)).toMatchObject({
          user: 'u',
          password,
        });
        expect(optionsOf(`Data Source=${quoteAdoNet(`u/"${password}"@db`)}`)).toMatchObject({
          user: 'u',
          password,
        });
        for (const wrong of [
          `Password=${quoteAdoNet(password)};Pooling=x`,
          `u/"${password}"@`,
          `u/"${password}@db`,
        ]) {
          expect(messageOf(wrong)).not.toMatch(/^$|MARKER7/);
        }
      }),
    );
  });
});
