import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';

/**
 * Turns a template into a module that holds it compiled, so that the command line loads the small Handlebars
 * runtime only. Nothing is escaped (the output is TypeScript), and a name that the view lacks throws.
 */
export function compileTemplate(source: string): string {
  const compiled = Handlebars.precompile(source, { noEscape: true, strict: true, preventIndent: true });
  return `import Handlebars from 'handlebars/runtime.js';\nexport default Handlebars.template(${String(compiled)});\n`;
}

/** For Vitest, which runs the generator from source. */
export const viteTemplates = {
  name: 'extconn-templates',
  enforce: 'pre' as const,
  async load(id: string): Promise<string | undefined> {
    return id.endsWith('.hbs') ? compileTemplate(await readFile(id, 'utf8')) : undefined;
  },
};
