import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Form } from '../../../discord/form.ts';
import type { Message } from '../../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { mention, moment } from '../../../lib/moment.ts';
import { block, join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { FilmHit } from '../../films/films.ts';
import type { Round } from '../../rounds/rounds.ts';
import { filmSelect, people, strong } from '../messages.ts';
import type { Nomination } from '../nominations.ts';
import type { ListView, NominationView } from './list.ts';

export const listRoute = route('nominations/list/:roundId/:page');
export const showRoute = route('nominations/show');
export const wishRoute = route('nominations/wish');
export const passRoute = route('nominations/pass/:roundId');
export const withdrawRoute = route('nominations/withdraw/:nominationId');
export const vetoRoute = route('nominations/veto/:nominationId');
export const unvetoRoute = route('nominations/unveto/:nominationId');
export const removeRoute = route('nominations/remove/:nominationId');
export const restoreRoute = route('nominations/restore/:nominationId');
export const hushRoute = route('nominations/hush/:nominationId');
export const mendRoute = route('nominations/mend/:nominationId');
export const mendToRoute = route('nominations/mend-to/:nominationId');
export const searchRoute = route('nominations/search/:nominationId');

/** So many that a page, with markdown escaped, stays within Discord's 4,000 characters. */
const PAGE_SIZE = 6;
const LISTED = { title: 70, pitch: 160, vetoed: 8, option: 100, button: 80 };
/** Pitches of one nomination, each at its longest, that fit one message. */
const PITCHES = 8;
const PITCH = 320;
const TITLE_LIMIT = 300;

/** What stands in a club, a page of it (from 0), for one member alone. */
export function listMessage(locale: Locale, view: ListView, page = 0): Message {
  const { round, nominations } = view;
  const pages = Math.max(1, Math.ceil(nominations.length / PAGE_SIZE));
  const at = Math.min(Math.max(page, 0), pages - 1);
  const shown = nominations.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE);
  const lines = shown.map((one) => listLine(locale, one));
  const words = [heading(locale, view), ...remarks(locale, view), ...lines, ...vetoed(locale, view)];
  return {
    components: [
      display(join(words, '\n')),
      ...(shown.length > 0 ? [nominationSelect(locale, shown)] : []),
      ...(view.later.length > 0 ? [wishSelect(locale, view)] : []),
      ...listButtons(locale, view, round, at, pages),
    ],
  };
}

function heading(locale: Locale, { club, round, nominations }: ListView): Safe {
  const count = nominations.length;
  return round
    ? safe`### ${say(locale, 'nominations.list', { club: club.name, number: round.number, count })}`
    : safe`### ${say(locale, 'nominations.list.none', { club: club.name })}`;
}

function remarks(locale: Locale, { round, nominations, turn }: ListView): Safe[] {
  if (turn) {
    const parts = { picker: mention(turn.userId), until: moment(turn.until, 'F') };
    return [say(locale, 'nominations.list.turn', parts)];
  }
  if (round?.state === 'polling') return [say(locale, 'nominations.list.polling')];
  if (round && round.state !== 'nominating') return [say(locale, 'nominations.list.over')];
  return nominations.length === 0 ? [say(locale, 'nominations.list.hint')] : [];
}

function listLine(locale: Locale, nomination: Nomination): Safe {
  const pitch = nomination.nominators.find((one) => one.pitch)?.pitch;
  const about = safe`**${label(nomination.label, LISTED.title)}** · ${wanted(locale, nomination)}`;
  return pitch ? join([about, safe`> ${block(pitch, LISTED.pitch)}`], '\n') : about;
}

/** By whom, how it came into the round, and since when it waits. */
function wanted(locale: Locale, { nominators, origin, waitingSince }: Nomination): Safe {
  return join(
    [
      people(locale, nominators),
      ...(origin === 'member' ? [] : [say(locale, `nominations.origin.${origin}`)]),
      say(locale, 'nominations.since', { since: moment(waitingSince, 'D') }),
    ],
    ' · ',
  );
}

function vetoed(locale: Locale, { vetoed: films }: ListView): Safe[] {
  if (films.length === 0) return [];
  const named = films.slice(0, LISTED.vetoed).map((film) => label(film, LISTED.title));
  const more = films.length > named.length ? ['…'] : [];
  return [safe`-# ${say(locale, 'nominations.list.vetoed', { films: [...named, ...more].join(', ') })}`];
}

function nominationSelect(locale: Locale, nominations: readonly Nomination[]) {
  const options = nominations.map((one) => ({ label: one.label, value: one.id }));
  return selectRow(text(locale, 'nominations.list.pick'), showRoute.build({}), options);
}

function wishSelect(locale: Locale, { later }: ListView) {
  const options = later.map(({ id, label: film }) => ({ label: film, value: id }));
  return selectRow(text(locale, 'nominations.list.later'), wishRoute.build({}), options);
}

