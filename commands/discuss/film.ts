import { command } from '../../src/discord/command.ts';
import { completeTitle } from '../../src/features/card/components.ts';
import { clubOption, inClub, LONGEST } from '../../src/features/clubs/which.ts';
import { discussText } from '../../src/features/discussions/components.ts';

export const film = command({
  name: 'film',
  acknowledgement: 'public',
  options: {
    film: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle },
    club: clubOption,
  },
  run: inClub('discuss film', (asked, given, club) => discussText(asked, club, given.film)),
});
