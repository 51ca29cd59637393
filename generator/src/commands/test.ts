import type { CommandContext, CommandOutcome } from './command.ts';

export async function test(
  _context: CommandContext,
  _options: { readonly file: string; readonly names: readonly string[]; readonly timeout: number },
): Promise<CommandOutcome> {
  throw new Error('coming');
}
