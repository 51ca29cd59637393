import type { ConfigurationBase } from '../configuration.ts';
import { configurationKey } from '../configuration-key.ts';
import { nearest } from '../connection-string/nearest.ts';
import type { AnyConnectionFactory, ExternalConnectionProvider } from '../provider.ts';
import { FieldReader } from './field-reader.ts';
import { type ConnectionProviders, findProvider } from './find-provider.ts';
import { didYouMean, isSameName, type KeyCase } from './key-case.ts';
import type { Member, ObjectNode } from './nodes.ts';
import { type Place, type Problems, placeOf } from './problems.ts';
import { readConfiguration } from './read-configuration.ts';
import type { Reference, ReferenceValue } from './references.ts';

/** A connection that can be made. */
export interface ConnectionEntry {
  readonly name: string;
  readonly factory: AnyConnectionFactory;
  readonly configuration: ConfigurationBase;
  readonly mode: string | undefined;
  /** The same for entries that make equal connections. */
  readonly identity: string;
}

/** What reading the entries of a section needs. */
export interface EntryContext {
  readonly providers: ConnectionProviders;
  readonly keyCase: KeyCase;
  readonly lookUp: (reference: Reference) => ReferenceValue;
  readonly problems: Problems;
}

/** What an entry says beside the fields of its configuration. */
const OWN_KEYS = ['provider', 'mode'] as const;

/** Reads one named connection; undefined where it is refused, with every reason among the problems. */
export async function readEntry(member: Member, context: EntryContext): Promise<ConnectionEntry | undefined> {
  const { key: name, value: node } = member;
  if (node.kind !== 'object') {
    context.problems.add('a connection must be an object', placeOf(node, [name]));
    return undefined;
  }
  const own = readOwnKeys(member, node, context);
  const provider = own.provider === undefined ? undefined : findProvider(own.provider, context.providers);
  if (typeof provider === 'string') context.problems.add(provider, own.place);
  if (provider === undefined || typeof provider === 'string') return undefined;
  checkMode(own.mode, provider, context.problems);
  const created = await provider.createConnectionFactory();
  if (created.isFailure) {
    context.problems.add(created.errorMessage, own.place, created.code === 'driver-missing');
    return undefined;
  }
  const settings = { ...node, members: node.members.filter(({ key }) => !isOwnKey(key)) };
  const configuration = readConfiguration(settings, [name], created.value, context);
  if (configuration === undefined) return undefined;
  const mode = own.mode?.text;
  const identity = `${configurationKey(configuration)} ${mode ?? ''}`;
  return { name, factory: created.value, configuration, mode, identity };
}

function isOwnKey(key: string): boolean {
  return OWN_KEYS.some((own) => isSameName(key, own));
}

interface OwnKeys {
  /** Undefined where the entry does not say it in a way that counts. */
  readonly provider: string | undefined;
  readonly place: Place;
  readonly mode: { readonly text: string; readonly place: Place } | undefined;
}

function readOwnKeys({ key: name, keyAt }: Member, node: ObjectNode, context: EntryContext): OwnKeys {
  const { keyCase, lookUp, problems } = context;
  const reader = new FieldReader([name], { keyCase, lookUp, problems, definitions: {} });
  const members = node.members.filter(({ key }) => isOwnKey(key));
  const fields = { provider: { kind: 'string' }, mode: { kind: 'string' } } as const;
  const said = reader.read({ ...node, members }, { kind: 'object', fields }) as Record<string, unknown>;
  const [provider, mode] = OWN_KEYS.map((key) => {
    const value = said[key];
    if (typeof value === 'string') return value;
    if (value !== undefined) problems.add('this must be a string', reader.placeOf([key]));
    return undefined;
  });
  if (said['provider'] === undefined && !reader.isKnownFault(['provider'])) {
    problems.add('it does not say which provider it uses', { at: keyAt, path: [name] });
  }
  return {
    provider,
    place: reader.placeOf(['provider']),
    mode: mode === undefined ? undefined : { text: mode, place: reader.placeOf(['mode']) },
  };
}

function checkMode(mode: OwnKeys['mode'], provider: ExternalConnectionProvider, problems: Problems): void {
  const offered = provider.supportedConnectionModes;
  if (mode === undefined || offered.includes(mode.text)) return;
  const sentence = `${provider.name} offers the connection modes ${offered.join(', ')}`;
  problems.add(didYouMean(sentence, nearest(mode.text, offered)), mode.place);
}
