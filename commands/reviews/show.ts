import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { LONGEST } from '../../src/features/clubs/which.ts';
import { reviewsText } from '../../src/features/reviews/components.ts';

export const show = command({
  name: 'show',
  acknowledgement: 'private',
  options: { film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle } },
  run: (asked, { film }) => reviewsText(asked, film),
});
