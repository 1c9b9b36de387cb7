import { command } from '../src/discord/command.ts';
import { completeTitle } from '../src/features/card/components.ts';
import { showFilm } from '../src/features/card/looking/components.ts';

/** The longest text Discord lets anybody type. */
const LONGEST = 6000;

export const film = command({
  name: 'film',
  acknowledgement: 'public',
  options: { title: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle } },
  run: (asked, { title }) => showFilm(asked, title),
});
