import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { revealDone } from '../../src/features/reviews/reveal/messages.ts';
import { reveal as revealRatings, roundToReveal } from '../../src/features/reviews/reveal/reveal.ts';

export const reveal = command({
  name: 'reveal',
  acknowledgement: 'private',
  options: { club: clubOption },
  run: inClub('reviews reveal', async (asked, _, club) => {
    const { id: roundId } = await roundToReveal(asked.app.db, club);
    return revealDone(asked.locale, club, await revealRatings(asked.app, { guildId: asked.guildId, roundId }, asked));
  }),
});
