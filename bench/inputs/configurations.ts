import { systemName } from '../fields.ts';

/** A configuration file with so many connections, spread over so many providers. */
export function configurationText(connections: number, providers: number, first = 0): string {
  const entries = Array.from({ length: connections }, (_, index) => {
    const connection = {
      provider: systemName((first + index) % providers),
      host: `server-${first + index}.example`,
      port: 4711 + (index % 1000),
      database: 'orders',
      userName: 'app',
      password: `not a secret ${index}`,
      connectTimeout: 15,
      useTls: index % 2 === 0,
      logLevel: 'warn',
    };
    return [`Connection${first + index}`, connection] as const;
  });
  return `${JSON.stringify({ externalConnections: Object.fromEntries(entries) }, undefined, 2)}\n`;
}
