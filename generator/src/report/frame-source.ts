import type { Span } from '../text/located-tree.ts';

/** A file as a code frame may show it. */
export interface FrameSource {
  /** What the places of diagnostics refer to. */
  readonly text: string;
  /** The parts of a line (offsets into it, sorted, apart) that may hold a secret. Lines count from 1. */
  hidden(line: string, number: number): readonly Span[];
}

/** A file that holds no secrets. */
export function openFrame(text: string): FrameSource {
  return { text, hidden: () => [] };
}
