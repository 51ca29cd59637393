import { parseSqlServerConnectionString, SettingError, type SqlServerOptions } from '@extconn/runtime';

/** What the connection string says, once it is sure that mssql can do it; nothing has been sent by then. */
export function connectionOptions(connectionString: string): SqlServerOptions {
  const parsed = parseSqlServerConnectionString(connectionString);
  if (!parsed.ok) throw new SettingError('invalid-configuration', parsed.message);
  const unsupported = whatIsUnsupported(parsed.options);
  if (unsupported !== undefined) throw new SettingError('unsupported-setting', unsupported);
  const missing = whatIsMissing(parsed.options);
  if (missing !== undefined) throw new SettingError('invalid-configuration', missing);
  return parsed.options;
}

function whatIsUnsupported(options: SqlServerOptions): string | undefined {
  const { integratedSecurity, authentication, failoverPartner, attachDbFilename, language } = options;
  if (integratedSecurity === true) {
    return "'Trusted_Connection' (Integrated Security) needs a Windows log-on, which the driver mssql cannot make; use User ID and Password";
  }
  if (authentication !== undefined && authentication !== 'SqlPassword') {
    return `'Authentication=${authentication}' is not supported; use User ID and Password`;
  }
  if (failoverPartner !== undefined) return "'Failover Partner' is not supported; use an availability group";
  if (attachDbFilename !== undefined) return "'AttachDbFilename' is not supported; use Database";
  // The driver puts it into the statement 'set language …' as it is.
  if (language !== undefined && !/^[\p{L}_]+$/u.test(language)) {
    return "'Current Language' must be one word, such as us_english";
  }
  return undefined;
}

function whatIsMissing({ server, user, minPoolSize = 0, maxPoolSize }: SqlServerOptions): string | undefined {
  if (server === undefined) return 'The connection string names no Server';
  if (user === undefined) return 'The connection string names no User ID';
  if (maxPoolSize !== undefined && minPoolSize > maxPoolSize) {
    return "'Min Pool Size' is larger than 'Max Pool Size'";
  }
  return undefined;
}
