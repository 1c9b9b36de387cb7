import { command } from '../../src/discord/command.ts';
import { clubOption } from '../../src/features/clubs/which.ts';
import { pollOption } from '../../src/features/polls/components.ts';
import { closeDone } from '../../src/features/polls/messages.ts';
import { choosePoll, closePoll } from '../../src/features/polls/polls.ts';
import { inPoll } from './which.ts';

export const close = command({
  name: 'close',
  acknowledgement: 'private',
  options: {
    poll: pollOption,
    club: clubOption,
  },
  run: inPoll('poll close', async (asked, { poll }, club) => {
    const { id } = await choosePoll(asked.app.db, club, poll, 'open');
    return closeDone(asked.locale, await closePoll(asked.app, { guildId: asked.guildId, pollId: id }, asked));
  }),
});
