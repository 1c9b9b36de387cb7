import type { CommandGroup } from '../../src/discord/command.ts';
import { letterboxd } from './letterboxd.ts';
import { review } from './review.ts';

export const imports: CommandGroup = { name: 'import', subcommands: [letterboxd, review] };
