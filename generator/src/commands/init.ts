import type { CommandContext, CommandOutcome } from './command.ts';

export async function init(_context: CommandContext): Promise<CommandOutcome> {
  throw new Error('coming');
}
