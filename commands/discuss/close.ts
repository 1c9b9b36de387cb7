import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import {
  close as closeDiscussion,
  discussedOption,
  inItsClub,
} from '../../src/features/discussions/keeping/components.ts';

export const close = command({
  name: 'close',
  acknowledgement: 'private',
  options: { film: discussedOption, club: clubOption },
  run: inItsClub(inClub('discuss close', (asked, { film }, club) => closeDiscussion(asked, club, film))),
});
