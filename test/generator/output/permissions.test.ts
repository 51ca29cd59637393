import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildWriter, isSame, readTree, versionOf, Writer } from './writers.ts';

const hasModes = process.platform !== 'win32';
if (!hasModes) process.stderr.write('Skipped: Windows has no permissions of this kind.\n');

/** Permissions do not bind root, so there the writer runs as somebody else. */
const uid = process.getuid?.() === 0 ? 65534 : undefined;

test.skipIf(!hasModes)(
  'without permission for one folder or file, no file changes',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'extconn-permissions-'));
    const provider = join(folder, 'providers/p7');
    const file = join(provider, 'provider.gen.ts');
    chmodSync(folder, 0o777);
    try {
      await buildWriter(join(folder, '.extconn/writer.mjs'));
      chmodSync(join(folder, '.extconn'), 0o777);
      const writer = new Writer(join(folder, '.extconn/writer.mjs'), folder, uid);
      expect(await writer.write(0)).toBe('done');
      for (const [path, mode, usual, code] of [
        [provider, 0o555, 0o755, 'EXT3005'],
        [file, 0o444, 0o644, 'EXT3005'],
        [file, 0o000, 0o644, 'EXT3004'],
        [provider, 0o000, 0o755, 'EXT3015 EXT3004'],
        [join(folder, '.extconn/locks'), 0o555, 0o755, 'EXT3013'],
      ] as const) {
        chmodSync(path, mode);
        expect(await writer.write(2)).toBe(code);
        chmodSync(path, usual);
        expect(isSame(readTree(folder), versionOf(folder, 0))).toBe(true);
      }
      expect(await writer.write(2)).toBe('done');
      expect(isSame(readTree(folder), versionOf(folder, 2))).toBe(true);
      await writer.kill();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  30_000,
);
