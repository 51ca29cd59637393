import { join } from 'node:path';
import type { KeyCase } from '../emit/external-connections-schema.ts';
import type { Host } from '../host.ts';
import { tolerateFault } from '../output/fault.ts';
import { hashText } from '../output/hash.ts';
import { preparePrivateFolder, privateFolder } from '../output/private-folder.ts';
import { observe } from '../replay/observation.ts';
import type { Recording } from '../replay/recording-host.ts';
import type { KnownIndex, KnownProvider, KnownSchemas } from './known-provider.ts';

/** What a run keeps for the next one. */
export interface KnownContent {
  readonly schemas: KnownSchemas;
  readonly index: KnownIndex;
  /** By the path of the manifest. */
  readonly providers: ReadonlyMap<string, KnownProvider>;
}

/**
 * What earlier runs made of each manifest. Loading and checking a provider is a pure function of what it asks the file
 * system, so where every answer is the same again, byte for byte, the outcome is known without doing it again.
 */
export class KnownProviders {
  readonly #host: Host;
  readonly #root: string;
  readonly #context: string;
  readonly #content: KnownContent | undefined;
  readonly #answers = new Map<string, string>();
  readonly #schemas = new Map<KeyCase, string | undefined>();

  /** @param context - everything beside the files that decides what is generated: the generator's build, settings. */
  constructor(host: Host, root: string, context: unknown) {
    this.#host = host;
    this.#root = root;
    this.#context = hashText(JSON.stringify(context));
    this.#content = this.#load();
  }

  /** What is known of a manifest; undefined where something that decides about it is not as it was. */
  find(manifest: string): KnownProvider | undefined {
    const known = this.#content?.providers.get(manifest);
    return known?.trace.every((asked) => this.#isAsBefore(asked)) === true ? known : undefined;
  }

  /** A provider's definition, cut out of the schema where that is as the earlier run left it. */
  definition({ definitions }: KnownProvider, keyCase: KeyCase): string | undefined {
    if (!this.#schemas.has(keyCase)) this.#schemas.set(keyCase, this.#readSchema(keyCase));
    return this.#schemas.get(keyCase)?.slice(...definitions[keyCase]);
  }

  /** The hash of the index's text, where an earlier run made it from the same. */
  indexHash(source: string): string | undefined {
    const index = this.#content?.index;
    return index?.source === source ? index.hash : undefined;
  }

  /** Keeps what this run knows, where that can be done. It writes, so it is nothing for a mere check. */
  save({ schemas, index, providers }: KnownContent): void {
    const text = JSON.stringify({ context: this.#context, schemas, index, providers: [...providers] });
    tolerateFault(() => {
      preparePrivateFolder(this.#host, this.#root);
      this.#host.replace(this.#file, `${hashText(text)}\n${text}`);
    });
  }

  get #file(): string {
    return join(privateFolder(this.#root), 'known-providers.json');
  }

  /** What is damaged, or made by another build or with other settings, counts as absent. */
  #load(): KnownContent | undefined {
    let content: KnownContent | undefined;
    tolerateFault(() => {
      const file = this.#host.read(this.#file) ?? '';
      const end = file.indexOf('\n');
      const text = file.slice(end + 1);
      if (hashText(text) !== file.slice(0, end)) return;
      const { context, schemas, index, providers } = JSON.parse(text);
      if (context === this.#context) content = { schemas, index, providers: new Map(providers) };
    });
    return content;
  }

  #isAsBefore([question, path, answer]: Recording[number]): boolean {
    const key = `${question} ${path}`;
    let now = this.#answers.get(key);
    if (now === undefined) {
      now = observe(this.#host, question, path);
      this.#answers.set(key, now);
    }
    return now === answer;
  }

  #readSchema(keyCase: KeyCase): string | undefined {
    let text: string | undefined;
    const known = this.#content?.schemas[keyCase];
    tolerateFault(() => {
      if (known !== undefined) text = this.#host.read(known.path);
    });
    return text !== undefined && hashText(text) === known?.hash ? text : undefined;
  }
}
