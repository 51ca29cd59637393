/** What a client asks the listener for. */
export interface ConnectData {
  readonly serviceName: string | undefined;
  readonly sid: string | undefined;
}

const LEAF = /\(\s*(\w+)\s*=\s*([^()=]*)\)/g;

/** Reads the leaves of `(DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=x)…)…)`; their nesting does not matter here. */
export function parseConnectData(text: string): ConnectData {
  const leaves = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(LEAF)) leaves.set(name.toUpperCase(), value.trim());
  return { serviceName: leaves.get('SERVICE_NAME'), sid: leaves.get('SID') };
}
