import {
  type CompletionItem,
  getLanguageService,
  type LanguageService,
  TextDocument,
} from 'vscode-json-languageservice';
import type { JsonObject } from '../../../generator/src/located.ts';

/** What an editor offers at a place. */
export interface Offer {
  readonly label: string;
  /** What is put in: a snippet, where `$1` marks where the cursor goes. */
  readonly text: string;
  readonly explanation: string;
  readonly isStruckThrough: boolean;
}

/** A JSON file as VS Code shows it, that names its schema with `$schema`. `▮` marks the cursor. */
export class JsonEditor {
  readonly #service: LanguageService;

  /** @param schemas - by the path that a file's `$schema` may have, from the file's own folder. */
  constructor(schemas: Readonly<Record<string, JsonObject>>) {
    const known = new Map(
      Object.entries(schemas).map(([path, schema]) => [`file:///project/${path}`, JSON.stringify(schema)]),
    );
    this.#service = getLanguageService({
      clientCapabilities: {
        textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } } },
      },
      schemaRequestService: (uri) =>
        known.has(uri)
          ? Promise.resolve(known.get(uri) ?? '')
          : Promise.reject(new Error(`There is no ${uri}`)),
      workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
    });
    this.#service.configure({ validate: true, allowComments: true });
  }

  /** What the bubble at the mark says; empty where there is none. */
  async hover(marked: string): Promise<string> {
    const { document, position } = open(marked);
    const hover = await this.#service.doHover(document, position, this.#service.parseJSONDocument(document));
    const contents = hover?.contents ?? [];
    const text = [contents].flat().map((part) => (typeof part === 'string' ? part : part.value));
    return withoutEscapes(text.join('\n'));
  }

  /** What is offered at the mark. */
  async offers(marked: string): Promise<readonly Offer[]> {
    const { document, position } = open(marked);
    const parsed = this.#service.parseJSONDocument(document);
    const list = await this.#service.doComplete(document, position, parsed);
    return (list?.items ?? []).map(offer);
  }

  /** The lines under which there is something red, with what is said. */
  async problems(text: string): Promise<readonly string[]> {
    const { document } = open(text);
    const found = await this.#service.doValidation(document, this.#service.parseJSONDocument(document));
    return found.map(({ range, message }) => `${range.start.line + 1} ${message}`);
  }
}

function open(marked: string) {
  const offset = Math.max(marked.indexOf('▮'), 0);
  const document = TextDocument.create('file:///project/file.jsonc', 'jsonc', 1, marked.replace('▮', ''));
  return { document, position: document.positionAt(offset) };
}

/** A text that the service has made Markdown of, as people see it. */
function withoutEscapes(markdown: string): string {
  return markdown.replace(/\\(?=[^A-Za-z0-9\s])/g, '').replaceAll('&nbsp;', ' ');
}

function offer({ label, insertText, textEdit, documentation, tags, deprecated }: CompletionItem): Offer {
  return {
    label,
    text: textEdit?.newText ?? insertText ?? label,
    explanation: withoutEscapes(
      typeof documentation === 'string' ? documentation : (documentation?.value ?? ''),
    ),
    isStruckThrough: deprecated === true || (tags ?? []).includes(1),
  };
}
