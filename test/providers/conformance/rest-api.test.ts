import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { RestApiConfiguration } from '../../../providers/src/rest-api/configuration.gen.ts';
import { RestApiConnectionProvider } from '../../../providers/src/rest-api/provider.gen.ts';
import { HttpServer } from '../../servers/http/http-server.ts';
import { freePort } from '../support/free-port.ts';

const KEY = 'key-of-the-conformance-test';
const server = await HttpServer.start({ bearer: KEY });
const silent = await HttpServer.start({ bearer: KEY });
const slow = await HttpServer.start({ bearer: KEY });
const absent = await freePort();
await silent.listener.inject({ kind: 'stall' });
await slow.listener.inject({ kind: 'slow', delayMs: 2_000 });
for (const each of [server, slow]) {
  each.routes.add('HEAD', '/', { status: 200 });
  each.routes.add('GET', '/', { status: 200, body: {} });
}
afterAll(() => Promise.all([server, silent, slow].map((each) => each.close())));

const at = (baseUrl: string, apiKey = KEY) =>
  RestApiConfiguration.create({ baseUrl, apiKey, timeoutSeconds: 1 });

testConformance(
  { describe, it },
  {
    provider: RestApiConnectionProvider.instance,
    configuration: () => at(server.url),
    faults: {
      wrongCredentials: () => at(server.url, 'another-key-altogether'),
      absentServer: () => at(`http://127.0.0.1:${absent}`),
      silentServer: () => at(silent.url),
      slowServer: () => at(slow.url),
      readOnlyWrite: (request) => request('', { method: 'POST', body: '{}' }),
    },
  },
);
