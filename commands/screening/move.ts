import { command } from '../../src/discord/command.ts';
import { clubOption, inClub, LONGEST } from '../../src/features/clubs/which.ts';
import { nightFrom } from '../../src/features/screenings/drafts/dates.ts';
import { nightOption } from '../../src/features/screenings/list/components.ts';
import { movedWords } from '../../src/features/screenings/messages.ts';
import { chooseNight, moveScreening } from '../../src/features/screenings/screenings.ts';

export const move = command({
  name: 'move',
  acknowledgement: 'private',
  options: {
    when: { kind: 'text', required: true, maxLength: LONGEST },
    night: nightOption,
    club: clubOption,
  },
  run: inClub('screening move', async (asked, { when, night }, club) => {
    const { app, guildId, locale } = asked;
    const { id: screeningId } = await chooseNight(app.db, club, night);
    const startsAt = await nightFrom(app, when, club);
    const key = { guildId, screeningId };
    return movedWords(locale, await app.db.transaction((tx) => moveScreening(tx, app, key, asked, startsAt)));
  }),
});
