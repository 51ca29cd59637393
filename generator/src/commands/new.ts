import type { CommandContext, CommandOutcome } from './command.ts';

export async function newProvider(
  _context: CommandContext,
  _options: { readonly name: string },
): Promise<CommandOutcome> {
  throw new Error('coming');
}
