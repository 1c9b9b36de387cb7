import type { APIMessageTopLevelComponent, APISelectMenuOption } from 'discord.js';
import type { Message } from '../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { moment } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import { filmLabel } from '../films/messages.ts';
import type { Kept, Saved, View } from './letterboxd.ts';
import { MOST_PARTS, type Part } from './proposal.ts';
import type { PartView } from './view.ts';

export const filmRoute = route('letterboxd/film/:importId/:at');
export const partsRoute = route('letterboxd/parts/:importId');
export const saveRoute = route('letterboxd/save/:importId');
export const cancelRoute = route('letterboxd/cancel/:importId');
export const undoRoute = route('letterboxd/undo/:importId');

/** What a select sends for a film that is not among those offered. */
export const NONE = 'none';

const SHOWN = { unknown: 12, title: 60, option: 100, options: 25, placeholder: 150 };
const NAMED = {
  watchlist: 'letterboxd.part.watchlist',
  ratings: 'letterboxd.part.ratings',
  reviews: 'letterboxd.part.reviews',
  seen: 'letterboxd.part.seen',
} as const satisfies Record<Part, TextKey>;

/** What an export comes to, for its member alone, before anything is kept. */
export function proposalMessage(locale: Locale, view: View): Message {
  const { importId, club, films, certain, uncertain, unknown, unrated, parts } = view;
  const news = parts.some(({ chosen, fresh }) => chosen && fresh > 0);
  const lines = [
    safe`### ${say(locale, 'letterboxd.found', { count: films })}`,
    say(locale, 'letterboxd.found.how', { certain, uncertain, unknown: unknown.length }),
    ...unknownLine(locale, unknown),
    ...(uncertain > 0 ? [say(locale, 'letterboxd.undecided', { count: uncertain })] : []),
    ...(unrated > 0 ? [say(locale, 'letterboxd.unrated', { count: unrated })] : []),
    say(locale, 'letterboxd.who-reads', { club }),
    say(locale, news ? 'letterboxd.nothing-yet' : 'letterboxd.nothing-new'),
  ];
  return {
    components: [
      display(join(lines, '\n')),
      ...partSelect(locale, view),
      ...filmSelect(locale, view),
      buttonRow(
        ...(news ? [button(text(locale, 'import.save'), saveRoute.build({ importId }), { primary: true })] : []),
        button(text(locale, 'import.cancel'), cancelRoute.build({ importId })),
      ),
    ],
  };
}

function unknownLine(locale: Locale, unknown: View['unknown']): Safe[] {
  if (unknown.length === 0) return [];
  const titles = unknown.slice(0, SHOWN.unknown).map((film) => filmLabel(film, SHOWN.title));
  const rest = unknown.length > SHOWN.unknown ? ['…'] : [];
  return [safe`-# ${say(locale, 'letterboxd.unknown', { films: [...titles, ...rest].join(', ') })}`];
}

function partSelect(locale: Locale, { importId, parts }: View): APIMessageTopLevelComponent[] {
  const options = parts.slice(0, MOST_PARTS).map((part) => partOption(locale, part));
  if (options.length === 0) return [];
  const range = { min: 0, max: options.length };
  return [selectRow(text(locale, 'letterboxd.parts'), partsRoute.build({ importId }), options, range)];
}

function partOption(locale: Locale, { part, own, name, count, fresh, chosen }: PartView): APISelectMenuOption {
  const words = own
    ? text(locale, NAMED[own])
    : text(locale, 'letterboxd.part.list', { name: label(name, SHOWN.title) });
  const description = text(locale, 'letterboxd.part.count', { count, fresh });
  return { label: label(words, SHOWN.option), value: part, description, default: chosen };
}

function filmSelect(locale: Locale, { importId, next }: View): APIMessageTopLevelComponent[] {
  if (!next) return [];
  const placeholder = text(locale, 'letterboxd.which', { film: filmLabel(next.entry, SHOWN.title) });
  const options = [
    ...next.entry.choices.map((film) => ({ label: filmLabel(film), value: film.id })),
    { label: text(locale, 'letterboxd.none-of-these'), value: NONE },
  ];
  const customId = filmRoute.build({ importId, at: String(next.index) });
  return [selectRow(label(placeholder, SHOWN.placeholder), customId, options.slice(-SHOWN.options))];
}

/** What was kept, with the way back. */
export function savedMessage(locale: Locale, importId: string, { wishes, seen, ratings, reviews }: Saved): Message {
  const words = say(locale, 'letterboxd.saved', { wishes, seen, ratings, reviews });
  const undo = button(text(locale, 'import.undo'), undoRoute.build({ importId }));
  const isNothing = wishes + seen + ratings + reviews === 0;
  return {
    components: isNothing ? [display(say(locale, 'letterboxd.nothing-new'))] : [display(words), buttonRow(undo)],
  };
}

/** How to get an export, and what was imported last, which can still be taken back. */
export function aboutMessage(locale: Locale, last: Kept | undefined): Message {
  const how = display(say(locale, 'letterboxd.how'));
  if (!last) return { components: [how] };
  const words = say(locale, 'letterboxd.last', { when: moment(last.keptAt, 'f'), count: last.count });
  const undo = button(text(locale, 'import.undo'), undoRoute.build({ importId: last.importId }));
  return { components: [how, display(words), buttonRow(undo)] };
}
