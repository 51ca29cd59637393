import { describe, expect, test } from 'vitest';
import { check } from './support/check.ts';

/** The configuration file of the published documentation, unchanged. */
const APPSETTINGS = `{
  "ExternalConnections": {
    "PrimaryDatabase": {
      "Provider": "SqlServer",
      "ConnectionString": "Server=prod-sql;Database=MyApp;Trusted_Connection=true;",
      "CommandTimeout": 60,
      "EnableRetryLogic": true,
      "MaxRetryCount": 3
    },
    "DocumentStore": {
      "Provider": "MongoDB",
      "ConnectionString": "mongodb://localhost:27017",
      "DatabaseName": "MyAppDocs",
      "MaxConnectionPoolSize": 50,
      "UseTls": false
    },
    "PaymentApi": {
      "Provider": "RestApi",
      "BaseUrl": "https://api.payments.com/v1",
      "ApiKey": "pk_live_...",
      "TimeoutSeconds": 45,
      "DefaultHeaders": {
        "Accept": "application/json",
        "User-Agent": "MyApp/1.0"
      }
    },
    "ReportingDatabase": {
      "Provider": "Oracle",
      "ConnectionString": "Data Source=oracle-server:1521/XE;User Id=reports;Password=***;",
      "CommandTimeout": 120
    }
  }
}
`;

describe('the published sample', () => {
  test('validates unchanged, in both ways', async () => {
    for (const withEnv of [false, true]) {
      const { lines, connections } = await check(APPSETTINGS, { file: 'appsettings.json', withEnv });
      expect(lines).toEqual([]);
      expect(connections.map(({ name, provider }) => [name, provider])).toEqual([
        ['PrimaryDatabase', 'SqlServer'],
        ['DocumentStore', 'MongoDb'],
        ['PaymentApi', 'RestApi'],
        ['ReportingDatabase', 'Oracle'],
      ]);
    }
  });

  test('says where each connection is named', async () => {
    const { connections } = await check(APPSETTINGS);
    expect(connections[1]?.range).toEqual({ line: 10, column: 5, endLine: 10, endColumn: 20 });
  });

  test('says everything that is wrong at once, in the words of the providers', async () => {
    const broken = APPSETTINGS.replace('"CommandTimeout": 60', '"CommandTimeout": 0')
      .replace('"DatabaseName": "MyAppDocs"', '"DatabaseName": "  "')
      .replace('https://api.payments.com/v1', '/v1')
      .replace('"TimeoutSeconds": 45', '"TimeoutSecs": "45"')
      .replace('"application/json"', '7')
      .replace('"Oracle"', '"Oralce"');
    expect((await check(broken)).lines).toEqual([
      '6:25 EXT4024 Command timeout must be positive',
      '13:23 EXT4026 Database name is required',
      '19:18 EXT4027 Base URL must be a valid absolute URI',
      '21:7 EXT4029 The configuration must not have "TimeoutSecs" → TimeoutSeconds',
      '23:19 EXT4021 defaultHeaders.Accept must be a string',
      '28:19 EXT4011 The connection "ReportingDatabase" names a provider or data store that this project does not have. → Oracle',
    ]);
  });
});
