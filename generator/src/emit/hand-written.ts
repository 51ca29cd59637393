import type { HandWrittenSchema, ProviderModel } from '../model/model.ts';
import type { ImportExtension } from './modules.ts';

export function emitHandWritten(
  _model: ProviderModel,
  _configuration: HandWrittenSchema,
  _extension: ImportExtension,
): string {
  throw new Error('later');
}
