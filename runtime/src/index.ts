export { type Clock, systemClock } from './clock.ts';
export { ConfigurationBase, type ConfigurationRole, isConfiguration } from './configuration.ts';
export { ConnectionBase } from './connection.ts';
export {
  DEFAULT_CONNECT_TIMEOUT,
  DEFAULT_DRAIN_TIMEOUT,
  DEFAULT_RETRY_COUNT,
} from './connection-limits.ts';
export type { ConnectionState, ConnectionStateChange } from './connection-state.ts';
export {
  type OracleOptions,
  parseOracleConnectionString,
} from './connection-string/oracle-options.ts';
export { redactConnectionString } from './connection-string/redact.ts';
export {
  parseSqlServerConnectionString,
  type SqlServerOptions,
} from './connection-string/sql-server-options.ts';
export {
  type ConnectionProviders,
  type Connections,
  type ConnectionsChange,
  type LoadConnectionsOptions,
  loadConnections,
} from './connections.ts';
export { type DataCommand, DataProvider } from './data-provider.ts';
export { WaitEnded } from './ending.ts';
export { DriverError, type ErrorClass, errorCode, SettingError } from './errors.ts';
export type {
  ConnectionOptions,
  DriverContext,
  ExecuteOptions,
  ExternalConnection,
  WaitOptions,
} from './external-connection.ts';
export type { ConfigurationClass, ExternalConnectionFactory } from './factory.ts';
export {
  type ConnectionHealth,
  ConnectionHealthMonitor,
  type HealthChange,
  type HealthMonitorOptions,
  type HealthSnapshot,
  type HealthStatus,
  type HealthTarget,
  type HealthThresholds,
  type NamedTargets,
} from './health.ts';
export type { ConnectionMetadata, ProviderMetadata } from './metadata.ts';
export {
  type BorrowedConnection,
  type BorrowOptions,
  ConnectionPoolManager,
  type ConnectionSource,
  FORGOTTEN_RELEASE_CHANNEL,
  type ForgottenRelease,
  POOL_CHANNEL,
  type PoolEvent,
  type PoolFigures,
  type PoolOptions,
  type PoolWait,
} from './pool.ts';
export {
  type AnyConnectionFactory,
  type ConfigurationOf,
  type ConnectionOf,
  type ExternalConnectionProvider,
  ExternalConnectionProviderBase,
  loadConnectionFactory,
  type ProviderCapabilities,
  type ProviderDefinition,
} from './provider.ts';
export type { ProviderIndex, ProviderRegistry } from './registry.ts';
export { type Failure, type FailureCode, type FailureDetails, Result, type Success } from './result.ts';
export { isSecret, REDACTED, Secret } from './secrets.ts';
export { ServiceContainer } from './services/container.ts';
export { addExternalConnectionProviders, configure } from './services/registration.ts';
export { ServiceResolutionError, type ServiceResolutionFault } from './services/resolution-error.ts';
export type { ServiceScope } from './services/scope.ts';
export {
  createServiceToken,
  type ServiceCollection,
  type ServiceDescriptor,
  type ServiceLifetime,
  type ServiceProvider,
  type ServiceToken,
} from './services.ts';
export {
  CALL_CHANNEL,
  type CallEvent,
  startTelemetry,
  type Telemetry,
  type TracedOperation,
} from './telemetry.ts';
export {
  type ConnectionsServing,
  type TenantConfigurationLoader,
  TenantConnectionManager,
  type TenantFigures,
  type TenantManagerOptions,
} from './tenants.ts';
