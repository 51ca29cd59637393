import { describe, expect, it } from 'vitest';
import { redactConnectionString, secretsIn } from '../../../runtime/src/connection-string/redact.ts';

describe('ADO.NET strings', () => {
  it.each<[string, string]>([
    [
      'Server=prod-sql;Database=MyApp;Trusted_Connection=true;',
      'Server=prod-sql;Database=MyApp;Trusted_Connection=true;',
    ],
    [
      'Data Source=oracle-server:1521/XE;User Id=reports;Password=***;',
      'Data Source=oracle-server:1521/XE;User Id=reports;Password=***;',
    ],
    ['Server=db;User ID=app;Password=hunter2', 'Server=db;User ID=app;Password=***'],
    ['Server=db;PWD = "a;b""c" ;Encrypt=true', 'Server=db;PWD = *** ;Encrypt=true'],
    [`Password='a;b';Server=db`, 'Password=***;Server=db'],
    ['Server=db;Password=', 'Server=db;Password='],
    ['Server=db;Access Token=x;Proxy Password=y', 'Server=db;Access Token=***;Proxy Password=***'],
    [
      'DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=abc==;EndpointSuffix=core.windows.net',
      'DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=***;EndpointSuffix=core.windows.net',
    ],
    [
      'Endpoint=sb://ns.example.net/;SharedAccessKeyName=Root;SharedAccessKey=abc=',
      'Endpoint=sb://ns.example.net/;SharedAccessKeyName=Root;SharedAccessKey=***',
    ],
    [
      'BlobEndpoint=https://a.example.net/c?sig=s3&version=1',
      'BlobEndpoint=https://a.example.net/c?sig=***&version=1',
    ],
    ['Server=tcp:db.example.net,1433;Password=x', 'Server=tcp:db.example.net,1433;Password=***'],
    ['Server=.\\SQLEXPRESS;Password=x', 'Server=.\\SQLEXPRESS;Password=***'],
    ['Data Source=C:\\my data\\x.db;Password=x', 'Data Source=C:\\my data\\x.db;Password=***'],
    ['Data Source=file:x.db?mode=ro&key=x', 'Data Source=file:x.db?mode=ro&key=***'],
    ['Data Source=scott/tiger@//db/XE;Pooling=no', 'Data Source=scott/***@//db/XE;Pooling=no'],
    ['Data Source="scott/""ti;ger""@db"', 'Data Source="scott/***@db"'],
    ['User Id=scott/tiger;Data Source=db', 'User Id=scott/***;Data Source=db'],
    ['User Id=/;Data Source=db', 'User Id=/;Data Source=db'],
    ['User ID=me@tenant.example;Password=x', 'User ID=me@tenant.example;Password=***'],
    [
      'Data Source=(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521))(SECURITY=(WALLET_PASSWORD=x)));User Id=u',
      'Data Source=(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521))(SECURITY=(WALLET_PASSWORD=***)));User Id=u',
    ],
    [
      'Driver={ODBC Driver 18 for SQL Server};Server=db;PWD={a}',
      'Driver={ODBC Driver 18 for SQL Server};Server=db;PWD=***',
    ],
  ])('%s', (text, expected) => {
    expect(redactConnectionString(text)).toBe(expected);
  });

  it('hides what stands under names that are not known', () => {
    expect(redactConnectionString('Server=db;Pasword=hunter2')).toBe('Server=db;Pasword=***');
    expect(redactConnectionString('Server=db;Password=my;sec=ret')).toBe('Server=db;Password=***;***=***');
    expect(redactConnectionString('Server=db;a==b=c')).toBe('Server=db;***=***');
    expect(redactConnectionString('Server=db;Password==hunter2=')).toBe('Server=db;***=');
    expect(redactConnectionString('Server=db;Password hunter2=x')).toBe('Server=db;***=***');
    expect(redactConnectionString('Server=db;hunter2=')).toBe('Server=db;***=');
    expect(redactConnectionString('Server=db;New Client Secret=x')).toBe('Server=db;New Client Secret=***');
  });

  it('hides values that hold settings of their own', () => {
    expect(redactConnectionString('Server=db,Password=hunter2')).toBe('Server=***');
    expect(redactConnectionString('Database=db Password: hunter2;Server=x')).toBe('Database=***;Server=x');
    expect(redactConnectionString('host=db user=u password=hunter2')).toBe('host=***');
    expect(redactConnectionString('Application Name="Password=hunter2"')).toBe('Application Name="***"');
  });
});

