import { command } from '../src/discord/command.ts';
import { completeTitle } from '../src/features/card/components.ts';
import { LONGEST } from '../src/features/clubs/which.ts';
import { reviewText } from '../src/features/reviews/member/components.ts';

export const review = command({
  name: 'review',
  acknowledgement: 'form',
  options: { film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle } },
  run: (asked, { film }) => reviewText(asked, film),
});
