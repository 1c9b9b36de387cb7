import { command } from '../../src/discord/command.ts';
import { record } from '../../src/features/discussions/hiding/components.ts';

export const hidden = command({ name: 'hidden', acknowledgement: 'private', options: {}, run: record });