describe('URLs', () => {
  it.each<[string, string]>([
    ['mongodb://localhost:27017', 'mongodb://localhost:27017'],
    ['mongodb://app:s3cret@a:1,b:2/orders?replicaSet=rs0', 'mongodb://app:***@a:1,b:2/orders?replicaSet=rs0'],
    ['mongodb+srv://app:p%40ss@h/db?w=majority', 'mongodb+srv://app:***@h/db?w=majority'],
    ['mongodb://app:p@ss:x@h/db', 'mongodb://app:***@h/db'],
    [
      'mongodb://acc:key==@acc.mongo.example.net:10255/?ssl=true&appName=@acc@',
      'mongodb://acc:***@acc.mongo.example.net:10255/?ssl=true&appName=@acc@',
    ],
    [
      'mongodb://AKIA:x@h/?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:abc',
      'mongodb://AKIA:***@h/?authMechanism=MONGODB-AWS&authMechanismProperties=***',
    ],
    [
      'mongodb://h/?tlsCertificateKeyFile=/k.pem&tlsCertificateKeyFilePassword=x',
      'mongodb://h/?tlsCertificateKeyFile=/k.pem&tlsCertificateKeyFilePassword=***',
    ],
    [
      'postgres://u:p@[::1]:5432/db?sslmode=verify-full&sslpassword=x',
      'postgres://u:***@[::1]:5432/db?sslmode=verify-full&sslpassword=***',
    ],
    ['amqp://guest:guest@h:5672/%2Fvhost', 'amqp://guest:***@h:5672/%2Fvhost'],
    ['redis://:pw@h:6379/0', 'redis://:***@h:6379/0'],
    ['redis://token@h', 'redis://***@h'],
    ['https://ghp_abc@h/x', 'https://***@h/x'],
    ['https://api.payments.com/v1', 'https://api.payments.com/v1'],
    ['https://h/u/@me?api_key=x&page=2#access_token=y', 'https://h/u/@me?api_key=***&page=2#***'],
    ['https://h/x?access_token=x&other=y&bare', 'https://h/x?access_token=***&***=***&***'],
    ['libsql://db.example.io?authToken=x', 'libsql://db.example.io?authToken=***'],
    ['amqp://h/a;password=x', 'amqp://h/***'],
    ['tcps://db:1522/svc?retry_count=3', 'tcps://db:1522/svc?retry_count=3'],
  ])('%s', (text, expected) => {
    expect(redactConnectionString(text)).toBe(expected);
  });

  it.each([
    'mongodb://user:pa/ss@h/db',
    'mongodb://user:12/34@h/db',
    'mongodb://user:pa#ss@h/db',
    'mongodb://user:pa?ss@h/db',
    'mongodb://user:p@ss/w0rd@h/db',
    'mongodb://user:p@ss?w=0rd@h/db',
    'mongodb://user:pa ss@h/db',
    'mongodb://user:pa%ss@h/db',
    'mongodb://user:hunter2',
    'mongodb:/user:hunter2@h',
    'jdbc:sqlserver://h:1433;user=u;password=hunter2',
    'https://h:8443/u/@me',
  ])('is withheld whole where the password may extend into the rest: %s', (text) => {
    expect(redactConnectionString(text)).toBe('***');
  });
});

