import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { LONGEST } from '../../src/features/clubs/which.ts';
import { askRepair } from '../../src/features/repairs/components.ts';

export const merge = command({
  name: 'merge',
  acknowledgement: 'private',
  options: {
    film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle },
    into: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle },
  },
  run: (asked, { film, into }) => askRepair(asked, 'merge', { from: film, to: into }),
});
