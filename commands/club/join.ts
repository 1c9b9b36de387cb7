import { command } from '../../src/discord/command.ts';
import { sentence } from '../../src/discord/message.ts';
import { joinClub } from '../../src/features/clubs/clubs.ts';
import { joinedWords } from '../../src/features/clubs/messages.ts';
import { completeClub, inClub, LONGEST } from '../../src/features/clubs/which.ts';

export const join = command({
  name: 'join',
  acknowledgement: 'private',
  options: { name: { kind: 'text', required: true, maxLength: LONGEST, complete: completeClub } },
  run: (asked, { name }) =>
    inClub('club join', async ({ app, locale, userId }, _, club) => {
      const isNew = await joinClub(app.db, club, userId, app.now(), locale);
      return sentence(joinedWords(locale, club, isNew));
    })(asked, { club: name }),
});
