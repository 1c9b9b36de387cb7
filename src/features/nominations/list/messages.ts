import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Message } from '../../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { mention, moment } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { ownBars } from '../../../spoilers/markup.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { Round } from '../../rounds/rounds.ts';
import { people } from '../messages.ts';
import type { Nomination } from '../nominations.ts';
import type { ListView } from './list.ts';

export const listRoute = route('nominations/list/:roundId/:page');
export const showRoute = route('nominations/show');
export const wishRoute = route('nominations/wish');
export const passRoute = route('nominations/pass/:roundId');

/** So many that a page, with markdown escaped, stays within Discord's 4,000 characters. */
const PAGE_SIZE = 6;
const LISTED = { title: 70, pitch: 160, vetoed: 8, option: 100, button: 80 };
const ORIGINS = { carried: 'nominations.origin.carried', watchlist: 'nominations.origin.watchlist' } as const;

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
  return pitch ? join([about, safe`> ${ownBars(pitch, LISTED.pitch)}`], '\n') : about;
}

/** By whom a film was put forward, how it came into the round, and since when it waits. */
export function wanted(locale: Locale, { nominators, origin, waitingSince }: Nomination): Safe {
  return join(
    [
      people(locale, nominators),
      ...(origin === 'member' ? [] : [say(locale, ORIGINS[origin])]),
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
