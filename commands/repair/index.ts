import type { CommandGroup } from '../../src/discord/command.ts';
import { correct } from './correct.ts';
import { list } from './list.ts';
import { merge } from './merge.ts';
import { move } from './move.ts';

export const repair: CommandGroup = { name: 'repair', subcommands: [move, merge, correct, list] };
