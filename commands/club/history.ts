import { command } from '../../src/discord/command.ts';
import { keyOf } from '../../src/features/clubs/clubs.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { historyMessage } from '../../src/features/recaps/history/messages.ts';
import { historyOf } from '../../src/features/recaps/recaps.ts';

export const history = command({
  name: 'history',
  acknowledgement: 'private',
  options: { club: clubOption },
  run: inClub('club history', async ({ app, locale }, _, club) =>
    historyMessage(locale, await historyOf(app.db, keyOf(club))),
  ),
});
