import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { discussedOption, inItsClub, remove as removeFrom } from '../../src/features/discussions/keeping/components.ts';

export const remove = command({
  name: 'remove',
  acknowledgement: 'private',
  options: { person: { kind: 'person', required: true }, film: discussedOption, club: clubOption },
  run: inItsClub(inClub('discuss remove', (asked, { person, film }, club) => removeFrom(asked, club, person, film))),
});
