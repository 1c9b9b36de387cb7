import { command } from '../../src/discord/command.ts';
import { clubOption } from '../../src/features/clubs/which.ts';
import { pollOption, standing } from '../../src/features/polls/components.ts';
import { choosePoll } from '../../src/features/polls/polls.ts';
import { inPoll } from './which.ts';

export const status = command({
  name: 'status',
  acknowledgement: 'private',
  options: {
    poll: pollOption,
    club: clubOption,
  },
  run: inPoll('poll status', async (asked, { poll }, club) =>
    standing(asked, club, await choosePoll(asked.app.db, club, poll, 'any')),
  ),
});
