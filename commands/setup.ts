import { command } from '../src/discord/command.ts';
import { showSetup } from '../src/features/setup/components.ts';

export const setup = command({ name: 'setup', acknowledgement: 'private', options: {}, run: showSetup });
