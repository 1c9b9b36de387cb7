import type { MenuCommand } from '../src/discord/command.ts';
import { hide as hideMessage } from '../src/features/discussions/hiding/components.ts';

/** "Hide as a spoiler", in the menu of every message. */
export const hide: MenuCommand = { name: 'hide', menu: 'message', acknowledgement: 'private', run: hideMessage };
