import { maskedFrame } from '../config/mask.ts';
import { type FrameSource, openFrame } from './frame-source.ts';

/** A file of which nothing is known as a report may show it: data may be secret, source code is not. */
export function defaultFrame(file: string, text: string): FrameSource {
  return /\.(?:jsonc?|ya?ml)$/i.test(file) ? maskedFrame(text, () => new Map()) : openFrame(text);
}
