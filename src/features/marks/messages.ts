import type { APIButtonComponent } from 'discord.js';
import type { Message } from '../../discord/message.ts';
import { button, buttonRow, display, type SelectRow, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import type { Safe } from '../../lib/safe.ts';
import { type Locale, text } from '../../texts/texts.ts';
import { HALF_STARS, stars, starsLabel } from './rules.ts';

export const seenRoute = route('marks/seen/:filmId');
/** Answered by the discussions, which whoever takes it back is put out of. */
export const unseenRoute = route('marks/unseen/:filmId');
export const rateRoute = route('marks/rate/:filmId');

/** "I've seen it", for any message about a film. */
export function seenButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'card.seen'), seenRoute.build({ filmId }));
}

/** What a member has said of a film, with the select to rate it and the way back. */
export function markMessage(locale: Locale, filmId: string, said: Safe, halfStars: number | undefined): Message {
  const undo = button(text(locale, 'marks.undo'), unseenRoute.build({ filmId }));
  return { components: [display(said), rateSelect(locale, filmId, halfStars), buttonRow(undo)] };
}

/** A rating in words: "4½ stars". */
export function starsWords(locale: Locale, halfStars: number): string {
  return text(locale, 'marks.rate.stars', { count: stars(halfStars) > 1 ? 2 : 1, label: starsLabel(halfStars) });
}

function rateSelect(locale: Locale, filmId: string, chosen: number | undefined): SelectRow {
  const options = HALF_STARS.map((halfStars) => ({
    label: starsWords(locale, halfStars),
    value: String(halfStars),
    default: halfStars === chosen,
  }));
  return selectRow(text(locale, 'marks.rate'), rateRoute.build({ filmId }), options);
}
