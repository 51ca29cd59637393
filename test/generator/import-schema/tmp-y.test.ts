import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Diagnostics } from '/work/main/generator/src/diagnostics.ts';
import { emitYaml } from '/work/main/generator/src/import-schema/emit-yaml.ts';
import { loadYaml } from '/work/main/generator/src/manifest/load-yaml.ts';
const odd = fc.constantFrom('true','null','~','a: b','a #b','- x','*a','&b','!t','%x','@x','`x','? a','---','...','|','>','[a','{b','\u2028','\ufeff','\r\n','\n','a\n','\na',' a','a ','\t','0x1f','1e3','.inf','<<','=','2024-01-01','\\d+\\s',"it's",'"q"','\u0000','\u0085','\u202e','😀','a\n\nb','a\n b','x'.repeat(300),('word '.repeat(40)+'end'),'a,b','a: ','on','No','o\'clock: x', 'a'.repeat(1500), 'long line\nsecond: line # c\n- third');
const text = fc.oneof(odd, fc.string({unit:'grapheme'}), fc.string({unit:'binary'}).map(s=>s.toWellFormed()), fc.array(odd,{maxLength:4}).map(a=>a.join(' ')));
const scalar = fc.oneof(text, fc.double({noNaN:true,noDefaultInfinity:true}).map(n=>n+0), fc.integer(), fc.boolean(), fc.constant(null), fc.maxSafeInteger(), fc.constantFrom(2**53, 2**63, 1e21, 5e-324, -0.5));
const key = text.filter(k=>k!=='__proto__');
const { tree } = fc.letrec(t=>({ tree: fc.oneof({maxDepth:4}, scalar, fc.array(t('tree'),{maxLength:4}), fc.dictionary(key,t('tree'),{maxKeys:4})) }));
it('round trip', () => {
  fc.assert(fc.property(fc.dictionary(key, tree,{maxKeys:4}), (value:any) => {
    if (Object.keys(value).length===0) return;
    const plain = JSON.parse(JSON.stringify(value));
    const d = new Diagnostics();
    const y = emitYaml(plain);
    const doc = loadYaml('/x', y, 1e7, d);
    expect(d.sorted, y).toEqual([]);
    expect(doc?.value, y).toEqual(plain);
  }),{numRuns:5000});
}, 120000);
