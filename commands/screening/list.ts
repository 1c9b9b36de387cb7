import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { nightsList } from '../../src/features/screenings/list/components.ts';

export const list = command({
  name: 'list',
  acknowledgement: 'private',
  options: { club: clubOption },
  run: inClub('screening list', (asked, _, club) => nightsList(asked, club)),
});
