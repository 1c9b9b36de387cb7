import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Form } from '../../../discord/form.ts';
import type { Message } from '../../../discord/message.ts';
import { type ButtonRow, button, buttonRow, display } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { mention } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { barLines, curtain, ownBars } from '../../../spoilers/markup.ts';
import { type Locale, say, type TextKey, text } from '../../../texts/texts.ts';
import { HALF_STARS, stars, starsLabel } from '../../marks/marks.ts';
import { seenButton, starsWords } from '../../marks/messages.ts';
import { type Again, LIMITS } from '../rules.ts';
import type { Entry, MembersView } from './member.ts';

export const editRoute = route('reviews/edit/:filmId');
export const writeRoute = route('reviews/write/:filmId');
export const pickRoute = route('reviews/pick');
export const chooseRoute = route('reviews/choose');
export const wholeRoute = route('reviews/whole/:filmId/:by');
export const askDeleteRoute = route('reviews/ask-delete/:filmId');
export const deleteRoute = route('reviews/delete/:filmId');
export const keepRoute = route('reviews/keep/:filmId');

/**
 * Markdown of a page's one review, of three: a Korean character takes three bytes, and Discord fails above 10,170 bytes a
 * message. One review by itself may take more.
 */
const SHOWN = { open: 260, seenWhere: 120, hidden: 400, whole: 2_600, raters: 15, title: 45 };

const AGAIN_SAID = {
  yes: 'reviews.again.yes',
  maybe: 'reviews.again.maybe',
  no: 'reviews.again.no',
} as const satisfies Record<Again, TextKey>;

/** Whom a view keeps something from, and why: in the place of the ratings. */
export function hiddenWords(locale: Locale, { blind, youSeen, raters }: MembersView): Safe[] {
  const count = raters.length;
  if (blind) return [say(locale, 'reviews.blind'), ...(count > 0 ? [ratersLine(locale, raters)] : [])];
  return youSeen || count === 0 ? [] : [say(locale, 'reviews.unseen', { count })];
}

/** The way to what only those read who have seen the film. */
export function seenRow(locale: Locale, filmId: string, { youSeen, blind, raters }: MembersView): ButtonRow[] {
  return youSeen || blind || raters.length === 0 ? [] : [buttonRow(seenButton(locale, filmId))];
}

function ratersLine(locale: Locale, raters: readonly string[]): Safe {
  const names = join(raters.slice(0, SHOWN.raters).map(mention), ', ');
  const more = raters.length - SHOWN.raters;
  const people = more > 0 ? say(locale, 'nominations.people.more', { people: names, count: more }) : names;
  return say(locale, 'reviews.raters', { count: raters.length, people });
}

/** A member's review on a page, with a button to all of it where it is cut. */
export function memberParts(
  locale: Locale,
  filmId: string,
  entry: Entry,
  { isOwn = false }: { isOwn?: boolean } = {},
): APIMessageTopLevelComponent[] {
  const hidden = entry.hidden ?? '';
  const isCut = barLines(hidden).markdown.length > SHOWN.hidden;
  const whole = button(text(locale, 'reviews.whole'), wholeRoute.build({ filmId, by: entry.userId }));
  return [
    ...curtain(inTheOpen(locale, entry, isOwn), hidden, { limit: SHOWN.hidden }),
    ...(isCut ? [buttonRow(whole)] : []),
  ];
}

/** One review alone, as much of it as a message holds. */
export function wholeMessage(locale: Locale, entry: Entry): Message {
  return { components: curtain(inTheOpen(locale, entry, false), entry.hidden ?? '', { limit: SHOWN.whole }) };
}

function inTheOpen(locale: Locale, { userId, halfStars, openLine, again, seenWhere }: Entry, isOwn: boolean): Safe {
  const first = [
    safe`**${starsWords(locale, halfStars)}**`,
    mention(userId),
    ...(isOwn ? [say(locale, 'reviews.you')] : []),
    ...(again ? [say(locale, AGAIN_SAID[again])] : []),
    ...(seenWhere ? [ownBars(seenWhere, SHOWN.seenWhere)] : []),
  ];
  return join([join(first, ' · '), ...(openLine ? [safe`“${ownBars(openLine, SHOWN.open)}”`] : [])], '\n');
}

