import { command } from '../../src/discord/command.ts';
import { showRepairs } from '../../src/features/repairs/components.ts';

export const list = command({
  name: 'list',
  acknowledgement: 'private',
  options: {},
  run: (asked) => showRepairs(asked),
});
