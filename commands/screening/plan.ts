import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { clubOption, inClub, LONGEST } from '../../src/features/clubs/which.ts';
import { planText } from '../../src/features/screenings/drafts/components.ts';

export const plan = command({
  name: 'plan',
  acknowledgement: 'private',
  options: {
    film: { kind: 'text', required: false, maxLength: LONGEST, complete: completeTitle },
    when: { kind: 'text', required: false, maxLength: LONGEST },
    place: { kind: 'text', required: false, maxLength: LONGEST },
    channel: { kind: 'channel', required: false },
    club: clubOption,
  },
  run: inClub('screening plan', (asked, { club: _, ...given }, club) => planText(asked, club, given)),
});
