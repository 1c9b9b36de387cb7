import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { LONGEST } from '../../src/features/clubs/which.ts';
import { askRepair } from '../../src/features/repairs/components.ts';

export const move = command({
  name: 'move',
  acknowledgement: 'private',
  options: {
    film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle },
    into: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle },
  },
  run: (asked, { film, into }) => askRepair(asked, 'move', { from: film, to: into }),
});
