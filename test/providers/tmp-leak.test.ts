import { it } from 'vitest';
import sql from 'mssql';
import { SqlServerTestServer } from '../servers/sql-server/server.ts';
import { sqlConnection } from './sql-server/sql-connection.ts';
const heap = () => { globalThis.gc?.(); return (process.memoryUsage().heapUsed / 2 ** 20).toFixed(1); };
it.each(['ours', 'bare'])('%s', async (kind) => {
  const s = await SqlServerTestServer.start();
  const rss: string[] = [];
  const one = sqlConnection(s, 'Encrypt=false');
  for (let i = 0; i < 600; i++) {
    if (kind === 'ours') { const r = await one.open(); if (r.isFailure) throw new Error(r.errorMessage); await one.close(); }
    else { const p = new sql.ConnectionPool({ server: 'localhost', port: s.port, user: 'sa', password: 'Passw0rd!', options: { encrypt: false } }); await p.connect(); await p.close(); }
    s.journal.logins.length = 0;
    if (i % 100 === 99) rss.push(heap());
  }
  console.log(kind, rss.join(' '));
  await s.close();
}, 120_000);
