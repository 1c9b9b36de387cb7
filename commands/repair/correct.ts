import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { LONGEST } from '../../src/features/clubs/which.ts';
import { openCorrection } from '../../src/features/repairs/components.ts';

export const correct = command({
  name: 'correct',
  acknowledgement: 'form',
  options: { film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle } },
  run: (asked, { film }) => openCorrection(asked, film),
});
