import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';
import { REPOSITORY } from '../support/scratch-project.ts';

/** ts-morph brings the compiler without the declarations of the language; those of the installed TypeScript serve. */
const LIBRARIES = join(
  dirname(
    fileURLToPath(
      import.meta.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`),
    ),
  ),
  'lib',
);

/** What an editor shows of a place. */
export interface Hover {
  readonly type: string;
  /** The comment, with its tags: `@defaultValue 5000`. */
  readonly text: string;
}

/** A file that exists only here, as an editor with TypeScript's language service shows it. `▮` marks the cursor. */
export class Editor {
  readonly #service: ts.LanguageService;
  readonly #file: string;
  readonly #texts: Map<string, string>;
  #version = 0;

  /**
   * @param folder - where the file would be, and imports are resolved from.
   * @param files - other files of that folder that exist only here.
   */
  constructor(folder = join(REPOSITORY, 'test/types'), files: Readonly<Record<string, string>> = {}) {
    this.#file = join(folder, 'virtual-editor.ts');
    this.#texts = new Map(Object.entries(files).map(([name, text]) => [join(folder, name), text]));
    this.#texts.set(this.#file, '');
    this.#service = ts.createLanguageService(this.#host(readOptions()));
  }

  /** What is shown where the pointer rests on the word after the mark. */
  hover(marked: string): Hover {
    const info = this.#service.getQuickInfoAtPosition(this.#file, this.#open(marked));
    if (info === undefined) throw new Error('Nothing is shown there');
    const tags = (info.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
    return {
      type: ts.displayPartsToString(info.displayParts),
      text: [ts.displayPartsToString(info.documentation), ...tags].join('\n'),
    };
  }

  /** What is offered at the mark. */
  completions(marked: string): readonly string[] {
    const offered = this.#service.getCompletionsAtPosition(this.#file, this.#open(marked), {});
    return (offered?.entries ?? []).map(({ name }) => name);
  }

  /** Which of the offers are struck through. */
  deprecated(marked: string): readonly string[] {
    const offered = this.#service.getCompletionsAtPosition(this.#file, this.#open(marked), {});
    const entries = offered?.entries ?? [];
    return entries
      .filter(({ kindModifiers = '' }) => /\bdeprecated\b/.test(kindModifiers))
      .map(({ name }) => name);
  }

  /** What is shown beside one of the offers. */
  completion(marked: string, name: string): Hover {
    const position = this.#open(marked);
    const info = this.#service.getCompletionEntryDetails(
      this.#file,
      position,
      name,
      undefined,
      undefined,
      undefined,
      undefined,
    );
    if (info === undefined) throw new Error(`"${name}" is not offered there`);
    const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`);
    return {
      type: ts.displayPartsToString(info.displayParts),
      text: [ts.displayPartsToString(info.documentation), ...tags].join('\n'),
    };
  }

  /** What the compiler says of the file. */
  errors(text: string): readonly string[] {
    this.#open(text);
    return this.#service
      .getSemanticDiagnostics(this.#file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /** What the editor hints at without calling it an error, such as what is deprecated. */
  suggestions(text: string): readonly string[] {
    this.#open(text);
    return this.#service
      .getSuggestionDiagnostics(this.#file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  #open(marked: string): number {
    this.#texts.set(this.#file, marked.replace('▮', ''));
    this.#version += 1;
    return marked.indexOf('▮');
  }

  #host(options: ts.CompilerOptions): ts.LanguageServiceHost {
    const read = (path: string): string | undefined => this.#texts.get(path) ?? ts.sys.readFile(path);
    return {
      getScriptFileNames: () => [...this.#texts.keys()],
      getScriptVersion: (path) => (path === this.#file ? String(this.#version) : '0'),
      getScriptSnapshot: (path) => {
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => REPOSITORY,
      getCompilationSettings: () => options,
      getDefaultLibFileName: (options) => join(LIBRARIES, ts.getDefaultLibFileName(options)),
      fileExists: (path) => this.#texts.has(path) || ts.sys.fileExists(path),
      readFile: read,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      readDirectory: ts.sys.readDirectory,
      ...(ts.sys.realpath === undefined ? {} : { realpath: ts.sys.realpath }),
    };
  }
}

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(REPOSITORY, 'tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, REPOSITORY).options;
}
