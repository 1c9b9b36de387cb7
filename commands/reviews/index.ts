import type { CommandGroup } from '../../src/discord/command.ts';
import { remove } from './remove.ts';
import { reveal } from './reveal.ts';
import { show } from './show.ts';

export const reviews: CommandGroup = { name: 'reviews', subcommands: [show, reveal, remove] };
