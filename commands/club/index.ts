import type { CommandGroup } from '../../src/discord/command.ts';
import { create } from './create.ts';
import { history } from './history.ts';
import { join } from './join.ts';
import { leave } from './leave.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { transfer } from './transfer.ts';

export const club: CommandGroup = {
  name: 'club',
  subcommands: [create, join, leave, settings, transfer, history, stats],
};
