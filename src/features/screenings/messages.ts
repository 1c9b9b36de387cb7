import { type APIUserSelectComponent, ComponentType } from 'discord.js';
import type { Form } from '../../discord/form.ts';
import { type Message, sentence } from '../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { channelLink, mention, moment } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import type { Club } from '../clubs/clubs.ts';
import { filmLabel, filmName } from '../films/messages.ts';
import { TAPPED } from './answering.ts';
import { DATES, PLACE_LIMIT, VERY_LONG } from './rules.ts';
import type { Listed, Screening } from './screenings.ts';

export const filmRoute = route('screenings/film/:pendingId');
export const planRoute = route('screenings/plan/:pendingId');
export const changeRoute = route('screenings/change/:pendingId');
export const changedRoute = route('screenings/changed/:pendingId');
export const answerRoute = route('screenings/answer/:screeningId/:answer');
export const guestsRoute = route('screenings/guests/:screeningId');
export const presentRoute = route('screenings/present/:screeningId');

const TITLE_LIMIT = 100;
const WHEN_LIMIT = 300;

type Named = { title: string; year: number | null; runtimeMinutes: number | null };

/** A night that somebody is about to plan; of several dates the club is asked which suit. */
export type Draft = {
  club: Club;
  film: Named;
  dates: readonly Date[];
  endsAt: Date;
  place?: string | undefined;
  voiceId?: string | undefined;
};

/** A film's title as a night names it, in bold. */
export function nightFilm(film: { title: string; year: number | null }): Safe {
  return filmName({ ...film, title: label(film.title, TITLE_LIMIT) });
}

/** Where a night is, as far as it has been said. */
export function whereLine(
  locale: Locale,
  { place, voiceId }: { place?: string | null | undefined; voiceId?: string | null | undefined },
): Safe[] {
  if (voiceId) return [say(locale, 'screenings.where', { where: channelLink(voiceId) })];
  return place ? [say(locale, 'screenings.where', { where: place })] : [];
}

/** The night as it was understood, before anything is saved. */
export function draftMessage(locale: Locale, pendingId: string, draft: Draft): Message {
  const { club, film, dates } = draft;
  const isAsk = dates.length > 1;
  const lines = [
    safe`### ${say(locale, isAsk ? 'screenings.draft.ask' : 'screenings.draft', { club: club.name })}`,
    nightFilm(film),
    ...dateLines(locale, draft),
    ...whereLine(locale, draft),
    ...longLine(locale, draft),
    safe`-# ${say(locale, 'screenings.draft.zone', { zone: club.zone })}`,
  ];
  const ids = { pendingId };
  const plan = text(locale, isAsk ? 'screenings.ask' : 'screenings.plan');
  return {
    components: [
      display(join(lines, '\n')),
      buttonRow(
        button(plan, planRoute.build(ids), { primary: true }),
        button(text(locale, 'screenings.change'), changeRoute.build(ids)),
      ),
    ],
  };
}

function dateLines(locale: Locale, { dates, endsAt }: Draft): Safe[] {
  const [first, ...more] = dates;
  if (!first) return [];
  if (more.length > 0) return dates.map((at, index) => safe`${index + 1}. ${moment(at, 'F')} (${moment(at, 'R')})`);
  const parts = { at: moment(first, 'F'), relative: moment(first, 'R'), end: moment(endsAt, 't') };
  return [say(locale, 'screenings.draft.at', parts)];
}

function longLine(locale: Locale, { film, endsAt }: Draft): Safe[] {
  const { runtimeMinutes: minutes } = film;
  if (minutes === null || minutes < VERY_LONG) return [];
  return [say(locale, 'screenings.long', { hours: Math.round(minutes / 60), end: moment(endsAt, 'f') })];
}

const FIELDS = {
  film: 'screenings.form.film',
  when: 'screenings.form.when',
  place: 'screenings.form.place',
} as const;

/** The form in which a night is changed before it is planned. */
export function changeForm(
  locale: Locale,
  pendingId: string,
  given: { film: string; when: string; place: string },
): Form {
  const field = (id: keyof typeof FIELDS, required: boolean, maxLength: number) => ({
    kind: 'line' as const,
    id,
    label: text(locale, FIELDS[id]),
    value: given[id].slice(0, maxLength),
    required,
    maxLength,
  });
  return {
    title: text(locale, 'screenings.form'),
    customId: changedRoute.build({ pendingId }),
    fields: [field('film', true, WHEN_LIMIT), field('when', true, WHEN_LIMIT), field('place', false, PLACE_LIMIT)],
  };
}

