import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { ConnectionPoolManager } from '../../../../runtime/src/pool.ts';
const N = 200000, C = 64, MAX = 8, path = '/tmp/bench-pool.db';
async function repeat(work: () => Promise<void>) { let n = 0; await Promise.all(Array.from({ length: C }, async () => { while (n++ < N) await work(); })); }
const cfg = SqliteConfiguration.create({ path }); if (cfg.isFailure) throw 1;
const pools = new ConnectionPoolManager({ max: MAX });
const t = performance.now();
const one = {isSuccess:true,isFailure:false,value:1} as never;
await repeat(async () => { await pools.withConnection(SqliteConnectionProvider.instance, cfg.value, (c) => one); });
console.log('us per cycle', (performance.now() - t) * 1000 / N); const t2=performance.now(); await pools.drain(); console.log("drain", performance.now()-t2, "uptime", performance.now());
