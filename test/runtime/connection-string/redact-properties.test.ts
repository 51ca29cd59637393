import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteAdoNet } from '../../../runtime/src/connection-string/ado-net.ts';
import { redactConnectionString, secretsIn } from '../../../runtime/src/connection-string/redact.ts';

const MARKER = 'MARKER7';

/** Passwords full of what means something in one of the grammars, the marker somewhere inside. */
const noise = fc.string({ unit: fc.constantFrom(...'xyz019;="\'@:/?#&%{}()[]\\,+$!|<>.-_* \t\né~') });
const password = fc.tuple(noise, noise).map(([before, after]) => before + MARKER + after);

const ADO_NET_KEYS = [
  'Password',
  'PWD',
  'pass word',
  'Access Token',
  'AccountKey',
  'Proxy Password',
  'api_key',
];
const SCHEMES = ['mongodb', 'mongodb+srv', 'postgres', 'amqp', 'redis', 'https', 'libsql', 'sqlserver', 'x'];
const HARMLESS = [
  'Server=db.example.com,1433',
  'Database=App',
  'User ID=app',
  'Encrypt=true',
  'Pooling = "no"',
];

const around = fc.tuple(fc.shuffledSubarray(HARMLESS, { minLength: 1 }), fc.shuffledSubarray(HARMLESS));

