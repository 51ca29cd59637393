import { test } from 'vitest';
import { importSchema } from './support/import-schema.ts';
const show=(name:string, schema:any)=>{ const t=performance.now(); const r=importSchema(schema); console.log(name, Math.round(performance.now()-t)+'ms', r.text?.length, r.faults, r.diagnostics.length, r.diagnostics.filter(d=>d.severity==='error').map(d=>d.message), [...new Set(r.diagnostics.map(d=>d.code))].join()); };
test('x', {timeout:300000}, () => {
  // chain of references
  for (const n of [5,20,2000]) show('chain '+n, {type:'object',properties:{a:{$ref:'#/$defs/d0'}},$defs:Object.fromEntries(Array.from({length:n},(_, i)=>['d'+i, {type:'object',properties:{next:i+1<n?{$ref:'#/$defs/d'+(i+1)}:{type:'string'}}}]))});
  // hourglass
  for (const n of [9,30]) show('hourglass '+n, {type:'object',properties:{a:{$ref:'#/$defs/d0'}},$defs:Object.fromEntries(Array.from({length:n},(_, i)=>['d'+i, {type:'object',properties:i+1<n?{l:{$ref:'#/$defs/d'+(i+1)},r:{$ref:'#/$defs/d'+(i+1)}}:{x:{type:'string'}}}]))});
  for (const n of [9,30]) show('nullable hourglass '+n, {type:'object',properties:{a:{$ref:'#/$defs/d0'}},$defs:Object.fromEntries(Array.from({length:n},(_, i)=>['d'+i, {type:'object',properties:i+1<n?{l:{anyOf:[{$ref:'#/$defs/d'+(i+1)},{type:'null'}]},r:{anyOf:[{$ref:'#/$defs/d'+(i+1)},{type:'null'}]}}:{x:{type:'string'}}}]))});
  for (const n of [9,30]) show('allOf hourglass '+n, {type:'object',properties:{a:{$ref:'#/$defs/d0'}},$defs:Object.fromEntries(Array.from({length:n},(_, i)=>['d'+i, i+1<n?{allOf:[{$ref:'#/$defs/d'+(i+1)},{$ref:'#/$defs/d'+(i+1)}],minLength:1}:{type:'string'}]))});
  const nest=(n:number,f:(x:any)=>any)=>{let s:any={type:'string'};for(let i=0;i<n;i++)s=f(s);return s;};
  show('deep props 40', {type:'object',properties:{a:nest(40,x=>({type:'object',properties:{p:x}}))}});
  show('deep props 48', {type:'object',properties:{a:nest(48,x=>({type:'object',properties:{p:x}}))}});
  show('deep items 98', {type:'object',properties:{a:nest(96,x=>({type:'array',items:x}))}});
  show('deep anyOf 40', {type:'object',properties:{a:nest(40,x=>({anyOf:[x,{type:'integer'}]}))}});
  show('deep oneOf failing 20', {type:'object',properties:{a:nest(20,x=>({oneOf:[{type:'object',properties:{x}},{type:'object',properties:{y:{type:'string'}}}]}))}});
  show('deep oneOf failing 2x', {type:'object',properties:{a:nest(14,x=>({oneOf:[{type:'object',properties:{x}},{type:'object',properties:{x, y:{type:'string'}}}]}))}});
  show('deep allOf 90', {type:'object',properties:{a:nest(46,x=>({allOf:[x]}))}});
  show('wide 5000', {type:'object',properties:Object.fromEntries(Array.from({length:5000},(_,i)=>['p'+i,{type:'string',title:'T'+i,'x-a':1}]))});
  show('wide enum', {type:'object',properties:{a:{enum:Array.from({length:50000},(_,i)=>'v'+i)}}});
  show('wide names', {type:'object',required:Array.from({length:3000},(_,i)=>'v'+i)});
  show('bad refs', {type:'object',properties:Object.fromEntries(Array.from({length:3000},(_,i)=>['p'+i,{$ref:'#/nowhere'+i}]))});
  show('tree', {$ref:'#/$defs/Node',$defs:{Node:{type:'object',properties:{value:{type:'string'},left:{anyOf:[{$ref:'#/$defs/Node'},{type:'null'}]},right:{anyOf:[{$ref:'#/$defs/Node'},{type:'null'}]},children:{type:'array',items:{$ref:'#/$defs/Node'}}}}}});
  show('cyc', {$ref:'#/$defs/a',$defs:{a:{$ref:'#/$defs/b'},b:{$ref:'#/$defs/a'}}});
  show('self', {type:'object',properties:{me:{$ref:'#'}, x:{type:'string'}}});
  show('secrets 3000', {type:'object',properties:Object.fromEntries(Array.from({length:3000},(_,i)=>['password'+i,{type:'string'}]))});
  show('rounds', {type:'object',properties:Object.fromEntries(Array.from({length:500},(_,i)=>['p'+i,{type:'string', enum:[1,2,3,4,5,'a']}]))});
});
