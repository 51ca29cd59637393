import { describeFacts } from '../emit/field-facts.ts';
import type { ObjectShape, PropertyModel } from '../model/model.ts';
import { buildRegistry, type ProviderEntry } from '../pipeline.ts';
import { loadProject } from '../project.ts';
import { nearest } from '../text/nearest.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { describeProvider } from './list.ts';
import { table } from './table.ts';

/** One provider in full. */
export async function show(
  { host, diagnostics }: CommandContext,
  { name }: { readonly name: string },
): Promise<CommandOutcome> {
  const { providers } = await buildRegistry(host, loadProject(host, diagnostics), diagnostics);
  const found = providers.find((provider) => provider.name === name || provider.displayName === name);
  if (found === undefined) {
    const suggestion = nearest(
      name,
      providers.map((provider) => provider.name),
    );
    diagnostics.report('unknown-provider-name', { name }, { suggestion });
    return { text: '', members: { providers: [] } };
  }
  return { text: describe(found), members: { providers: [describeProvider(found)] } };
}

function describe(provider: ProviderEntry): string {
  const { model } = provider;
  const lines = [
    `${provider.name}: ${provider.displayName}`,
    ...(model?.description === undefined ? [] : [model.description]),
    '',
    `id           ${provider.id}`,
    `driver       ${provider.driver}`,
    `data stores  ${provider.dataStores.join(', ')}`,
    `modes        ${provider.connectionModes.join(', ')}`,
    `priority     ${provider.priority}`,
    `from         ${provider.package ?? 'this project'}`,
    ...(model === undefined ? [] : [`features     ${model.capabilities.features.join(', ')}`]),
  ];
  const fields = model?.configuration.kind === 'fields' ? fieldTable(model.configuration.root) : '';
  return `${lines.join('\n')}\n${fields}`;
}

function fieldTable({ properties }: ObjectShape): string {
  return `\n${table(['FIELD', 'TYPE', 'DEFAULT', 'MEANING'], properties.map(fieldRow))}`;
}

function fieldRow(property: PropertyModel): readonly string[] {
  const { name, required, schema, default: value } = property;
  const text =
    value === undefined ? (required ? 'required' : '') : schema.secret ? '***' : JSON.stringify(value);
  return [
    name,
    schema.shape.kind,
    text,
    [schema.description, ...describeFacts(property)].filter(Boolean).join(' '),
  ];
}