/** What the members say of a film as a whole, for one of them alone. */
export function clubMessage(locale: Locale, film: Safe, filmId: string, view: MembersView): Message {
  const { seen, youSeen, raters, average, yours } = view;
  const lines = [
    safe`### ${say(locale, 'club.title', { film })}`,
    say(locale, 'club.seen', { count: seen }),
    ...(youSeen ? [say(locale, 'club.you-seen')] : []),
    ...(raters.length === 0 || average !== undefined
      ? [say(locale, 'club.ratings', { count: raters.length, average: average ?? 0 })]
      : []),
    ...hiddenWords(locale, view),
    ...(yours ? [say(locale, 'club.yours', { stars: stars(yours.halfStars) })] : []),
  ];
  const write = button(text(locale, yours ? 'reviews.edit' : 'reviews.write'), editRoute.build({ filmId }));
  return {
    components: [display(join(lines, '\n')), buttonRow(write, ...(youSeen ? [] : [seenButton(locale, filmId)]))],
  };
}

/** The form in which a member rates and reviews a film, filled with what they wrote before. */
export function reviewForm(locale: Locale, filmId: string, film: string, before: Entry | undefined): Form {
  const line = (id: string, key: TextKey, why: TextKey, maxLength: number, value: string | null | undefined) => ({
    id,
    label: text(locale, key),
    description: text(locale, why),
    required: false,
    maxLength,
    ...(value ? { value } : {}),
  });
  const { open, hidden, seenWhere } = LIMITS;
  return {
    title: label(text(locale, 'reviews.form', { film }), SHOWN.title),
    customId: writeRoute.build({ filmId }),
    fields: [
      {
        kind: 'select',
        id: 'rating',
        label: text(locale, 'reviews.form.rating'),
        required: true,
        options: HALF_STARS.map((halfStars) => ({
          label: starsLabel(halfStars),
          value: String(halfStars),
          default: halfStars === before?.halfStars,
        })),
      },
      { kind: 'line', ...line('open', 'reviews.form.open', 'reviews.form.open.why', open, before?.openLine) },
      {
        kind: 'paragraph',
        ...line('hidden', 'reviews.form.hidden', 'reviews.form.hidden.why', hidden, before?.hidden),
      },
      {
        kind: 'radio',
        id: 'again',
        label: text(locale, 'reviews.form.again'),
        required: false,
        options: againOptions(locale, before?.again),
      },
      { kind: 'line', ...line('where', 'reviews.form.where', 'reviews.form.where.why', seenWhere, before?.seenWhere) },
    ],
  };
}

function againOptions(locale: Locale, chosen: Again | null | undefined) {
  return (Object.keys(AGAIN_SAID) as Again[]).map((word) => ({
    label: text(locale, AGAIN_SAID[word]),
    value: word,
    ...(word === chosen ? { default: true } : {}),
  }));
}

type Kept = { film: Safe; filmId: string; halfStars: number; blind: boolean; telling: boolean };

/** That a review is kept, who may read it, and, where its open line looks as if it told too much, a word about that. */
export function keptMessage(locale: Locale, { film, filmId, halfStars, blind, telling }: Kept): Message {
  const lines = [
    say(locale, 'reviews.kept', { film, stars: stars(halfStars) }),
    say(locale, blind ? 'reviews.kept.blind' : 'reviews.kept.open'),
    ...(telling ? [say(locale, 'reviews.kept.telling')] : []),
  ];
  const edit = button(text(locale, 'reviews.edit'), editRoute.build({ filmId }), { primary: telling });
  const remove = button(text(locale, 'reviews.delete'), askDeleteRoute.build({ filmId }));
  return { components: [display(join(lines, '\n')), buttonRow(edit, remove)] };
}

/** Asks once more before a review is gone. */
export function askDeleteMessage(locale: Locale, film: Safe, filmId: string): Message {
  const yes = button(text(locale, 'reviews.delete.yes'), deleteRoute.build({ filmId }));
  const no = button(text(locale, 'reviews.delete.no'), keepRoute.build({ filmId }));
  return { components: [display(say(locale, 'reviews.delete.ask', { film })), buttonRow(yes, no)] };
}
