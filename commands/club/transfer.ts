import { command } from '../../src/discord/command.ts';
import { sentence } from '../../src/discord/message.ts';
import { keyOf, transferClub } from '../../src/features/clubs/clubs.ts';
import { requirePerson } from '../../src/features/clubs/components.ts';
import { transferredWords } from '../../src/features/clubs/messages.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';

export const transfer = command({
  name: 'transfer',
  acknowledgement: 'public',
  options: { to: { kind: 'person', required: true }, club: clubOption },
  run: inClub('club transfer', async (asked, { to }, club) => {
    const { app, locale } = asked;
    await requirePerson(asked, to);
    await app.db.transaction((tx) => transferClub(tx, keyOf(club), asked, to, app.now()));
    return sentence(transferredWords(locale, club, to));
  }),
});
