import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Runs a module of the project, TypeScript included, and gives what it exports. The one place where the project's own
 * code is executed.
 *
 * @param specifier - an absolute path, or the name of a package as the project sees it.
 * @param from - an absolute path in the project.
 * @param onFile - is told the absolute path of every file that is run on the way.
 */
export async function loadModule(
  specifier: string,
  from: string,
  onFile?: (path: string) => void,
): Promise<Readonly<Record<string, unknown>>> {
  const { tsImport } = await import('tsx/esm/api');
  const isPath = specifier.startsWith('/') || /^[A-Za-z]:[\\/]/.test(specifier);
  return tsImport(isPath ? pathToFileURL(specifier).href : specifier, {
    parentURL: pathToFileURL(from).href,
    ...(onFile && { onImport: (url) => url.startsWith('file:') && onFile(fileURLToPath(url)) }),
  });
}