/** What a correct string looks like: the password is recoverable from it. */
const correct: Record<string, fc.Arbitrary<readonly [text: string, password: string]>> = {
  'ADO.NET': fc
    .tuple(password, fc.constantFrom(...ADO_NET_KEYS), around)
    .map(([secret, key, [before, after]]) => [
      [...before, `${key}=${quoteAdoNet(secret)}`, ...after].join(';'),
      secret,
    ]),
  'ADO.NET in single quotes': fc
    .tuple(password, around)
    .map(([secret, [before, after]]) => [
      [...before, `Password = '${secret.replaceAll("'", "''")}' `, ...after].join(';'),
      secret,
    ]),
  'ODP.NET data source': password.map((written) => {
    const secret = written.replaceAll('"', '');
    return [`User Id=x;Data Source=${quoteAdoNet(`scott/"${secret}"@//db:1521/XE`)};Pooling=no`, secret];
  }),
  'ODP.NET descriptor': password.map((written) => {
    const secret = written.replaceAll('"', '');
    const descriptor = `(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1))(SECURITY=(WALLET_PASSWORD="${secret}")))`;
    return [`Data Source=${quoteAdoNet(descriptor)};User Id=x`, secret];
  }),
  URL: fc
    .tuple(password, fc.constantFrom(...SCHEMES))
    .map(([secret, scheme]) => [
      `${scheme}://app:${encodeURIComponent(secret)}@a:1,b:2/db?w=majority`,
      secret,
    ]),
  'URL parameter': fc
    .tuple(
      password,
      fc.constantFrom('password', 'authToken', 'apiKey', 'sig', 'tlsCertificateKeyFilePassword'),
    )
    .map(([secret, key]) => [`libsql://h/db?tls=1&${key}=${encodeURIComponent(secret)}&mode=x`, secret]),
  'user alone': fc
    .tuple(password, fc.constantFrom('https', 'redis', 'libsql'))
    .map(([secret, scheme]) => [`${scheme}://${encodeURIComponent(secret)}@h/db`, secret]),
  'Sqlite file': password.map((secret) => [`file:./x.db?mode=ro&key=${encodeURIComponent(secret)}`, secret]),
  'easy connect': password.map((written) => {
    const secret = written.replaceAll('"', '');
    return [`scott/"${secret}"@tcps://db:1521/XE?retry_count=3`, secret];
  }),
  'Easy Connect Plus': password.map((written) => {
    const secret = written.replaceAll('"', '');
    return [`tcps://db:1522/svc?retry_count=3&wallet_password="${secret}"&sdu=1`, secret];
  }),
  descriptor: password.map((written) => {
    const secret = written.replaceAll('"', '');
    return [`(DESCRIPTION=(ADDRESS=(HOST=db)) (SECURITY = (WALLET_PASSWORD = "${secret}") ))`, secret];
  }),
};

/** What people write: the password put in as it is, quotes forgotten or left open. */
const broken: Record<string, (secret: string) => string> = {
  'ADO.NET unquoted': (secret) => `Server=db;Password=${secret};Database=App`,
  'ADO.NET at the start': (secret) => `Password=${secret};Server=db;Database=App`,
  'ADO.NET at the end': (secret) => `Server=db;Database=App;PWD=${secret}`,
  'ADO.NET quoted, not doubled': (secret) => `Server=db;Password="${secret}";Database=App`,
  'ADO.NET single-quoted, not doubled': (secret) => `Server=db;Password='${secret}';Database=App`,
  'ADO.NET not closed': (secret) => `Server=db;Password="${secret};Database=App`,
  'ADO.NET with commas': (secret) => `Server=db,Password=${secret},Database=App`,
  'ADO.NET with ampersands': (secret) => `Server=db&Password=${secret}&Database=App`,
  'ADO.NET with blanks': (secret) => `host=db password=${secret} dbname=App`,
  'ADO.NET misspelt': (secret) => `Server=db;Pasword=${secret};Database=App`,
  'ADO.NET with colons': (secret) => `Server: db; Password: ${secret}; Database: App`,
  'ADO.NET doubled equals': (secret) => `Server=db;Password==${secret};Database=App`,
  ODBC: (secret) => `Driver={ODBC Driver 18 for SQL Server};Server=db;PWD={${secret}};Database=App`,
  'ODBC, doubled': (secret) => `Server=db;PWD={${secret.replaceAll('}', '}}')}};Database=App`,
  'data source unquoted': (secret) => `Data Source=scott/${secret}@//db:1521/XE;Pooling=no`,
  'user with password': (secret) => `User Id=scott/${secret};Data Source=db`,
  'URL unencoded': (secret) => `mongodb://app:${secret}@db:27017/orders?retryWrites=true`,
  'URL unencoded, web': (secret) => `https://app:${secret}@db:8443/orders`,
  'URL unencoded, no user': (secret) => `redis://:${secret}@db:6379/0`,
  'URL parameter unencoded': (secret) => `libsql://h/db?authToken=${secret}&tls=1`,
  'URL without a scheme': (secret) => `app:${secret}@db:5432/orders`,
  'URL with one slash': (secret) => `mongodb:/app:${secret}@db`,
  'URL in a setting': (secret) => `Endpoint=https://app:${secret}@db/;Database=App`,
  'easy connect unquoted': (secret) => `scott/${secret}@//db:1521/XE`,
  'easy connect not closed': (secret) => `scott/"${secret}@//db:1521/XE`,
  'easy connect quoted, quotes inside': (secret) => `scott/"${secret}"@//db:1521/XE`,
  'easy connect with a name': (secret) => `scott/${secret}@ORCL`,
  'descriptor unquoted': (secret) =>
    `(DESCRIPTION=(SECURITY=(WALLET_PASSWORD=${secret}))(ADDRESS=(HOST=db)))`,
  'descriptor not closed': (secret) => `(DESCRIPTION=(SECURITY=(WALLET_PASSWORD="${secret})))`,
  'Sqlite file': (secret) => `file:x.db?encryptionKey=${secret}&mode=ro`,
  JSON: (secret) => JSON.stringify({ server: 'db', password: secret }),
  sentence: (secret) => `the password is ${secret}`,
  JDBC: (secret) => `jdbc:sqlserver://db:1433;user=app;password=${secret}`,
  'JDBC for Oracle': (secret) => `jdbc:oracle:thin:scott/${secret}@db:1521:XE`,
  'StackExchange.Redis': (secret) => `cache:6379,password=${secret},ssl=True`,
};

function scrub(text: string): string {
  return secretsIn(text).reduce((rest, secret) => rest.replaceAll(secret, ''), text);
}

describe('a correct string', () => {
  it.each(Object.entries(correct))(
    '%s: keeps its password to itself and gives it for scrubbing',
    (_, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, ([text, secret]) => {
          const redacted = redactConnectionString(text);
          expect(redacted).not.toContain(MARKER);
          expect(redacted).not.toBe('***');
          expect(redactConnectionString(redacted)).toBe(redacted);
          expect(secretsIn(text)).toContain(secret);
          expect(scrub(text)).not.toContain(MARKER);
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('a broken string', () => {
  it.each(Object.entries(broken))('%s: keeps its password to itself', (_, build) => {
    fc.assert(
      fc.property(password, (secret) => {
        const text = build(secret);
        const redacted = redactConnectionString(text);
        expect(redacted).not.toContain(MARKER);
        expect(redactConnectionString(redacted)).toBe(redacted);
        expect(scrub(text)).not.toContain(MARKER);
      }),
      { numRuns: 300 },
    );
  });
});

describe('any text at all', () => {
  const piece = fc.constantFrom(
    ...HARMLESS,
    ...'Password= PWD= mongodb:// https://u:p@ file: scott/ @//db/XE ; = " \' @ / ? & ( ) (A= { } *** x.db %20'.split(
      ' ',
    ),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    noise,
    fc.array(fc.oneof(piece, noise)).map((pieces) => pieces.join('')),
  );

  it('is redacted without an exception, and once is enough', () => {
    fc.assert(
      fc.property(text, (it) => {
        const redacted = redactConnectionString(it);
        expect(redactConnectionString(redacted)).toBe(redacted);
        expect(secretsIn(it)).not.toContain('');
      }),
      { numRuns: 3000 },
    );
  });
});