function listButtons(
  locale: Locale,
  { others, turn, keeps }: ListView,
  round: Round | undefined,
  page: number,
  pages: number,
): APIMessageTopLevelComponent[] {
  const to = (roundId: string, at: number) => listRoute.build({ roundId, page: String(at) });
  const buttons = [
    ...(round && page > 0 ? [button(text(locale, 'reviews.previous'), to(round.id, page - 1))] : []),
    ...(round && page < pages - 1 ? [button(text(locale, 'reviews.next'), to(round.id, page + 1))] : []),
    ...others.slice(0, 2).map(({ id, state, number }) => {
      const key = state === 'polling' ? 'nominations.list.to-polling' : 'nominations.list.to-nominating';
      return button(label(text(locale, key, { number }), LISTED.button), to(id, 0));
    }),
    ...(round && turn && keeps
      ? [button(text(locale, 'nominations.list.pass'), passRoute.build({ roundId: round.id }))]
      : []),
  ];
  return buttons.length > 0 ? [buttonRow(...buttons)] : [];
}

/** One nomination with all its pitches, and what the person can do with it. */
export function nominationMessage(locale: Locale, view: NominationView): Message {
  const { nomination, round, onBallot } = view;
  const pitches = nomination.nominators.flatMap(({ userId, pitch }) => (pitch ? [{ userId, pitch }] : []));
  const lines = [
    safe`### ${nomination.label}`,
    wanted(locale, nomination),
    ...(onBallot ? [say(locale, 'nominations.list.polling')] : []),
    ...pitches
      .slice(0, PITCHES)
      .map(({ userId, pitch }) => join([mention(userId), safe`> ${block(pitch, PITCH)}`], '\n')),
  ];
  return {
    components: [
      display(join(lines, '\n')),
      ...(view.keeps && pitches.length > 0 ? [pitchSelect(locale, nomination.id, pitches)] : []),
      buttonRow(...actions(locale, view), back(locale, round.id)),
    ],
  };
}

function actions(locale: Locale, { nomination, round, canWithdraw, canVeto, keeps, onBallot }: NominationView) {
  const ids = { nominationId: nomination.id };
  const stands = nomination.state === 'open' && (round.state === 'nominating' || round.state === 'polling');
  return [
    ...(canWithdraw ? [button(text(locale, 'nominations.one.withdraw'), withdrawRoute.build(ids))] : []),
    ...(canVeto ? [button(text(locale, 'nominations.one.veto'), vetoRoute.build(ids))] : []),
    ...(keeps && stands && !onBallot ? [button(text(locale, 'nominations.one.remove'), removeRoute.build(ids))] : []),
    ...(keeps && stands ? [button(text(locale, 'nominations.one.mend'), mendRoute.build(ids))] : []),
  ];
}

/** A select knows no names of people: a pitch is chosen by its words. */
function pitchSelect(locale: Locale, nominationId: string, pitches: readonly { userId: string; pitch: string }[]) {
  const options = pitches.slice(0, 25).map(({ userId, pitch }) => ({
    label: label(pitch, LISTED.option),
    value: userId,
  }));
  return selectRow(text(locale, 'nominations.one.pitch'), hushRoute.build({ nominationId }), options);
}

/** What was done, with the way back to the list and, where there is one, out of it. */
export function doneMessage(locale: Locale, words: Safe, roundId: string, undo?: string): Message {
  const buttons = [...(undo ? [button(text(locale, 'nominations.undo'), undo)] : []), back(locale, roundId)];
  return { components: [display(words), buttonRow(...buttons)] };
}

/** The question which film is meant instead: those of the same name, or what was searched. */
export function mendMessage(
  locale: Locale,
  { id, label: film, roundId }: Pick<Nomination, 'id' | 'label' | 'roundId'>,
  films: readonly FilmHit[],
): Message {
  const ids = { nominationId: id };
  return {
    components: [
      display(say(locale, 'nominations.mend.ask', { film: strong(film) })),
      ...(films.length > 0 ? [filmSelect(text(locale, 'nominations.mend.pick'), mendToRoute.build(ids), films)] : []),
      buttonRow(button(text(locale, 'nominations.mend.search'), searchRoute.build(ids)), back(locale, roundId)),
    ],
  };
}

/** The form that looks for the right film. */
export function searchForm(locale: Locale, nominationId: string): Form {
  return {
    title: text(locale, 'nominations.mend.form'),
    customId: searchRoute.build({ nominationId }),
    fields: [
      {
        kind: 'line',
        id: 'title',
        label: text(locale, 'nominations.mend.title'),
        required: true,
        maxLength: TITLE_LIMIT,
      },
    ],
  };
}

function back(locale: Locale, roundId: string) {
  return button(text(locale, 'nominations.back'), listRoute.build({ roundId, page: '0' }));
}
