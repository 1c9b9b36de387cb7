import { command } from '../../src/discord/command.ts';
import { BOUNDS } from '../../src/features/clubs/settings.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { endFrom, votersWith } from '../../src/features/polls/components.ts';
import { openDone } from '../../src/features/polls/messages.ts';
import { openPoll } from '../../src/features/polls/polls.ts';

export const open = command({
  name: 'open',
  acknowledgement: 'private',
  options: {
    method: { kind: 'choice', required: false, choices: ['approval', 'ranked', 'single', 'native'] },
    closes: { kind: 'text', required: false, maxLength: 100 },
    quorum: { kind: 'number', required: false, ...BOUNDS.quorum },
    coming: { kind: 'flag', required: false },
    role: { kind: 'role', required: false },
    club: clubOption,
  },
  run: inClub('poll open', async (asked, { method, closes, quorum, coming, role }, club) => {
    const poll = await openPoll(asked.app, club, asked, {
      method,
      quorum,
      closesAt: endFrom(asked, closes, club),
      eligible: coming ? 'coming' : undefined,
      roleId: role,
      voters: role ? await votersWith(asked.app, club, role) : undefined,
    });
    return openDone(asked.locale, poll);
  }),
});
