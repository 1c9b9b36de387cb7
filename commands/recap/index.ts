import type { CommandGroup } from '../../src/discord/command.ts';
import { night } from './night.ts';

export const recap: CommandGroup = { name: 'recap', subcommands: [night] };