/** The films that may be meant. */
export function whichFilm(
  locale: Locale,
  pendingId: string,
  films: readonly { id: string; title: string; year: number | null }[],
): Message {
  const options = films.slice(0, 25).map((film) => ({ label: filmLabel(film), value: film.id }));
  return {
    components: [
      display(say(locale, 'screenings.which-film')),
      selectRow(text(locale, 'screenings.film'), filmRoute.build({ pendingId }), options),
    ],
  };
}

export function plannedWords(locale: Locale, { number, startsAt, channelId }: Screening): Message {
  const parts = { number, at: moment(startsAt, 'F'), channel: channelLink(channelId) };
  return sentence(say(locale, 'screenings.planned.done', parts));
}

export function movedWords(locale: Locale, { number, startsAt }: Screening): Message {
  return sentence(say(locale, 'screenings.moved.done', { number, at: moment(startsAt, 'F') }));
}

export function cancelledWords(locale: Locale, { number }: Screening): Message {
  return sentence(say(locale, 'screenings.cancelled.done', { number }));
}

export function answeredWords(locale: Locale, { startsAt }: Screening, isComing: boolean): Message {
  const at = { at: moment(startsAt, 'F') };
  return sentence(say(locale, isComing ? 'screenings.in.noted' : 'screenings.out.noted', at));
}

type ListedNight = Listed & { film: Named };

/** The nights to come, and the last one that was; a host sees who was there, and can say so. */
export function listMessage(
  locale: Locale,
  club: Club,
  { planned, last }: { planned: readonly ListedNight[]; last: ListedNight | undefined },
  guests?: readonly string[],
): Message {
  const lines = planned.slice(0, DATES.most).map((night) => nightLine(locale, night));
  const before = last ? [safe`-# ${say(locale, 'screenings.list.last', lastParts(last))}`] : [];
  const none = planned.length === 0 ? [say(locale, 'screenings.none', { club: club.name })] : [];
  const heading = safe`### ${say(locale, 'screenings.list', { club: club.name })}`;
  return {
    components: [
      display(join([heading, ...none, ...lines, ...before], '\n')),
      ...(last && guests ? [guestsSelect(locale, last.id, guests)] : []),
    ],
  };
}

function nightLine(locale: Locale, { number, film, startsAt, coming: count }: ListedNight): Safe {
  const parts = { number, film: nightFilm(film), at: moment(startsAt, 'F'), relative: moment(startsAt, 'R'), count };
  return say(locale, 'screenings.list.night', parts);
}

function lastParts({ number, film, startsAt, coming: count }: ListedNight) {
  return { number, film: nightFilm(film), at: moment(startsAt, 'D'), count };
}

/** "Who was there?": people are chosen, those who said that they come are chosen already. */
export function guestsMessage(locale: Locale, screeningId: string, guests: readonly string[]): Message {
  const more = guests.length > TAPPED ? [display(say(locale, 'screenings.guests.more', { most: TAPPED }))] : [];
  return {
    components: [display(say(locale, 'screenings.guests.how')), ...more, guestsSelect(locale, screeningId, guests)],
  };
}

function guestsSelect(locale: Locale, screeningId: string, guests: readonly string[]) {
  const select: APIUserSelectComponent = {
    type: ComponentType.UserSelect,
    custom_id: presentRoute.build({ screeningId }),
    placeholder: text(locale, 'screenings.guests'),
    min_values: 0,
    max_values: TAPPED,
    default_values: guests.slice(0, TAPPED).map((id) => ({ id, type: 'user' as never })),
  };
  return { type: ComponentType.ActionRow as const, components: [select] };
}

export function guestsNoted(locale: Locale, guests: readonly string[]): Message {
  const names = join(guests.slice(0, TAPPED).map(mention), ', ');
  return sentence(say(locale, 'screenings.guests.noted', { count: guests.length, names }));
}

const KINDS = {
  day: 'screenings.reminders.day',
  hour: 'screenings.reminders.hour',
  start: 'screenings.reminders.start',
  rate: 'screenings.reminders.rate',
} as const;

/** Which reminders a club wants. */
export function remindersMessage(locale: Locale, { name, settings }: Club): Message {
  const lines = Object.entries(KINDS).map(([kind, key]) => {
    const isOn = settings.reminders[kind as keyof typeof KINDS];
    return safe`- ${text(locale, key)}: **${text(locale, isOn ? 'clubs.settings.yes' : 'clubs.settings.no')}**`;
  });
  return sentence(join([safe`### ${say(locale, 'screenings.reminders', { club: name })}`, ...lines], '\n'));
}