describe('Oracle connect strings', () => {
  it.each<[string, string]>([
    ['scott/tiger@//db:1521/svc', 'scott/***@//db:1521/svc'],
    ['scott/"ti;g@er"@//host/svc', 'scott/***@//host/svc'],
    ['scott/ti@ger@db:1521/svc', 'scott/***@db:1521/svc'],
    ['scott/tiger@ORCL', 'scott/***@ORCL'],
    ['scott/tiger', 'scott/***'],
    ['db:1521/XE', 'db:1521/XE'],
    ['//db/XE', '//db/XE'],
    [
      'tcps://db/svc?wallet_location=/w&wallet_password="a&b"',
      'tcps://db/svc?wallet_location=/w&wallet_password=***',
    ],
    ['scott/tiger@(DESCRIPTION=(ADDRESS=(HOST=db)))', 'scott/***@(DESCRIPTION=(ADDRESS=(HOST=db)))'],
    [
      '(DESCRIPTION=(CONNECT_DATA=(SID=X)) (SECURITY=(WALLET_PASSWORD="a)b")(OTHER=c)))',
      '(DESCRIPTION=(CONNECT_DATA=(SID=X)) (SECURITY=(WALLET_PASSWORD=***)(***=***)))',
    ],
  ])('%s', (text, expected) => {
    expect(redactConnectionString(text)).toBe(expected);
  });

  it.each([
    'scott:tiger@db',
    'scott/"tiger@db',
    'scott/tiger@db as sysdba',
    '(DESCRIPTION=(X=y)',
    '(X=a)hunter2',
  ])('is withheld whole: %s', (text) => {
    expect(redactConnectionString(text)).toBe('***');
  });
});

describe('files', () => {
  it.each([
    ':memory:',
    './data.db',
    'data.sqlite3',
    'C:\\my data\\x.db',
    '/var/lib/app/x.db',
    'file:./data.db',
    'file:data.db?mode=memory&cache=shared',
    '',
  ])('are no secret: %j', (text) => {
    expect(redactConnectionString(text)).toBe(text);
    expect(secretsIn(text)).toEqual([]);
  });

  it('may have secret parameters', () => {
    expect(redactConnectionString('file:x.db?key=secret&mode=ro')).toBe('file:x.db?key=***&mode=ro');
    expect(redactConnectionString('file:x.db?mode=ro&encryptionKey=a%20b#c')).toBe(
      'file:x.db?mode=ro&encryptionKey=***#***',
    );
    expect(redactConnectionString('file:x.db;Password=hunter2')).toBe('***');
  });
});

describe('a text no grammar reads', () => {
  it.each([
    'hunter2',
    'localhost',
    '***',
    '/9j4AAQSkZJRg',
    'my password is hunter2',
    '{"password":"hunter2"}',
    'Server=db;Password="hunter2',
    'Server=db;Password="a"hunter2;Database=x',
    'Server=db;Password=my;secret;Database=x',
    'Server=db;PWD={a;b=hunter2}',
    'Server=db;PWD={a}};b=hunter2}',
    'Server=db;Passwordhunter2',
    'cache:6379,password=hunter2,ssl=True',
    'Data Source=scott/hunter2;x=y@db',
    'Passwo\u200brd=hunter2',
    'c2VjcmV0IHNlY3JldA=',
    'foo=hunter2',
    'the password is hunter2=',
  ])('is withheld whole: %j', (text) => {
    expect(redactConnectionString(text)).toBe('***');
  });

  it('gives itself and its parts as secrets', () => {
    expect(secretsIn('Server=dbhost;Password="hun;ter2')).toEqual([
      'Server=dbhost;Password="hun;ter2',
      '"hun;ter2',
      'hun;ter2',
      'dbhost',
      '"hun',
      'ter2',
    ]);
    expect(secretsIn('mongodb://user:pa/ss%21x@h')).toContain('pa/ss!x');
    expect(secretsIn('hunter2')).toEqual(['hunter2']);
  });
});

describe('the secrets of a text', () => {
  it.each<[string, readonly string[]]>([
    ['Server=db;Password="a;""b"', ['"a;""b"', 'a;"b']],
    ['mongodb://app:p%40ss@db', ['p%40ss', 'p@ss']],
    ['redis://:a+b@h', ['a+b', 'a b']],
    ['scott/"tiger"@db', ['"tiger"', 'tiger']],
    ['Data Source="scott/""ti;ger""@db";Password=other', ['"ti;ger"', 'ti;ger', 'other']],
    ['mongodb://h/?authMechanismProperties=AWS_SESSION_TOKEN:abc', ['AWS_SESSION_TOKEN:abc', 'abc']],
    ['Server=db;Foo=true;Bar=12345678;Baz=unknown-value', ['unknown-value']],
    ['Server=db;Password=***', []],
    ['Server=db;Password=', []],
  ])('%s', (text, expected) => {
    expect(secretsIn(text)).toEqual(expected);
  });
});
