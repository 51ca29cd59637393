import { choice, flag, type Keyword, nowhere, text, unused, whole } from './keywords.ts';
import type { OracleOptions } from './oracle-options.ts';

type Draft = { -readonly [K in keyof OracleOptions]: OracleOptions[K] };

const MAX_INT = 2_147_483_647;

const PRIVILEGES = {
  SYSDBA: 'SYSDBA',
  SYSOPER: 'SYSOPER',
  SYSASM: 'SYSASM',
  SYSBACKUP: 'SYSBACKUP',
  SYSDG: 'SYSDG',
  SYSKM: 'SYSKM',
  SYSRAC: 'SYSRAC',
} as const;

/** What this package acts on. */
const EFFECTIVE: readonly Keyword<Draft>[] = [
  text('Data Source', ['Server'], (options, value) => {
    options.connectString = value;
  }),
  text('User Id', ['UID', 'User'], (options, value) => {
    options.user = value;
  }),
  text('Password', ['PWD'], (options, value) => {
    options.password = value;
  }),
  text('Proxy User Id', [], (options, value) => {
    options.proxyUser = value;
  }),
  text('Proxy Password', [], (options, value) => {
    options.proxyPassword = value;
  }),
  choice(
    'Integrated Security',
    [],
    { true: true, false: false, yes: true, no: false, sspi: true },
    (o, v) => {
      o.externalAuthentication = v;
    },
  ),
  choice('DBA Privilege', [], PRIVILEGES, (options, value) => {
    options.privilege = value;
  }),
  whole('Connection Timeout', ['Connect Timeout'], [0, MAX_INT], (options, value) => {
    options.connectTimeoutSeconds = value;
  }),
  flag('Pooling', [], (options, value) => {
    options.pooling = value;
  }),
  whole('Max Pool Size', [], [1, MAX_INT], (options, value) => {
    options.maxPoolSize = value;
  }),
  whole('Min Pool Size', [], [0, MAX_INT], (options, value) => {
    options.minPoolSize = value;
  }),
  whole('Incr Pool Size', [], [1, MAX_INT], (options, value) => {
    options.poolIncrement = value;
  }),
  whole('Connection Lifetime', ['Load Balance Timeout'], [0, MAX_INT], (options, value) => {
    options.connectionLifetimeSeconds = value;
  }),
  whole('Statement Cache Size', [], [0, MAX_INT], (options, value) => {
    options.statementCacheSize = value;
  }),
  text('Tns_Admin', [], (options, value) => {
    options.configDirectory = value;
  }),
  text('Wallet_Location', [], (options, value) => {
    options.walletLocation = value;
  }),
  text('Wallet_Password', [], (options, value) => {
    options.walletPassword = value;
  }),
];

/** What ODP.NET knows and has no counterpart here; values are checked all the same. */
const UNUSED: readonly Keyword<Draft>[] = [
  flag('Application Continuity', [], nowhere),
  flag('Context Connection', [], nowhere),
  whole('Decr Pool Size', [], [0, MAX_INT], nowhere),
  choice('Enlist', [], { true: 0, false: 0, yes: 0, no: 0, dynamic: 0 }, nowhere),
  flag('HA Events', [], nowhere),
  flag('Load Balancing', [], nowhere),
  flag('Metadata Pooling', [], nowhere),
  flag('Omit Oracle Connection Name', [], nowhere),
  flag('Persist Security Info', [], nowhere),
  whole('Pool Regulator', [], [0, MAX_INT], nowhere),
  choice('Promotable Transaction', [], { promotable: 0, local: 0 }, nowhere),
  flag('Self Tuning', [], nowhere),
  flag('Statement Cache Purge', [], nowhere),
  flag('Unicode', [], nowhere),
  flag('Validate Connection', [], nowhere),
].map(unused);

/** The keywords of ODP.NET and of Microsoft's System.Data.OracleClient before it. */
export const ORACLE_KEYWORDS: readonly Keyword<Draft>[] = [...EFFECTIVE, ...UNUSED];
