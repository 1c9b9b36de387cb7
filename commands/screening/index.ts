import type { CommandGroup } from '../../src/discord/command.ts';
import { cancel } from './cancel.ts';
import { list } from './list.ts';
import { move } from './move.ts';
import { plan } from './plan.ts';

export const screening: CommandGroup = { name: 'screening', subcommands: [plan, list, move, cancel] };
