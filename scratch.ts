import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { emitConfiguration } from './generator/src/emit/configuration.ts';
import { emitFactory } from './generator/src/emit/factory.ts';
import { emitProvider } from './generator/src/emit/provider.ts';
import { emitIndex } from './generator/src/emit/index-file.ts';
import { addHeader } from './generator/src/output/header.ts';
const S = (p: any): any => {
  const { type, pattern, format, exclusiveMinimum, minimum, description, examples, secret, unit, errorMessage } = p;
  const shape: any = type === 'string' ? { kind: 'string', ...(pattern && { pattern }), ...(format && { format }) } : type === 'object' ? { kind: 'map', values: S(p.additionalProperties) } : type === 'boolean' ? { kind: 'boolean' } : { kind: type, ...(minimum !== undefined && { minimum }), ...(exclusiveMinimum !== undefined && { exclusiveMinimum }) };
  return { shape, ...(description && { description }), ...(examples && { examples }), ...(unit && { unit }), secret: !!secret, messages: typeof errorMessage === 'string' ? { '*': errorMessage } : errorMessage ?? {} };
};
const idx: any[] = [];
for (const f of readdirSync('providers/src').filter((x) => !x.includes('.'))) {
  const m = parse(readFileSync(`providers/src/${f}/provider.yaml`, 'utf8'));
  const req = new Set(m.configuration.required);
  const model: any = { contract: 1, id: m.id, name: m.name, displayName: m.displayName, description: m.description, driver: m.provider, dataStores: m.dataStores, connectionModes: m.connectionModes, priority: m.priority, capabilities: { features: m.capabilities.features ?? [], ...(m.capabilities.maxConnections && { maxConnections: m.capabilities.maxConnections }), supportsTransactions: !!m.capabilities.supportsTransactions }, configuration: { kind: 'fields', definitions: [], root: { kind: 'object', rules: [], properties: Object.entries(m.configuration.properties).map(([name, p]: any) => ({ name, schema: S(p), required: req.has(name), ...(p.default !== undefined && { default: p.default }), ...(p.role && { role: p.role }) })) } } };
  const w = (n: string, b: string) => writeFileSync(`providers/src/${f}/${n}.gen.ts`, addHeader('typescript', 'provider.yaml', b));
  w('configuration', emitConfiguration(model, model.configuration)); w('factory', emitFactory(model, '.ts')); w('provider', emitProvider(model, '.ts'));
  idx.push({ ...model, className: `${m.name}ConnectionProvider`, module: `./${f}/provider.gen.ts` });
}
writeFileSync('providers/src/index.gen.ts', addHeader('typescript', 'providers/*/provider.yaml', emitIndex(idx)));
