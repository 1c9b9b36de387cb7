import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Message } from '../../discord/message.ts';
import { route } from '../../discord/routes.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import type { ClubView } from './marks.ts';
import { HALF_STARS, stars, starsLabel } from './rules.ts';

export const seenRoute = route('marks/seen/:filmId');
export const unseenRoute = route('marks/unseen/:filmId');
export const rateRoute = route('marks/rate/:filmId');
export const clubRoute = route('marks/club/:filmId');

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** "I've seen it", for any message about a film. */
export function seenButton(locale: Locale, filmId: string): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: text(locale, 'card.seen'),
    custom_id: seenRoute.build({ filmId }),
  };
}

/** "Our club", for any message about a film: answered privately. */
export function clubButton(locale: Locale, filmId: string): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Primary,
    label: text(locale, 'card.our-club'),
    custom_id: clubRoute.build({ filmId }),
  };
}

/** What a member has said of a film, with the select to rate it and the way back. */
export function markMessage(locale: Locale, filmId: string, said: Safe, halfStars: number | undefined): Message {
  return {
    components: [
      { type: ComponentType.TextDisplay, content: said.markdown },
      rateSelect(locale, filmId, halfStars),
      undoRow(locale, filmId),
    ],
  };
}

/** The club's view of a film, for one member alone. */
export function clubMessage(locale: Locale, film: Safe, view: ClubView): Message {
  const lines = [
    say(locale, 'club.seen', { count: view.seen }),
    ...(view.youSeen ? [say(locale, 'club.you-seen')] : []),
    say(locale, 'club.ratings', { count: view.rated, average: view.average ?? 0 }),
    ...(view.yours === undefined ? [] : [say(locale, 'club.yours', { stars: stars(view.yours) })]),
  ];
  const heading = safe`### ${say(locale, 'club.title', { film })}`;
  return { components: [{ type: ComponentType.TextDisplay, content: join([heading, ...lines], '\n').markdown }] };
}

function rateSelect(locale: Locale, filmId: string, chosen: number | undefined): Row {
  const options = HALF_STARS.map((halfStars) => ({
    label: text(locale, 'marks.rate.stars', { count: stars(halfStars) > 1 ? 2 : 1, label: starsLabel(halfStars) }),
    value: String(halfStars),
    default: halfStars === chosen,
  }));
  const custom_id = rateRoute.build({ filmId });
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id, placeholder: text(locale, 'marks.rate'), options }],
  };
}

function undoRow(locale: Locale, filmId: string): Row {
  const custom_id = unseenRoute.build({ filmId });
  return {
    type: ComponentType.ActionRow,
    components: [
      { type: ComponentType.Button, style: ButtonStyle.Secondary, label: text(locale, 'marks.undo'), custom_id },
    ],
  };
}
