import type { CommandGroup } from '../../src/discord/command.ts';
import { cadence } from './cadence.ts';
import { cancel } from './cancel.ts';
import { list } from './list.ts';
import { move } from './move.ts';
import { plan } from './plan.ts';
import { reminders } from './reminders.ts';

export const screening: CommandGroup = {
  name: 'screening',
  subcommands: [plan, list, move, cancel, cadence, reminders],
};
