import { choice, flag, type Keyword, nowhere, text, unused, whole } from './keywords.ts';
import { parseSqlServerAddress } from './sql-server-address.ts';
import type { SqlServerOptions } from './sql-server-options.ts';

type Draft = { -readonly [K in keyof SqlServerOptions]: SqlServerOptions[K] };

const MAX_INT = 2_147_483_647;
const YES_NO = { true: true, false: false, yes: true, no: false } as const;

const AUTHENTICATION = {
  NotSpecified: undefined,
  SqlPassword: 'SqlPassword',
  ActiveDirectoryPassword: 'ActiveDirectoryPassword',
  ActiveDirectoryIntegrated: 'ActiveDirectoryIntegrated',
  ActiveDirectoryInteractive: 'ActiveDirectoryInteractive',
  ActiveDirectoryServicePrincipal: 'ActiveDirectoryServicePrincipal',
  ActiveDirectoryDeviceCodeFlow: 'ActiveDirectoryDeviceCodeFlow',
  ActiveDirectoryManagedIdentity: 'ActiveDirectoryManagedIdentity',
  ActiveDirectoryMSI: 'ActiveDirectoryManagedIdentity',
  ActiveDirectoryDefault: 'ActiveDirectoryDefault',
  ActiveDirectoryWorkloadIdentity: 'ActiveDirectoryWorkloadIdentity',
} as const;

/** What this package acts on. */
const EFFECTIVE: readonly Keyword<Draft>[] = [
  {
    name: 'Data Source',
    synonyms: ['Server', 'Address', 'Addr', 'Network Address'],
    ignored: false,
    read: (value, options) => {
      const address = parseSqlServerAddress(value);
      if (typeof address === 'string') return address;
      Object.assign(options, address);
      return undefined;
    },
  },
  text('Initial Catalog', ['Database'], (options, value) => {
    options.database = value;
  }),
  text('User ID', ['UID', 'User'], (options, value) => {
    options.user = value;
  }),
  text('Password', ['PWD'], (options, value) => {
    options.password = value;
  }),
  choice('Integrated Security', ['Trusted_Connection'], { ...YES_NO, sspi: true }, (options, value) => {
    options.integratedSecurity = value;
  }),
  choice('Authentication', [], AUTHENTICATION, (options, value) => {
    if (value !== undefined) options.authentication = value;
  }),
  choice(
    'Encrypt',
    [],
    {
      true: 'mandatory',
      false: 'optional',
      yes: 'mandatory',
      no: 'optional',
      mandatory: 'mandatory',
      optional: 'optional',
      strict: 'strict',
    },
    (options, value) => {
      options.encrypt = value;
    },
  ),
  flag('Trust Server Certificate', ['TrustServerCertificate'], (options, value) => {
    options.trustServerCertificate = value;
  }),
  text('Host Name In Certificate', ['HostNameInCertificate'], (options, value) => {
    options.hostNameInCertificate = value;
  }),
  text('Server Certificate', ['ServerCertificate'], (options, value) => {
    options.serverCertificate = value;
  }),
  whole('Connect Timeout', ['Connection Timeout', 'Timeout'], [0, MAX_INT], (options, value) => {
    options.connectTimeoutSeconds = value;
  }),
  whole('Command Timeout', [], [0, MAX_INT], (options, value) => {
    options.commandTimeoutSeconds = value;
  }),
  text('Application Name', ['App'], (options, value) => {
    options.applicationName = value;
  }),
  choice(
    'Application Intent',
    ['ApplicationIntent'],
    { ReadOnly: 'ReadOnly', ReadWrite: 'ReadWrite' },
    (options, value) => {
      options.applicationIntent = value;
    },
  ),
  text('Workstation ID', ['WSID'], (options, value) => {
    options.workstationId = value;
  }),
  whole('Packet Size', [], [512, 32_768], (options, value) => {
    options.packetSize = value;
  }),
  flag('Multi Subnet Failover', ['MultiSubnetFailover'], (options, value) => {
    options.multiSubnetFailover = value;
  }),
  whole('Max Pool Size', [], [1, MAX_INT], (options, value) => {
    options.maxPoolSize = value;
  }),
  whole('Min Pool Size', [], [0, MAX_INT], (options, value) => {
    options.minPoolSize = value;
  }),
  flag('Pooling', [], (options, value) => {
    options.pooling = value;
  }),
  text('Failover Partner', [], (options, value) => {
    options.failoverPartner = value;
  }),
  whole('Connect Retry Count', ['ConnectRetryCount'], [0, 255], (options, value) => {
    options.connectRetryCount = value;
  }),
  whole('Connect Retry Interval', ['ConnectRetryInterval'], [1, 60], (options, value) => {
    options.connectRetryIntervalSeconds = value;
  }),
  text('Current Language', ['Language'], (options, value) => {
    options.language = value;
  }),
  text('AttachDbFilename', ['Extended Properties', 'Initial File Name'], (options, value) => {
    options.attachDbFilename = value;
  }),
];

/** What SqlClient knows and has no counterpart here; values are checked all the same. */
const UNUSED: readonly Keyword<Draft>[] = [
  flag('Asynchronous Processing', ['Async'], nowhere),
  choice('Attestation Protocol', [], { None: 0, HGS: 0, AAS: 0, NotSpecified: 0 }, nowhere),
  choice('Column Encryption Setting', [], { Enabled: 0, Disabled: 0 }, nowhere),
  flag('Connection Reset', [], nowhere),
  flag('Context Connection', [], nowhere),
  text('Enclave Attestation Url', [], nowhere),
  flag('Enlist', [], nowhere),
  text('Failover Partner SPN', ['FailoverPartnerSPN'], nowhere),
  choice(
    'IP Address Preference',
    ['IPAddressPreference'],
    { IPv4First: 0, IPv6First: 0, UsePlatformDefault: 0 },
    nowhere,
  ),
  whole('Load Balance Timeout', ['Connection Lifetime'], [0, MAX_INT], nowhere),
  flag('Multiple Active Result Sets', ['MultipleActiveResultSets'], nowhere),
  text('Network Library', ['Net', 'Network'], nowhere),
  flag('Persist Security Info', ['PersistSecurityInfo'], nowhere),
  choice('Pool Blocking Period', ['PoolBlockingPeriod'], { Auto: 0, AlwaysBlock: 0, NeverBlock: 0 }, nowhere),
  flag('Replication', [], nowhere),
  text('Server SPN', ['ServerSPN'], nowhere),
  choice('Transaction Binding', [], { 'Implicit Unbind': 0, 'Explicit Unbind': 0 }, nowhere),
  flag('Transparent Network IP Resolution', ['TransparentNetworkIPResolution'], nowhere),
  text('Type System Version', [], nowhere),
  flag('User Instance', [], nowhere),
  choice('Vector Type Support', ['VectorTypeSupport'], { Off: 0, V1: 0, V2: 0 }, nowhere),
].map(unused);

/** Every keyword of Microsoft.Data.SqlClient and of System.Data.SqlClient before it. */
export const SQL_SERVER_KEYWORDS: readonly Keyword<Draft>[] = [...EFFECTIVE, ...UNUSED];
