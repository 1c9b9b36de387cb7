import { command } from '../src/discord/command.ts';
import { clubOption, inClub } from '../src/features/clubs/which.ts';
import { listOf } from '../src/features/nominations/list/list.ts';
import { listMessage } from '../src/features/nominations/list/messages.ts';

export const nominations = command({
  name: 'nominations',
  acknowledgement: 'private',
  options: { club: clubOption },
  run: inClub('nominations', async (asked, _, club) =>
    listMessage(asked.locale, await listOf(asked.app.db, club, asked, asked.app.now())),
  ),
});
