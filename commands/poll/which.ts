import type { Form } from '../../src/discord/form.ts';
import type { Answer, Asked } from '../../src/discord/handler.ts';
import type { Club } from '../../src/features/clubs/clubs.ts';
import { inClub } from '../../src/features/clubs/which.ts';
import { findPoll } from '../../src/features/polls/polls.ts';
import { isId } from '../../src/lib/ids.ts';

type AboutPoll = { readonly poll: string | undefined; readonly club: string | undefined };

/** The handler of a command about a poll: one that was chosen from the list says by itself which club is meant. */
export function inPoll<Given extends AboutPoll>(
  name: string,
  run: (asked: Asked, given: Given, club: Club) => Promise<Answer>,
): (asked: Asked, given: Given) => Promise<Answer | Form> {
  const handle = inClub(name, run);
  return async (asked, given) => {
    const { app, guildId } = asked;
    const poll = isId(given.poll) && !given.club ? await findPoll(app.db, { guildId, pollId: given.poll }) : undefined;
    return handle(asked, poll ? { ...given, club: poll.clubId } : given);
  };
}
