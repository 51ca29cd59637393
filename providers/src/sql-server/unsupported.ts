import { SettingError, type SqlServerOptions } from '@extconn/runtime';

/** Refuses what mssql cannot do, before anything is sent. */
export function refuseUnsupported(options: SqlServerOptions): void {
  const reason = whatIsUnsupported(options);
  if (reason !== undefined) throw new SettingError('unsupported-setting', reason);
}

function whatIsUnsupported(options: SqlServerOptions): string | undefined {
  const { integratedSecurity, authentication, failoverPartner, attachDbFilename, language } = options;
  if (integratedSecurity === true) {
    return "'Trusted_Connection' (Integrated Security) needs a Windows log-on, which the driver mssql does not have; use User ID and Password";
  }
  if (authentication !== undefined && authentication !== 'SqlPassword') {
    return `'Authentication=${authentication}' is not supported; use SqlPassword with User ID and Password`;
  }
  if (failoverPartner !== undefined) return "'Failover Partner' is not supported; use an availability group";
  if (attachDbFilename !== undefined) return "'AttachDbFilename' is not supported; use Database";
  // The driver puts it into 'set language …' as it is.
  if (language !== undefined && !/^[\p{L}_]+$/u.test(language)) {
    return "'Current Language' must be one word, such as us_english";
  }
  return undefined;
}
