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
import { PARTS_AT_ONCE, type Part } from './proposal.ts';
import { valuesOf } from './reading/table.ts';
import type { PartView } from './view.ts';

export const filmRoute = route('letterboxd/film/:importId/:at');
export const partsRoute = route('letterboxd/parts/:importId/:at');
export const pageRoute = route('letterboxd/page/:importId/:at');
export const saveRoute = route('letterboxd/save/:importId');
export const cancelRoute = route('letterboxd/cancel/:importId');
export const undoRoute = route('letterboxd/undo/:importId');

/** What a select sends for a film that is not among those offered. */
export const NONE = 'none';

const SHOWN = { unknown: 12, faults: 3, files: 5, undecided: 3, title: 60, option: 100, options: 25, placeholder: 150 };
const NAMED = {
  watchlist: 'letterboxd.part.watchlist',
  ratings: 'letterboxd.part.ratings',
  reviews: 'letterboxd.part.reviews',
  seen: 'letterboxd.part.seen',
} as const satisfies Record<Part, TextKey>;
const LISTED = { watchlist: 'letterboxd.part.list', seen: 'letterboxd.part.list.seen' } as const;

/** What an export comes to, for its member alone, before anything is kept. */
export function proposalMessage(locale: Locale, view: View): Message {
  const { importId, club, films, certain, uncertain, unknown, unrated, parts } = view;
  const news = parts.some(({ chosen, fresh }) => chosen && fresh > 0);
  const isOpen = parts.some(({ fresh }) => fresh > 0) && !parts.some(({ chosen }) => chosen);
  const lines = [
    safe`### ${say(locale, 'letterboxd.found', { count: films })}`,
    say(locale, 'letterboxd.found.how', { certain, uncertain, unknown: unknown.length }),
    ...unknownLine(locale, unknown),
    ...skippedLines(locale, view),
    ...(uncertain > 0 ? [say(locale, 'letterboxd.undecided', { count: uncertain })] : []),
    ...undecidedLine(locale, view),
    ...(unrated > 0 ? [say(locale, 'letterboxd.unrated', { count: unrated })] : []),
    ...pageLine(locale, view),
    say(locale, 'letterboxd.who-reads', { club }),
    say(locale, news ? 'letterboxd.nothing-yet' : isOpen ? 'letterboxd.nothing-chosen' : 'letterboxd.nothing-new'),
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
  const films = listed(unknown, SHOWN.unknown, (film) => filmLabel(film, SHOWN.title));
  return [safe`-# ${say(locale, 'letterboxd.unknown', { films })}`];
}

function skippedLines(locale: Locale, { skipped }: View): Safe[] {
  if (skipped.length === 0) return [];
  const rest = skipped.slice(SHOWN.faults);
  const files = listed(rest, SHOWN.files, ({ file }) => file);
  return [
    say(locale, 'letterboxd.skipped', { count: skipped.length }),
    ...skipped.slice(0, SHOWN.faults).map((one) => safe`-# ${say(locale, one.fault, valuesOf(one))}`),
    ...(rest.length > 0 ? [safe`-# ${say(locale, 'letterboxd.skipped.more', { files })}`] : []),
  ];
}

function undecidedLine(locale: Locale, { undecided }: View): Safe[] {
  if (undecided.length === 0) return [];
  const lists = listed(undecided, SHOWN.undecided, (name) => label(name, SHOWN.title));
  return [say(locale, 'letterboxd.unsure', { count: undecided.length, lists })];
}

function pageLine(locale: Locale, { parts, page, pages }: View): Safe[] {
  if (pages < 2) return [];
  const chosen = parts.filter((part) => part.chosen).length;
  return [say(locale, 'letterboxd.pages', { page: page + 1, pages, count: parts.length, chosen })];
}

function listed<One>(all: readonly One[], most: number, words: (one: One) => string): string {
  return [...all.slice(0, most).map(words), ...(all.length > most ? ['…'] : [])].join(', ');
}

function partSelect(locale: Locale, { importId, parts, page, pages }: View): APIMessageTopLevelComponent[] {
  const shown = parts.slice(page * PARTS_AT_ONCE, (page + 1) * PARTS_AT_ONCE);
  if (shown.length === 0) return [];
  const options = shown.map((part) => partOption(locale, part));
  const range = { min: 0, max: options.length };
  const to = (at: number) => pageRoute.build({ importId, at: String(at) });
  const turns = [
    ...(page > 0 ? [button(text(locale, 'reviews.previous'), to(page - 1))] : []),
    ...(page < pages - 1 ? [button(text(locale, 'reviews.next'), to(page + 1))] : []),
  ];
  return [
    selectRow(text(locale, 'letterboxd.parts'), partsRoute.build({ importId, at: String(page) }), options, range),
    ...(turns.length > 0 ? [buttonRow(...turns)] : []),
  ];
}

function partOption(locale: Locale, { part, what, count, fresh, chosen }: PartView): APISelectMenuOption {
  const words =
    'own' in what
      ? text(locale, NAMED[what.own])
      : text(locale, LISTED[what.as], { name: label(what.list, SHOWN.title) });
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
