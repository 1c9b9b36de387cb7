import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { clubOption, inClub, LONGEST } from '../../src/features/clubs/which.ts';
import { removeCalled } from '../../src/features/reviews/member/components.ts';

export const remove = command({
  name: 'remove',
  acknowledgement: 'private',
  options: {
    person: { kind: 'person', required: true },
    film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle },
    club: clubOption,
  },
  run: inClub('reviews remove', (asked, { person, film }, club) => removeCalled(asked, club, person, film)),
});
