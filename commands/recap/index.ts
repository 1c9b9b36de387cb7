import type { CommandGroup } from '../../src/discord/command.ts';
import { night } from './night.ts';
import { season } from './season.ts';

export const recap: CommandGroup = { name: 'recap', subcommands: [night, season] };
