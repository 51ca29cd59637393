import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteAdoNet } from '../../../runtime/src/connection-string/ado-net.ts';
import { parseSqlServerAddress } from '../../../runtime/src/connection-string/sql-server-address.ts';
import { parseSqlServerConnectionString } from '../../../runtime/src/connection-string/sql-server-options.ts';

function optionsOf(text: string): object {
  const parsed = parseSqlServerConnectionString(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.options;
}

function messageOf(text: string): string {
  const parsed = parseSqlServerConnectionString(text);
  return parsed.ok ? '' : parsed.message;
}

describe('a SqlClient connection string', () => {
  it('means what the example configuration says', () => {
    expect(optionsOf('Server=prod-sql;Database=MyApp;Trusted_Connection=true;')).toEqual({
      server: 'prod-sql',
      database: 'MyApp',
      integratedSecurity: true,
      ignored: [],
    });
  });

  it('may set everything', () => {
    const text = `Data Source=tcp:db.example.com,14330;Initial Catalog=App;User ID=app;Password="p;w";
      Encrypt=strict;TrustServerCertificate=no;HostNameInCertificate=*.example.com;Server Certificate=/c.pem;
      Connection Timeout=5;Command Timeout=60;App=Api;ApplicationIntent=readonly;WSID=box;Packet Size=4096;
      MultiSubnetFailover=yes;Max Pool Size=7;Min Pool Size=2;Pooling=true;Authentication=Active Directory MSI;
      Failover Partner=other;ConnectRetryCount=3;Connect Retry Interval=4;Language=Deutsch;AttachDBFilename=x.mdf`;
    expect(optionsOf(text)).toEqual({
      server: 'db.example.com',
      port: 14330,
      database: 'App',
      user: 'app',
      password: 'p;w',
      encrypt: 'strict',
      trustServerCertificate: false,
      hostNameInCertificate: '*.example.com',
      serverCertificate: '/c.pem',
      connectTimeoutSeconds: 5,
      commandTimeoutSeconds: 60,
      applicationName: 'Api',
      applicationIntent: 'ReadOnly',
      workstationId: 'box',
      packetSize: 4096,
      multiSubnetFailover: true,
      maxPoolSize: 7,
      minPoolSize: 2,
      pooling: true,
      authentication: 'ActiveDirectoryManagedIdentity',
      failoverPartner: 'other',
      connectRetryCount: 3,
      connectRetryIntervalSeconds: 4,
      language: 'Deutsch',
      attachDbFilename: 'x.mdf',
      ignored: [],
    });
  });

  it.each(['Server', 'Data Source', 'Address', 'Addr', 'Network Address', 'DATA   SOURCE'])(
    'knows %s',
    (key) => {
      expect(optionsOf(`${key}=db`)).toEqual({ server: 'db', ignored: [] });
    },
  );

  it.each(['Connect Timeout', 'Connection Timeout', 'Timeout'])('knows %s', (key) => {
    expect(optionsOf(`${key}=0`)).toEqual({ connectTimeoutSeconds: 0, ignored: [] });
  });

  it.each([
    ['User ID', 'user'],
    ['UID', 'user'],
    ['User', 'user'],
    ['Password', 'password'],
    ['PWD', 'password'],
    ['Database', 'database'],
  ])('knows %s', (key, option) => {
    expect(optionsOf(`${key}=x`)).toEqual({ [option]: 'x', ignored: [] });
  });

  it.each([
    ['true', 'mandatory'],
    ['Yes', 'mandatory'],
    ['Mandatory', 'mandatory'],
    ['false', 'optional'],
    ['NO', 'optional'],
    ['Optional', 'optional'],
    ['Strict', 'strict'],
  ])('Encrypt=%s is %s', (value, encrypt) => {
    expect(optionsOf(`Encrypt=${value}`)).toEqual({ encrypt, ignored: [] });
  });

  it.each(['true', 'yes', 'SSPI'])('Integrated Security=%s', (value) => {
    expect(optionsOf(`Integrated Security=${value}`)).toEqual({ integratedSecurity: true, ignored: [] });
  });

  it('lets the last of two spellings win, and an empty value mean the default', () => {
    expect(optionsOf('Server=a;Data Source=b;Database=x;Initial Catalog=')).toEqual({
      server: 'b',
      ignored: [],
    });
    expect(optionsOf('Server=a,1;Server=b\\i')).toEqual({ server: 'b', instanceName: 'i', ignored: [] });
    expect(optionsOf('Encrypt=maybe;Encrypt=')).toEqual({ ignored: [] });
  });

  it('names what it ignores', () => {
    const text =
      'MultipleActiveResultSets=True;Persist Security Info=False;Enlist=no;Connection Lifetime=5;Net=dbmssocn';
    expect(optionsOf(text)).toEqual({
      ignored: [
        'Multiple Active Result Sets',
        'Persist Security Info',
        'Enlist',
        'Load Balance Timeout',
        'Network Library',
      ],
    });
  });

  it.each([
    ['Sever=x', "Unknown keyword 'Sever'. Did you mean 'Server'?"],
    ['Databse=x', "Unknown keyword 'Databse'. Did you mean 'Database'?"],
    ['UserID=x', "Unknown keyword 'UserID'. Did you mean 'User ID'?"],
    ['Flux Capacitor=x', "Unknown keyword 'Flux Capacitor'."],
    ['Encrypt=maybe', "'Encrypt' must be one of true, false, yes, no, mandatory, optional, strict."],
    ['Pooling=1', "'Pooling' must be one of true, false, yes, no."],
    ['Connect Timeout=-1', "'Connect Timeout' must be a whole number from 0 to 2147483647."],
    ['Connect Timeout=99999999999', "'Connect Timeout' must be a whole number from 0 to 2147483647."],
    ['Packet Size=100', "'Packet Size' must be a whole number from 512 to 32768."],
    ['ApplicationIntent=rw', "'Application Intent' must be one of ReadOnly, ReadWrite."],
    ['Column Encryption Setting=on', "'Column Encryption Setting' must be one of Enabled, Disabled."],
    ['Server="x', 'The connection string cannot be read: a quoted value is not closed (at character 8).'],
    [
      'Pooling=1;Sever=x',
      "Unknown keyword 'Sever'. Did you mean 'Server'? 'Pooling' must be one of true, false, yes, no.",
    ],
  ])('refuses %s', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('does not repeat a name that may be the rest of a password', () => {
    const message = messageOf('Server=db;Password=my;hunter=2');
    expect(message).toContain("put values that contain ';' in quotes");
    expect(message).not.toContain('hunter');
    expect(messageOf('Server=db;Pasword=my;hunter=2')).not.toContain('hunter');
    expect(messageOf('hunter\u00a7=2')).not.toContain('hunter');
    expect(messageOf('Password hunter=2')).not.toContain('hunter');
  });

  it('reads back any value, and no message repeats one', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => `${text}MARKER7`.replaceAll('\0', ''));
    fc.assert(
      fc.property(value, value, (password, database) => {
        const text = `Password=${quoteAdoNet(password)};Database=${quoteAdoNet(database)}`;
        expect(optionsOf(text)).toEqual({ password, database, ignored: [] });
        for (const wrong of [
          `${text};Encrypt=${quoteAdoNet(password)};Server=${quoteAdoNet(password)}`,
          `${text};x`,
        ]) {
          expect(messageOf(wrong)).not.toMatch(/^$|MARKER7/);
        }
      }),
    );
  });
});

