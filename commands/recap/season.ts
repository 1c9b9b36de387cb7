import { command } from '../../src/discord/command.ts';
import { keyOf } from '../../src/features/clubs/clubs.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { writeSeason } from '../../src/features/recaps/jobs.ts';
import { YEARS, yearOf } from '../../src/features/recaps/recaps.ts';

export const season = command({
  name: 'season',
  acknowledgement: 'public',
  options: {
    year: { kind: 'number', required: false, ...YEARS },
    club: clubOption,
  },
  run: inClub('recap season', ({ app, locale }, { year }, club) =>
    writeSeason(app, locale, keyOf(club), year ?? yearOf(app.now(), club.zone)),
  ),
});
