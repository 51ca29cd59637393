import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { loadYaml } from '../../../generator/src/manifest/load-yaml.ts';
import { cellsOf } from '../../../generator/src/report/cells.ts';
import { defaultFrame } from '../../../generator/src/report/default-frame.ts';
import type { FrameSource } from '../../../generator/src/report/frame-source.ts';
import { manifestFrame } from '../../../generator/src/report/manifest-frame.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

function shown({ text, hidden }: FrameSource): string {
  return text
    .split('\n')
    .map((line, index) =>
      cellsOf(line, [0, line.length], hidden(line, index + 1))
        .map((cell) => cell.shown)
        .join(''),
    )
    .join('\n');
}

const MANIFEST = `name: MongoDb
description: Documents in a store
configuration:
  properties:
    url:
      type: string
      secret: true
      description: Where it is
      default: mongodb://hunter2@h
      examples:
        - mongodb://hunter2@a
        - "mongodb://hunter2@b"
      defualt: hunter2
    password: { type: string, default: hunter2, minLength: 3 }
    tokenUrl: { type: string, secret: false, default: 'https://t' }
    port: { type: integer, default: 70000 }
    tls:
      type: object
      default: { key: here, apiKey: hunter2 }
  when: { password: hunter2, port: 1 }
`;

describe('the frame of a manifest', () => {
  test('hides the values of secret fields, under misspelt keys too, and shows the rest', () => {
    const document = loadYaml('/m.yaml', MANIFEST, 10_000, new Diagnostics());
    expect(shown(manifestFrame(MANIFEST, document))).toBe(`name: MongoDb
description: Documents in a store
configuration:
  properties:
    url:
      type: string
      secret: true
      description: Where it is
      default: ***
      examples:
        ***
        ***
      defualt: ***
    password: { type: string, default: ***, minLength: 3 }
    tokenUrl: { type: string, secret: false, default: 'https://t' }
    port: { type: integer, default: 70000 }
    tls:
      type: object
      default: { key: here, apiKey: *** }
  when: { password: ***, port: 1 }
`);
  });

  test('that does not parse keeps its keys and hides every value that may be one of a field', () => {
    const text = shown(manifestFrame(`${MANIFEST}\n  : [`, undefined));
    expect(text).not.toContain('hunter2');
    expect(text).toContain('name: MongoDb');
    expect(text).toContain('      secret: true');
    expect(text).toContain('    password: { type: string, default: ***');
  });
});

describe('the frame of a file that no command knows', () => {
  const host = createMemoryHost(
    {
      'x.yaml': 'password: hunter2',
      'config.yml': `properties: { a: 1 }\nexternalConnections: { a: { apiKey: hunter2 } }`,
      'x.JSON': '{ "a": "hunter2" }',
      'connection.ts': 'const a = "b";',
      'extconn.yaml': 'index: a.gen.ts',
      'p/provider.yaml': 'manifestVersion: 1\nname: Db # hunter2 is no secret here\n',
      'p/broken.yaml': 'manifestVersion: 1\ndefault: hunter2\n : [',
      'fragment.yaml': '$defs:\n  a: { type: string, secret: true, default: hunter2 }',
      locked: 'x',
    },
    { unreadable: ['locked'] },
  );
  const frame = (file: string): FrameSource | undefined => defaultFrame(host, `/project/${file}`);

  test.each([
    ['x.yaml', '***: ***'],
    ['config.yml', '***: { ***: *** }\n***: { ***: { ***: ***'],
    ['x.JSON', '{ ***: *** }'],
    ['connection.ts', 'const a = "b";'],
    ['extconn.yaml', 'index: a.gen.ts'],
    ['p/provider.yaml', 'manifestVersion: 1\nname: Db # hunter2 is no secret here\n'],
    ['p/broken.yaml', 'manifestVersion: 1\ndefault: ***\n : ['],
    ['fragment.yaml', '$defs:\n  a: { type: string, secret: true, default: *** }'],
  ])('%s', (file, text) => {
    const source = frame(file);
    expect(source && shown(source)).toBe(text);
  });

  test('that is absent or cannot be read', () => {
    expect(frame('absent')).toBeUndefined();
    expect(frame('locked')).toBeUndefined();
  });
});
