import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { LONGEST } from '../../src/features/clubs/which.ts';
import { importPage } from '../../src/features/reviews/web/components.ts';

export const review = command({
  name: 'review',
  acknowledgement: 'private',
  options: {
    url: { kind: 'text', required: false, maxLength: LONGEST },
    file: { kind: 'file', required: false },
    film: { kind: 'text', required: false, maxLength: LONGEST, complete: completeTitle },
  },
  run: (asked, given) => importPage(asked, given),
});
