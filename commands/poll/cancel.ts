import { command } from '../../src/discord/command.ts';
import { sentence } from '../../src/discord/message.ts';
import { clubOption } from '../../src/features/clubs/which.ts';
import { pollOption } from '../../src/features/polls/components.ts';
import { cancelPoll, choosePoll } from '../../src/features/polls/polls.ts';
import { say } from '../../src/texts/texts.ts';
import { inPoll } from './which.ts';

export const cancel = command({
  name: 'cancel',
  acknowledgement: 'private',
  options: {
    poll: pollOption,
    club: clubOption,
  },
  run: inPoll('poll cancel', async (asked, { poll }, club) => {
    const { id } = await choosePoll(asked.app.db, club, poll, 'open');
    const { number } = await cancelPoll(asked.app, { guildId: asked.guildId, pollId: id }, asked);
    return sentence(say(asked.locale, 'polls.cancel.done', { number }));
  }),
});
