import Database from '/work/main/node_modules/libsql/index.js';
import { databaseUri } from '/work/main/providers/src/sqlite/database-uri.ts';
import { SqliteConfiguration } from '/work/main/providers/src/sqlite/configuration.gen.ts';
import { SqliteConnection } from '/work/main/providers/src/sqlite/connection.ts';
import { rmSync } from 'node:fs';
rmSync('/tmp/probe.db',{force:true});
const path='/tmp/probe.db';
const seed=new Database(path); seed.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO items VALUES (7,'s')"); seed.close();
const read=(d:any)=>d.prepare('SELECT name FROM items WHERE id = ?').all(7);
const c=(SqliteConfiguration.create({path}) as any).value;
class Fake extends SqliteConnection { override async openDriver(){ return {close(){}} as any; } }
const v: Record<string,()=>any> = {
 bare(){const d=new Database(path,{timeout:5000}); d.exec('PRAGMA foreign_keys = ON'); read(d); d.close();},
 bareUri(){const d=new Database(databaseUri(path,'rwc'),{timeout:c.busyTimeout}); d.exec('PRAGMA foreign_keys = ON'); read(d); d.close();},
 bareRead(){const d=new Database(path,{timeout:5000}); d.exec('PRAGMA foreign_keys = ON; ;  PRAGMA schema_version'); read(d); d.close();},
 bareAll(){const d=new Database(databaseUri(path,'rwc'),{timeout:c.busyTimeout}); d.exec('PRAGMA foreign_keys = ON; ;  PRAGMA schema_version'); read(d); d.close();},
 async layer(){const x=new SqliteConnection(c); await x.open(); await x.execute(read); await x.close();},
 async bareAsync(){const d=new Database(databaseUri(path,'rwc'),{timeout:c.busyTimeout}); d.exec('PRAGMA foreign_keys = ON; ;  PRAGMA schema_version'); for(let i=0;i<8;i++) await null; read(d); for(let i=0;i<8;i++) await null; d.close();},
 async driverOnly(){const x=new SqliteConnection(c) as any; const d=await x.openDriver(); read(d); await x.closeDriver(d);},
 async fake(){const x=new Fake(c); await x.open(); await x.execute(()=>1); await x.close();},
};
for(let r=0;r<4000;r++){ for(let i=0;i<5;i++) await v.layer!(); await new Promise(setImmediate);}
