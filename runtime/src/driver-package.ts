/** The package whose absence an `import()` reports; undefined for any other fault. */
export function missingPackage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'MODULE_NOT_FOUND') return undefined;
  const specifier = /^Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1];
  if (specifier === undefined || /^[./\\]|^file:|^[A-Za-z]:/.test(specifier)) return undefined;
  return packageName(specifier);
}

/** The version in the package.json of an installed package, as seen from a module; undefined where there is none. */
export async function installedVersion(
  name: string,
  moduleUrl: string | undefined,
): Promise<string | undefined> {
  if (moduleUrl === undefined || !moduleUrl.startsWith('file:')) return undefined;
  const { createRequire } = await import('node:module');
  const { readFile } = await import('node:fs/promises');
  // Not `resolve(name + '/package.json')`: a package's exports may hide that file.
  const folders = createRequire(moduleUrl).resolve.paths(name) ?? [];
  for (const folder of folders) {
    const text = await readFile(`${folder}/${name}/package.json`, 'utf8').catch(() => undefined);
    if (text !== undefined) return versionIn(text);
  }
  return undefined;
}

function versionIn(packageJson: string): string | undefined {
  const parsed: unknown = JSON.parse(packageJson);
  const version: unknown =
    typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'version') : undefined;
  return typeof version === 'string' ? version : undefined;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
