import { describe, expect, it } from 'vitest';
import { timeCommand } from '../../bench/command.ts';
import { kebabName, systemName } from '../../bench/fields.ts';
import { configurationText } from '../../bench/inputs/configurations.ts';
import { peakMemory } from '../../bench/peak-memory.ts';
import { createProject, extconn, outputsOf, removeOutputs } from '../../bench/project.ts';

describe('synthetic providers', () => {
  it('have names of their own', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => systemName(index));
    expect(new Set(names).size).toBe(10_000);
    expect(names.slice(0, 2)).toEqual(['SystemAaaa', 'SystemAaab']);
    expect(kebabName(27)).toBe('system-aabb');
  });

  it('are valid, generate, and can be made to start from nothing again', async () => {
    await using project = await createProject(3);
    expect(await timeCommand(extconn(project, 'generate'))).toBeGreaterThan(0);
    const made = outputsOf(project);
    expect(made.map(({ path }) => path).sort()).toEqual(
      expect.arrayContaining([
        'providers/index.gen.ts',
        'providers/system-aaac/factory.gen.ts',
        'schemas/providers/system-aaab.schema.json',
      ]),
    );
    expect(made).toHaveLength(3 * 4 + 4);
    await project.write('connections.json', configurationText(5, 3));
    await timeCommand(extconn(project, 'validate', 'connections.json'));
    removeOutputs(project, 'facts');
    expect(outputsOf(project)).toEqual([]);
    await timeCommand(extconn(project, 'generate'));
    expect(outputsOf(project)).toEqual(made);
  });

  it('say why a command failed', async () => {
    await using project = await createProject(1);
    await expect(timeCommand(extconn(project, 'show', 'Nobody'))).rejects.toThrow(/Nobody/);
  });
});

describe.skipIf(process.platform !== 'linux')('peak memory (read from /proc)', () => {
  it('sees what a process of the command held, and gave back', async () => {
    const held =
      "require('node:child_process').execFileSync(process.execPath, ['-e', \"let b = Buffer.alloc(150e6, 'x'); b = undefined; setTimeout(() => {}, 50)\"])";
    const memory = await peakMemory({ program: process.execPath, parameters: ['-e', held], cwd: '.' });
    expect(memory).toBeGreaterThan(150e6);
    expect(memory).toBeLessThan(400e6);
  });
});
