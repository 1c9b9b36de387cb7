import { command } from '../../src/discord/command.ts';
import { keyOf } from '../../src/features/clubs/clubs.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { statsMessage } from '../../src/features/recaps/history/messages.ts';
import { statsOf } from '../../src/features/recaps/recaps.ts';

export const stats = command({
  name: 'stats',
  acknowledgement: 'private',
  options: { club: clubOption },
  run: inClub('club stats', async ({ app, locale }, _, club) =>
    statsMessage(locale, await statsOf(app.db, keyOf(club)), app.now()),
  ),
});
