import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { nightOption } from '../../src/features/screenings/list/components.ts';
import { cancelledWords } from '../../src/features/screenings/messages.ts';
import { cancelScreening, chooseNight } from '../../src/features/screenings/screenings.ts';

export const cancel = command({
  name: 'cancel',
  acknowledgement: 'private',
  options: { night: nightOption, club: clubOption },
  run: inClub('screening cancel', async (asked, { night }, club) => {
    const { app, guildId, locale } = asked;
    const { id: screeningId } = await chooseNight(app.db, club, night);
    const key = { guildId, screeningId };
    return cancelledWords(locale, await app.db.transaction((tx) => cancelScreening(tx, app, key, asked)));
  }),
});
