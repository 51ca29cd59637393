import { relative } from 'node:path';
import type { PartialMessage, PluginBuild } from 'esbuild';
import type { Range } from '../located.ts';
import type { Finding } from './findings.ts';
import type { Machine } from './machine.ts';
import { type Regenerated, regenerate } from './regenerate.ts';

/** Marks what this plugin itself asks to resolve. */
const OWN = Symbol('extconn');

/** Generates before every build, again for every one in watch mode. */
export function setupEsbuild(build: PluginBuild, machine: Machine, cwd: string): void {
  let untold: Regenerated | undefined;
  build.onStart(async () => {
    untold = await regenerate(machine, cwd);
  });
  // What is found is told when the first entry is resolved: a build that fails before that watches nothing, so that it
  // would never notice that the mistake is mended.
  build.onResolve({ filter: /.*/ }, async ({ path, ...place }) => {
    if (place.kind !== 'entry-point' || place.pluginData === OWN || untold === undefined) return undefined;
    const { errors, warnings, files, folders } = untold;
    untold = undefined;
    const resolved = await build.resolve(path, { ...place, pluginData: OWN });
    return {
      ...resolved,
      errors: [...errors.map((finding) => messageOf(finding, cwd)), ...resolved.errors],
      warnings: [...warnings.map((finding) => messageOf(finding, cwd)), ...resolved.warnings],
      watchFiles: [...files],
      watchDirs: [...folders],
    };
  });
}

function messageOf(
  { text, advice, suggestion, file, range, lineText }: Finding,
  cwd: string,
): PartialMessage {
  return {
    text,
    location:
      file === undefined
        ? null
        : {
            file: relative(cwd, file),
            line: range?.line ?? 1,
            ...placeIn(lineText, range),
            lineText,
            suggestion: suggestion ?? '',
          },
    notes: advice.map((each) => ({ text: each })),
  };
}

/** Columns count from 0 there, in bytes. */
function placeIn(lineText: string, range: Range | undefined): { column: number; length: number } {
  if (range === undefined) return { column: 0, length: 0 };
  const end = range.endLine === range.line ? range.endColumn - 1 : lineText.length;
  return {
    column: Buffer.byteLength(lineText.slice(0, range.column - 1)),
    length: Buffer.byteLength(lineText.slice(range.column - 1, end)),
  };
}
