import type { CommandGroup } from '../../src/discord/command.ts';
import { close } from './close.ts';
import { film } from './film.ts';
import { hidden } from './hidden.ts';
import { remove } from './remove.ts';

/** Discord lets no command be run by itself that has others below it: `/discuss film` is one of several. */
export const discuss: CommandGroup = { name: 'discuss', subcommands: [film, close, remove, hidden] };
