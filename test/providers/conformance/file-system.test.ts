import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { FileSystemConfiguration } from '../../../providers/src/file-system/configuration.gen.ts';
import { FileSystemConnectionProvider } from '../../../providers/src/file-system/provider.gen.ts';

const rootPath = mkdtempSync(join(tmpdir(), 'extconn-files-'));
afterAll(() => rmSync(rootPath, { recursive: true, force: true }));

testConformance(
  { describe, it },
  {
    provider: FileSystemConnectionProvider.instance,
    configuration: () => FileSystemConfiguration.create({ rootPath }),
    faults: { readOnlyWrite: (folder) => folder.write('note.txt', 'x') },
  },
);
