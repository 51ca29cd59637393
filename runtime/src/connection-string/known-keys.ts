import { ORACLE_KEYWORDS } from './oracle-keywords.ts';
import { isSecretKey, plainName } from './secret-keys.ts';
import { SQL_SERVER_KEYWORDS } from './sql-server-keywords.ts';

/**
 * What the value under a name is: a secret, an address, a user name, something harmless — or not known, and
 * then to be treated as a secret.
 */
export type KeyRole = 'secret' | 'address' | 'user' | 'harmless' | 'unknown';

const names = (list: string): readonly string[] => list.trim().split(/\s+/).map(plainName);

const ADDRESSES = new Set(
  names(`addr address datasource dbq failoverpartner host hostname hosts networkaddress server servername url
    uri endpoint accountendpoint blobendpoint queueendpoint tableendpoint fileendpoint syncurl filename`),
);

const USERS = new Set(
  names('uid user userid username proxyuser proxyuserid proxyusername login accountname'),
);

/** What other ADO.NET and ODBC drivers and Azure services write. */
const OTHER_ADO_NET = names(`allowpublickeyretrieval applicationname cache characterset charset commandtimeout
  connectionidlelifetime connectionlifetime convertzerodatetime database db dbname defaultcommandtimeout
  defaultendpointsprotocol defaultisolationlevel driver dsn endpointsuffix entitypath foreignkeys
  includeerrordetail keepalive maximumpoolsize minimumpoolsize mode multiplexing noresetonclose port protocol
  provider recursivetriggers rootcertificate searchpath sharedaccesskeyname sslca sslcert sslkey sslmode
  targetsessionattributes tcpkeepalive timezone transporttype usecompression version`);

const MONGODB = names(`appname authmechanism authsource compressors connecttimeoutms directconnection family
  gssapiservicename heartbeatfrequencyms journal loadbalanced localthresholdms maxconnecting maxidletimems
  maxpoolsize maxstalenessseconds minpoolsize proxyhost proxyport readconcernlevel readpreference
  readpreferencetags replicaset retryreads retrywrites serverapi servermonitoringmode serverselectiontimeoutms
  serverselectiontryonce sockettimeoutms srvmaxhosts srvservicename ssl timeoutms tls
  tlsallowinvalidcertificates tlsallowinvalidhostnames tlscafile tlscertificatekeyfile tlscrlfile
  tlsinsecure uuidrepresentation w waitqueuemultiple waitqueuetimeoutms wtimeout wtimeoutms
  zlibcompressionlevel`);

const OTHER_URLS = names(`application_name channel_binding channelmax client_encoding connect_timeout
  connectionlimit connection_timeout connection_limit currentschema cacertfile certfile keyfile verify
  fallback_application_name framemax gssencmode heartbeat hostaddr immutable keepalives keepalives_count
  keepalives_idle keepalives_interval krbsrvname locale modeof nolock passfile pgbouncer pool_timeout psow
  requiressl schema service sslcrl sslmode sslrootcert statement_cache_size statement_timeout syncinterval
  target_session_attrs tcp_user_timeout timeout timezone vfs vhost api-version format limit offset page region
  v`);

/** Oracle Net: descriptors and the parameters of Easy Connect Plus. */
const ORACLE_NET = names(`address_list azure_db_app_id_uri colocation_tag community compression
  compression_levels connect_data connect_timeout connection_id_prefix delay description description_list
  drain_timeout enable encryption_client expire_time failover failover_mode https_proxy https_proxy_port
  instance_name load_balance level method my_wallet_directory oci_iam_url oci_compartment oci_database oci_profile
  oci_tenancy pool_boundary pool_connection_class pool_name pool_purity recv_buf_size recv_timeout retries
  retry_count retry_delay rdb_database sdu security send_buf_size service_name service_tag sid source_route
  ssl_allow_weak_dn_match ssl_client_authentication ssl_server_cert_dn ssl_server_dn_match ssl_version
  tls_server_cert_dn tls_server_dn_match tls_allow_weak_dn_match token_auth token_location
  transport_connect_timeout tunnel_service_name type type_of_service use_sni use_tcp_fast_open
  wallet_location password_auth backup global_name hs sid_name`);

const HARMLESS = new Set([
  ...SQL_SERVER_KEYWORDS.flatMap((keyword) => [keyword.name, ...keyword.synonyms]).map(plainName),
  ...ORACLE_KEYWORDS.flatMap((keyword) => [keyword.name, ...keyword.synonyms]).map(plainName),
  ...OTHER_ADO_NET,
  ...MONGODB,
  ...OTHER_URLS,
  ...ORACLE_NET,
]);

/**
 * What the value under a name is, in any of the grammars.
 *
 * @example
 * ```ts
 * roleOfKey('Pwd'); // 'secret'
 * roleOfKey('Data Source'); // 'address'
 * roleOfKey('Pasword'); // 'unknown'
 * ```
 */
export function roleOfKey(name: string): KeyRole {
  const plain = plainName(name);
  if (isSecretKey(plain)) return 'secret';
  if (ADDRESSES.has(plain)) return 'address';
  if (USERS.has(plain)) return 'user';
  return HARMLESS.has(plain) ? 'harmless' : 'unknown';
}
