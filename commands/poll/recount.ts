import { command } from '../../src/discord/command.ts';
import { clubOption } from '../../src/features/clubs/which.ts';
import { pollOption, recounted } from '../../src/features/polls/components.ts';
import { choosePoll } from '../../src/features/polls/polls.ts';
import { inPoll } from './which.ts';

export const recount = command({
  name: 'recount',
  acknowledgement: 'private',
  options: {
    poll: pollOption,
    club: clubOption,
  },
  run: inPoll('poll recount', async (asked, { poll }, club) =>
    recounted(asked, (await choosePoll(asked.app.db, club, poll, 'closed')).id),
  ),
});
