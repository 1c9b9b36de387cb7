import type { CommandGroup } from '../../src/discord/command.ts';
import { cancel } from './cancel.ts';
import { close } from './close.ts';
import { open } from './open.ts';
import { recount } from './recount.ts';
import { status } from './status.ts';

export const poll: CommandGroup = { name: 'poll', subcommands: [open, status, close, cancel, recount] };
