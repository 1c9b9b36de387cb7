import type { Form } from '../../discord/form.ts';
import type { Message } from '../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { mention, moment } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import type { FilmDetails } from '../films/films.ts';
import { filmLabel, filmName } from '../films/messages.ts';
import type { Change, Kind, Made, Pair, Repair } from './repairs.ts';
import { LIMITS } from './rules.ts';

export const moveRoute = route('repairs/move/:fromId/:toId');
export const mergeRoute = route('repairs/merge/:fromId/:toId');
export const cancelRoute = route('repairs/cancel');
export const correctRoute = route('repairs/correct/:filmId');
export const undoRoute = route('repairs/undo/:repairId');
export const pickRoute = route('repairs/pick');

/** Ten repairs fit one message, whatever has to be escaped in them. */
const SHOWN = { title: 45, option: 100, name: 60, fact: 100, listed: 40, changes: 60 };
const ASK = { move: 'repairs.move.ask', merge: 'repairs.merge.ask' } as const;
const DO = { move: 'repairs.move.do', merge: 'repairs.merge.do' } as const;
const DONE = { move: 'repairs.moved', merge: 'repairs.merged', correct: 'repairs.corrected' } as const;
const FACT = {
  title: 'repairs.form.title',
  original: 'repairs.form.original',
  year: 'repairs.form.year',
  runtime: 'repairs.form.runtime',
  directors: 'repairs.fact.directors',
} as const satisfies Record<Change['fact'], TextKey>;
/** What hangs on a film, by its table, in the order in which it is said. */
const COUNTED = {
  ratings: 'repairs.count.ratings',
  member_reviews: 'repairs.count.reviews',
  seen_marks: 'repairs.count.seen',
  nominations: 'repairs.count.nominations',
  rounds: 'repairs.count.rounds',
  screenings: 'repairs.count.screenings',
  discussions: 'repairs.count.discussions',
  watchlist: 'repairs.count.watchlist',
  critic_reviews: 'repairs.count.critics',
} as const satisfies Record<string, TextKey>;

/** What would move, and by which rules, before anything does. */
export function askMessage(locale: Locale, kind: Kind, { from, to }: Pair, counts: Record<string, number>): Message {
  const ids = { fromId: from.id, toId: to.id };
  const lines = [
    safe`### ${say(locale, ASK[kind], { from: filmName(from), to: filmName(to) })}`,
    countLine(locale, counts),
    say(locale, 'repairs.rules'),
    ...(kind === 'merge' ? [say(locale, 'repairs.merge.after', { from: filmName(from) })] : []),
  ];
  const customId = (kind === 'move' ? moveRoute : mergeRoute).build(ids);
  return {
    components: [
      display(join(lines, '\n')),
      buttonRow(
        button(text(locale, DO[kind]), customId, { primary: true }),
        button(text(locale, 'import.cancel'), cancelRoute.build({})),
      ),
    ],
  };
}

function countLine(locale: Locale, counts: Record<string, number>): Safe {
  const said = Object.entries(COUNTED).flatMap(([name, key]) => {
    const count = counts[name] ?? 0;
    return count > 0 ? [say(locale, key, { count })] : [];
  });
  return said.length === 0
    ? say(locale, 'repairs.count.none')
    : say(locale, 'repairs.count', { things: join(said, ', ') });
}

/** That a repair was made, with the way back. */
export function madeMessage(locale: Locale, kind: Repair['kind'], made: Made): Message {
  const { repairId, fromName, toName, changed } = made;
  const words = [
    say(locale, DONE[kind], { from: fromName, to: toName }),
    ...changed.map((one) => safe`- ${changeWords(locale, one, SHOWN.fact)}`),
  ];
  return {
    components: [
      display(join(words, '\n')),
      buttonRow(button(text(locale, 'repairs.undo'), undoRoute.build({ repairId }))),
    ],
  };
}

/** "Year: 2018 → 2017". */
function changeWords(locale: Locale, { fact, before, after }: Change, limit: number): string {
  const shown = (value: string) => label(value, limit) || text(locale, 'repairs.fact.none');
  return text(locale, 'repairs.fact', { fact: text(locale, FACT[fact]), before: shown(before), after: shown(after) });
}

/** The latest repairs, with a select to undo one. */
export function listMessage(locale: Locale, repairs: readonly Repair[]): Message {
  if (repairs.length === 0) return { components: [display(say(locale, 'repairs.none'))] };
  const lines = repairs.map((one) => {
    const changed = one.changed.map((change) => changeWords(locale, change, SHOWN.listed)).join(', ');
    const names = { from: label(one.fromName, SHOWN.listed), to: label(one.toName, SHOWN.listed) };
    const words = say(locale, DONE[one.kind], names);
    const parts = [
      words,
      ...(changed ? [label(changed, SHOWN.changes)] : []),
      mention(one.userId),
      moment(one.madeAt, 'f'),
    ];
    return safe`- ${join([...parts, ...(one.undoneAt ? [say(locale, 'repairs.was-undone')] : [])], ' · ')}`;
  });
  const options = repairs
    .filter(({ undoneAt }) => undoneAt === null)
    .map(({ id, fromName, toName }) => ({
      label: label(`${label(fromName, SHOWN.title)} → ${label(toName, SHOWN.title)}`, SHOWN.option),
      value: id,
    }));
  return {
    components: [
      display(join([safe`### ${say(locale, 'repairs.list')}`, ...lines], '\n')),
      ...(options.length > 0 ? [selectRow(text(locale, 'repairs.pick'), pickRoute.build({}), options)] : []),
    ],
  };
}

/** The form that corrects a film's facts, filled with what is known. */
export function correctForm(locale: Locale, film: FilmDetails): Form {
  const line = (id: string, key: TextKey, value: string | null, maxLength: number, required = false) =>
    ({ kind: 'line', id, label: text(locale, key), required, maxLength, ...(value ? { value } : {}) }) as const;
  const names = film.directors.map(({ name }) => name).join(', ');
  const written = (number: number | null) => (number === null ? null : String(number));
  return {
    title: label(text(locale, 'repairs.form', { film: filmLabel(film, SHOWN.name) }), SHOWN.title),
    customId: correctRoute.build({ filmId: film.id }),
    fields: [
      line('title', 'repairs.form.title', film.title.slice(0, LIMITS.title), LIMITS.title, true),
      line('original', 'repairs.form.original', film.originalTitle, LIMITS.title),
      line('year', 'repairs.form.year', written(film.year), LIMITS.number),
      line('runtime', 'repairs.form.runtime', written(film.runtimeMinutes), LIMITS.number),
      line('directors', 'repairs.form.directors', names.slice(0, LIMITS.directors), LIMITS.directors),
    ],
  };
}
