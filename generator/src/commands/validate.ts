import type { CommandContext, CommandOutcome } from './command.ts';

export async function validate(
  _context: CommandContext,
  _options: { readonly files: readonly string[]; readonly env: boolean },
): Promise<CommandOutcome> {
  throw new Error('coming');
}
