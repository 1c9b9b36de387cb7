import type { APIButtonComponent } from 'discord.js';
import type { Message } from '../../../discord/message.ts';
import { button, display, selectRow } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../../texts/texts.ts';
import { filmLabel, filmName } from '../../films/messages.ts';
import { nameIn } from '../rules.ts';
import type { Near, Reason } from './rules.ts';
import type { Similar } from './similar.ts';

export const similarRoute = route('card/similar/:filmId');

const SHOWN = { title: 100, name: 60, people: 2, genres: 3 };

/** "More like this", for a film's card; answered privately, since it depends on what the person has seen. */
export function similarButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'similar.button'), similarRoute.build({ filmId }));
}

/** The films near another with the reason for each, and a select that opens their cards. @param open what it sends. */
export function similarMessage(locale: Locale, { film, near }: Similar, open: string): Message {
  const named = { film: filmName(film) };
  if (near.length === 0) return { components: [display(say(locale, 'similar.none', named))] };
  const lines = [safe`### ${say(locale, 'similar.title', named)}`, ...near.map((one) => nearLine(locale, one))];
  const options = near.map((one) => ({ label: filmLabel(one), value: one.id }));
  return { components: [display(join(lines, '\n')), selectRow(text(locale, 'similar.open'), open, options)] };
}

function nearLine(locale: Locale, { title, year, reasons }: Near): Safe {
  const name = filmName({ title: label(title, SHOWN.title), year });
  return join([name, ...reasons.map((reason) => reasonWords(locale, reason))], ' · ');
}

function reasonWords(locale: Locale, reason: Reason): Safe {
  if (reason.kind === 'together') return say(locale, 'similar.together', { count: reason.count });
  if (reason.kind === 'genres') {
    const genres = reason.genres.slice(0, SHOWN.genres).map((genre) => text(locale, `genre.${genre}` as TextKey));
    return say(locale, 'similar.genres', { genres: genres.join(', ') });
  }
  const names = reason.people.slice(0, SHOWN.people).map((one) => label(nameIn(locale, one), SHOWN.name));
  return say(locale, reason.kind === 'director' ? 'similar.by' : 'similar.with', { names: names.join(', ') });
}