describe('the address of a SQL Server', () => {
  it.each([
    ['db', { server: 'db' }],
    ['.', { server: 'localhost' }],
    ['(local)', { server: 'localhost' }],
    ['.\\SQLEXPRESS', { server: 'localhost', instanceName: 'SQLEXPRESS' }],
    ['host\\instance', { server: 'host', instanceName: 'instance' }],
    ['host\\MSSQLSERVER', { server: 'host' }],
    ['tcp:host,1433', { server: 'host', port: 1433 }],
    ['TCP: host , 1433', { server: 'host', port: 1433 }],
    ['host\\instance,1433', { server: 'host', port: 1433 }],
    ['::1,1433', { server: '::1', port: 1433 }],
    ['[fe80::1%eth0]', { server: 'fe80::1%eth0' }],
    ['10.0.0.1', { server: '10.0.0.1' }],
    ['my_box-1.example.com', { server: 'my_box-1.example.com' }],
  ])('%s', (text, address) => {
    expect(parseSqlServerAddress(text)).toEqual(address);
  });

  it.each([
    ['(localdb)\\MSSQLLocalDB', 'LocalDB'],
    ['np:\\\\.\\pipe\\sql\\query', 'named pipes'],
    ['\\\\.\\pipe\\sql\\query', 'named pipes'],
    ['lpc:host', 'shared memory'],
    ['admin:host', 'administrator'],
    ['host:1433', 'comma, not a colon'],
    ['host,0', 'a port from 1 to 65535'],
    ['host,65536', 'a port from 1 to 65535'],
    ['host,x', 'a port from 1 to 65535'],
    ['host,1,2', 'host,port'],
    ['a\\b\\c', 'host\\instance'],
    ['my host', 'host,port'],
    ['host\\', 'host,port'],
    ['tcp:', 'host,port'],
  ])('%s is refused', (text, reason) => {
    expect(parseSqlServerAddress(text)).toContain(reason);
  });
});
