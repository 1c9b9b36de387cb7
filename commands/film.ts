import { command } from '../src/discord/command.ts';
import { findCard } from '../src/features/card/card.ts';
import { completeTitle } from '../src/features/card/components.ts';
import { cardMessage, suggestionsMessage } from '../src/features/card/messages.ts';

/** The longest text Discord lets anybody type. */
const LONGEST = 6000;

export const film = command({
  name: 'film',
  acknowledgement: 'public',
  options: { title: { kind: 'text', required: true, maxLength: LONGEST, complete: completeTitle } },
  run: async ({ app, guildId, locale }, { title }) => {
    const found = await findCard(app.db, { text: title, guildId });
    return found.kind === 'card'
      ? cardMessage(locale, found.card)
      : suggestionsMessage(locale, title, found.suggestions);
  },
});
