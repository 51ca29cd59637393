import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { faultCode } from '../output/fault.ts';
import type { FactsCache } from './cache.ts';
import type { SourceFacts } from './facts.ts';

/** Reads a hand-written file. What keeps it from being read is reported, except that there is none. */
export async function readSource(
  host: Host,
  file: string,
  cache: FactsCache,
  diagnostics: Diagnostics,
): Promise<SourceFacts | 'absent' | 'unreadable'> {
  let text: string | undefined;
  try {
    text = host.read(file);
  } catch (error) {
    diagnostics.report('source-unreadable', { reason: faultCode(error) }, { file });
    return 'unreadable';
  }
  if (text === undefined) return 'absent';
  const facts = await cache.read(text);
  if (facts.syntaxError === undefined) return facts;
  const { message, range } = facts.syntaxError;
  diagnostics.report('source-syntax', { reason: message }, { file, range });
  return 'unreadable';
}
