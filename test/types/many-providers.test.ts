import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandResult, ScratchProject } from '../support/scratch-project.ts';
import {
  createSyntheticProject,
  type SyntheticProvider,
  syntheticProviders,
} from './support/synthetic-registry.ts';

const PROVIDERS = syntheticProviders(200);

const START = `import type { ConnectionOf, Result } from '@extconn/runtime';
import { ExternalConnectionProviders } from './providers/index.gen.js';
import type * as Index from './providers/index.gen.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function assertType<_T extends true>(): void {}
type Registry = typeof ExternalConnectionProviders;
export type Used = [ConnectionOf<never>, Result, Index.ProviderName, Registry];
assertType<Same<true, true>>();
`;

let project: ScratchProject;

beforeAll(async () => {
  project = await createSyntheticProject(PROVIDERS);
}, 120_000);

afterAll(() => project?.[Symbol.asyncDispose]());

/** Type-checks the registry together with these statements. */
async function check(statements: readonly string[]): Promise<CommandResult> {
  const classes = PROVIDERS.map(
    ({ name }) =>
      `import type { ${name}ConnectionProvider, ${name}ConnectionFactory, ${name}Connection } from './providers/${name.toLowerCase()}/provider.gen.js';\n` +
      `import type { ${name}Driver } from './providers/${name.toLowerCase()}/connection.js';\n`,
  );
  const used = PROVIDERS.map(
    ({ name }) => `[${name}ConnectionProvider, ${name}ConnectionFactory, ${name}Connection, ${name}Driver]`,
  );
  const all = `export type All = [${used.join(', ')}];\n`;
  await project.write('check.ts', `${classes.join('')}${START}${all}${statements.join('\n')}\n`);
  return project.tsc();
}

/** A statement that compiles only where both types are the same. */
const same = (type: string, expected: string): string => `assertType<Same<${type}, ${expected}>>();`;

const classOf = ({ name }: SyntheticProvider): string => `${name}ConnectionProvider`;

function union(values: Iterable<string | number>): string {
  return [...new Set(values)].map((value) => JSON.stringify(value)).join(' | ');
}

/** What each lookup gives for each of its arguments, as the manifests say it. */
function lookups(): readonly string[] {
  const byPriority = [...PROVIDERS].sort((a, b) => b.priority - a.priority);
  const group = (
    lookup: string,
    keysOf: (provider: SyntheticProvider) => readonly (string | number)[],
    providers = PROVIDERS,
  ): readonly string[] => {
    const keys = new Set(providers.flatMap((provider) => keysOf(provider)));
    return [...keys].map((key) => {
      const members = providers.filter((provider) => keysOf(provider).includes(key)).map(classOf);
      return same(
        `ReturnType<typeof ExternalConnectionProviders.${lookup}<${JSON.stringify(key)}>>`,
        `readonly [${members.join(', ')}]`,
      );
    });
  };
  const single = (lookup: string, key: string | number, provider: SyntheticProvider): string =>
    same(
      `ReturnType<typeof ExternalConnectionProviders.${lookup}<${JSON.stringify(key)}>>`,
      classOf(provider),
    );
  return [
    ...PROVIDERS.flatMap((provider) => [
      single('getById', provider.id, provider),
      single('getByName', provider.name, provider),
      same(`Registry['${provider.name}']`, classOf(provider)),
    ]),
    ...group('getByDataStore', ({ dataStores }) => dataStores, byPriority),
    ...group('getByProvider', ({ driver }) => [driver]),
    ...group('getByConnectionMode', ({ modes }) => modes),
    ...group('getByPriority', ({ priority }) => [priority]),
  ];
}

/** A function that returns in every case of a `switch`; it does not compile where one is missing. */
function exhaustiveSwitch(providers: readonly SyntheticProvider[]): string {
  const cases = providers.map(({ name, id }) => `    case '${name}': return provider.id satisfies ${id};`);
  return `export function idOf(provider: Registry['all'][number]): number {
  switch (provider.name) {
${cases.join('\n')}
  }
}`;
}

describe('the types of a registry of 200 providers', () => {
  it('are exact: unions, classes, tuples in their order, factories, connections, drivers, and a switch over all names', async () => {
    const result = await check([
      same('Index.ProviderName', union(PROVIDERS.map(({ name }) => name))),
      same('Index.ProviderId', union(PROVIDERS.map(({ id }) => id))),
      same('Index.DriverName', union(PROVIDERS.map(({ driver }) => driver))),
      same('Index.DataStoreName', union(PROVIDERS.flatMap(({ dataStores }) => dataStores))),
      same('Index.ConnectionModeName', union(PROVIDERS.flatMap(({ modes }) => modes))),
      same("Registry['size']", '200'),
      same("Registry['all']", `readonly [${PROVIDERS.map(classOf).join(', ')}]`),
      ...lookups(),
      ...PROVIDERS.flatMap(({ name, priority }) => [
        same(`${name}ConnectionProvider['priority']`, String(priority)),
        same(
          `Awaited<ReturnType<${name}ConnectionProvider['createConnectionFactory']>>`,
          `Result<${name}ConnectionFactory>`,
        ),
        same(`ConnectionOf<${name}ConnectionFactory>`, `${name}Connection`),
        same(`Parameters<Parameters<${name}Connection['execute']>[0]>[0]`, `${name}Driver`),
      ]),
      exhaustiveSwitch(PROVIDERS),
    ]);
    expect(result).toMatchObject({ code: 0, stdout: '' });
  }, 120_000);

  it('refuse what is misspelt, naming what is allowed, and a switch that forgets one', async () => {
    const wrong: readonly (readonly [statement: string, error: RegExp])[] = [
      [
        "ExternalConnectionProviders.getByDataStore('Stroe7');",
        /"Stroe7".* type '"\w+" \| .* more \.\.\. \| "\w+"'/,
      ],
      [
        "ExternalConnectionProviders.getByName('part7');",
        /"part7".* type '"Part0" \| "Part1" \| .* more \.\.\. \| "Part99"'/,
      ],
      [
        "ExternalConnectionProviders.getByProvider('driver-7');",
        /"driver-7".* type '"driver-0" \| "driver-1" \| "driver-2" \| "driver-3" \| "driver-4" \| "driver-5" \| "driver-6"'/,
      ],
      [
        "ExternalConnectionProviders.getByConnectionMode('Bulk');",
        /"Bulk".* type '"ReadOnly" \| "ReadWrite"'/,
      ],
      ['ExternalConnectionProviders.getById(1200);', /'1200'.* type '1000 \| 1001 \| .* \| 1199'/],
      ['ExternalConnectionProviders.getByPriority(0);', /'0'.* type '1 \| 2 \| .* \| 200'/],
      ['ExternalConnectionProviders.Part200;', /'Part200' does not exist on type 'ProviderRegistry/],
      [
        "export const name: Index.ProviderName = 'Part201';",
        /"Part201"' is not assignable to type 'keyof ProvidersByName'/,
      ],
      [exhaustiveSwitch(PROVIDERS.slice(1)), /Function lacks ending return statement/],
    ];
    const { code, stdout } = await check(wrong.map(([statement]) => statement));
    expect(code).not.toBe(0);
    for (const [, error] of wrong) expect(stdout).toMatch(error);
    expect(stdout.match(/error TS/g)).toHaveLength(wrong.length);
  }, 120_000);
});
