import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { ConnectionPoolManager } from '../../../../runtime/src/pool.ts';
import { Pool } from 'tarn';
import Database from 'libsql';
const N = 10000, C = 64, MAX = 8, path = '/tmp/bench-pool.db';
async function repeat(work: () => Promise<void>) { let n = 0; await Promise.all(Array.from({ length: C }, async () => { while (n++ < N) await work(); })); }
const cfg = SqliteConfiguration.create({ path }); if (cfg.isFailure) throw 1;
async function ours() { const pools = new ConnectionPoolManager({ max: MAX });
  const t = performance.now();
  await repeat(async () => { const r = await pools.withConnection(SqliteConnectionProvider.instance, cfg.value, (c) => c.execute((d) => d.prepare('select 1 as one').all())); if (r.isFailure) throw new Error(r.errorMessage); });
  const d = performance.now() - t; await pools.drain(); return d; }
async function bare() { const pool = new Pool<Database.Database>({ create: async () => new Database(path), destroy: (d) => { d.close(); }, min: 0, max: MAX });
  const t = performance.now();
  await repeat(async () => { const d = await pool.acquire().promise; try { d.prepare('select 1 as one').all(); } finally { pool.release(d); } });
  const r = performance.now() - t; await pool.destroy(); return r; }
for (let i = 0; i < 5; i++) { const b = await bare(), o = await ours(); console.log('bare', b.toFixed(0), 'ours', o.toFixed(0), 'ratio', (b / o).toFixed(2)); }
async function oursNoExec() { const pools = new ConnectionPoolManager({ max: MAX });
  const t = performance.now();
  await repeat(async () => { await pools.withConnection(SqliteConnectionProvider.instance, cfg.value, (c) => ({isSuccess:true,isFailure:false,value:1} as never)); });
  const d = performance.now() - t; await pools.drain(); return d; }
async function bareNoExec() { const pool = new Pool<Database.Database>({ create: async () => new Database(path), destroy: (d) => { d.close(); }, min: 0, max: MAX });
  const t = performance.now();
  await repeat(async () => { const d = await pool.acquire().promise; pool.release(d); });
  const r = performance.now() - t; await pool.destroy(); return r; }
async function execOnly() { const f = await SqliteConnectionProvider.instance.createConnectionFactory(); if (f.isFailure) throw 1; const c = await f.value.createConnection(cfg.value as never); if (c.isFailure) throw 1; await c.value.open();
  const t = performance.now(); for (let i = 0; i < N; i++) await c.value.execute((d) => d.prepare('select 1 as one').all()); const r = performance.now() - t; await c.value.dispose(); return r; }
async function queryOnly() { const d = new Database(path); const t = performance.now(); for (let i = 0; i < N; i++) d.prepare('select 1 as one').all(); const r = performance.now() - t; d.close(); return r; }
for (let i = 0; i < 4; i++) console.log('bareNoExec', (await bareNoExec()).toFixed(0), 'oursNoExec', (await oursNoExec()).toFixed(0), 'execOnly', (await execOnly()).toFixed(0), 'query', (await queryOnly()).toFixed(0));
{ const bs: number[] = [], os: number[] = []; for (let i = 0; i < 15; i++) { bs.push(await bare()); os.push(await ours()); } const med = (a: number[]) => a.sort((x, y) => x - y)[7]!; console.log('MEDIAN bare', med(bs).toFixed(0), 'ours', med(os).toFixed(0), 'ratio', (med(bs)/med(os)).toFixed(2), 'min ratio', (bs[0]!/os[0]!).toFixed(2)); }
