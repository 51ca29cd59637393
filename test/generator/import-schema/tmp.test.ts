import { test } from 'vitest';
import { importSchema } from './support/import-schema.ts';
const show=(name:string, schema:any)=>{ const t=performance.now(); const r=importSchema(schema); console.log(name, Math.round(performance.now()-t)+'ms', r.text?.length, r.faults, r.diagnostics.length, r.diagnostics.filter(d=>d.severity==='error').map(d=>d.message), [...new Set(r.diagnostics.map(d=>d.code))].join()); };
test('x', {timeout:300000}, () => {
  // chain of references
  for (const n of [5,11,12,20,2000]) show('chain '+n, {type:'object',properties:{a:{$ref:'#/$defs/d0'}},$defs:Object.fromEntries(Array.from({length:n},(_, i)=>['d'+i, {type:'object',properties:{next:i+1<n?{$ref:'#/$defs/d'+(i+1)}:{type:'string'}}}]))});
  // hourglass
  for (const n of [9,15,30]) show('hourglass '+n, {type:'object',properties:{a:{$ref:'#/$defs/d0'}},$defs:Object.fromEntries(Array.from({length:n},(_, i)=>['d'+i, {type:'object',properties:i+1<n?{l:{$ref:'#/$defs/d'+(i+1)},r:{$ref:'#/$defs/d'+(i+1)}}:{x:{type:'string'}}}]))});
  for (const n of [9,30]) show('nullable hourglass '+n, {type:'object',properties:{a:{$ref:'#/$defs/d0'}},$defs:Object.fromEntries(Array.from({length:n},(_, i)=>['d'+i, {type:'object',properties:i+1<n?{l:{anyOf:[{$ref:'#/$defs/d'+(i+1)},{type:'null'}]},r:{anyOf:[{$ref:'#/$defs/d'+(i+1)},{type:'null'}]}}:{x:{type:'string'}}}]))});
  const nest=(n:number,f:(x:any)=>any)=>{let s:any={type:'string'};for(let i=0;i<n;i++)s=f(s);return s;};
  show('deep oneOf failing 20', {type:'object',properties:{a:nest(20,x=>({oneOf:[{type:'object',properties:{x}},{type:'object',properties:{y:{type:'string'}}}]}))}});
  for (const n of [6,10,14]) show('deep oneOf failing 2x '+n, {type:'object',properties:{a:nest(n,x=>({oneOf:[{type:'object',properties:{x}},{type:'object',properties:{x, y:{type:'string'}}}]}))}});
});
