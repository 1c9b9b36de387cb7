import { command } from '../../src/discord/command.ts';
import { sentence } from '../../src/discord/message.ts';
import { leaveClub } from '../../src/features/clubs/clubs.ts';
import { leftWords } from '../../src/features/clubs/messages.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';

export const leave = command({
  name: 'leave',
  acknowledgement: 'private',
  options: { club: clubOption },
  run: inClub('club leave', async ({ app, locale, userId }, _, club) =>
    sentence(leftWords(locale, club, await leaveClub(app, club, userId))),
  ),
});
