import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { completeNight } from '../../src/features/recaps/components.ts';
import { writeNight } from '../../src/features/recaps/jobs.ts';
import { nightMeant } from '../../src/features/recaps/recaps.ts';

export const night = command({
  name: 'night',
  acknowledgement: 'public',
  options: {
    film: { kind: 'text', required: false, maxLength: 200, complete: completeNight },
    club: clubOption,
  },
  run: inClub('recap night', async ({ app, locale }, { film }, club) =>
    writeNight(app, locale, await nightMeant(app.db, club, film)),
  ),
});
