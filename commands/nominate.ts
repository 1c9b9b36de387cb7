import { command } from '../src/discord/command.ts';
import { completeTitle } from '../src/features/card/components.ts';
import { clubOption, inClub } from '../src/features/clubs/which.ts';
import { nominateText } from '../src/features/nominations/components.ts';

/** The longest text Discord lets anybody type: what is too long gets a sentence instead of a box that takes no more. */
const LONGEST = 6000;

export const nominate = command({
  name: 'nominate',
  acknowledgement: 'public',
  options: {
    film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle },
    pitch: { kind: 'text', required: false, maxLength: LONGEST },
    club: clubOption,
  },
  run: inClub('nominate', (asked, { film, pitch }, club) => nominateText(asked, club, film, pitch)),
});
