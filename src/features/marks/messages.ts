import type { APIButtonComponent } from 'discord.js';
import type { Message } from '../../discord/message.ts';
import { button, buttonRow, display, type SelectRow, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import type { ClubView } from './marks.ts';
import { HALF_STARS, stars, starsLabel } from './rules.ts';

export const seenRoute = route('marks/seen/:filmId');
/** Answered by the discussions, which whoever takes it back is put out of. */
export const unseenRoute = route('marks/unseen/:filmId');
export const rateRoute = route('marks/rate/:filmId');
export const clubRoute = route('marks/club/:filmId');

/** "I've seen it", for any message about a film. */
export function seenButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'card.seen'), seenRoute.build({ filmId }));
}

/** "Our club", for any message about a film: answered privately. */
export function clubButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'card.our-club'), clubRoute.build({ filmId }), { primary: true });
}

/** What a member has said of a film, with the select to rate it and the way back. */
export function markMessage(locale: Locale, filmId: string, said: Safe, halfStars: number | undefined): Message {
  const undo = button(text(locale, 'marks.undo'), unseenRoute.build({ filmId }));
  return { components: [display(said), rateSelect(locale, filmId, halfStars), buttonRow(undo)] };
}

/** The club's view of a film, for one member alone. */
export function clubMessage(locale: Locale, film: Safe, view: ClubView): Message {
  const lines = [
    say(locale, 'club.seen', { count: view.seen }),
    ...(view.youSeen ? [say(locale, 'club.you-seen')] : []),
    say(locale, 'club.ratings', { count: view.rated, average: view.average ?? 0 }),
    ...(view.yours === undefined ? [] : [say(locale, 'club.yours', { stars: stars(view.yours) })]),
  ];
  return { components: [display(join([safe`### ${say(locale, 'club.title', { film })}`, ...lines], '\n'))] };
}

function rateSelect(locale: Locale, filmId: string, chosen: number | undefined): SelectRow {
  const options = HALF_STARS.map((halfStars) => ({
    label: text(locale, 'marks.rate.stars', { count: stars(halfStars) > 1 ? 2 : 1, label: starsLabel(halfStars) }),
    value: String(halfStars),
    default: halfStars === chosen,
  }));
  return selectRow(text(locale, 'marks.rate'), rateRoute.build({ filmId }), options);
}
