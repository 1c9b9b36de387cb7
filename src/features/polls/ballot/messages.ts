import type { APIButtonComponent } from 'discord.js';
import type { Message } from '../../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { moment } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../../texts/texts.ts';
import type { BallotView, Poll, PollFilm } from '../polls.ts';
import { RANKS_AT_ONCE, rankPages } from '../rules.ts';

export const voteRoute = route('polls/vote/:pollId');
export const pickRoute = route('polls/pick/:pollId');
export const rankRoute = route('polls/rank/:pollId/:rank');
export const ranksRoute = route('polls/ranks/:pollId/:page');
export const castRoute = route('polls/cast/:pollId');

const OPTION_LIMIT = 100;
/** Longest title of a film in a line of its own. */
const TITLE_LIMIT = 72;

/** What to do with a ballot. Discord's own poll has none of ours. */
const HOW = {
  approval: 'polls.ballot.how.approval',
  ranked: 'polls.ballot.how.ranked',
  single: 'polls.ballot.how.single',
  native: 'polls.native.vote-there',
} as const satisfies Record<Poll['method'], TextKey>;

/** A member's own ballot, to be marked and cast. `page` counts from 0 and is asked of a ranking alone. */
export function ballotMessage(locale: Locale, view: BallotView, page = 0): Message {
  const { poll } = view;
  const menus = poll.method === 'ranked' ? rankMenus(locale, view, page) : [filmMenu(locale, view)];
  const more = poll.method === 'ranked' ? pageButtons(locale, view, page) : [];
  return {
    components: [
      display(safe`### ${say(locale, 'polls.ballot', { number: poll.number })}`),
      display(join([say(locale, HOW[poll.method]), ...(poll.named ? [say(locale, 'polls.named')] : [])], '\n')),
      ...menus,
      display(markedLine(locale, view)),
      buttonRow(button(text(locale, 'polls.cast'), castRoute.build({ pollId: poll.id }), { primary: true }), ...more),
    ],
  };
}

/** The way to the next ranks, as long as there are some, and back to the first. */
function pageButtons(locale: Locale, { poll, films }: BallotView, page: number): APIButtonComponent[] {
  const to = (key: TextKey, at: number) =>
    button(text(locale, key), ranksRoute.build({ pollId: poll.id, page: String(at) }));
  const next = page + 1 < rankPages(films.length) ? [to('polls.rank-more', page + 1)] : [];
  return page > 0 ? [...next, to('polls.rank-back', 0)] : next;
}

/** The ballot that was accepted, and how to change it. */
export function castMessage(locale: Locale, view: BallotView): Message {
  const { poll, marked } = view;
  const until = { at: moment(poll.closesAt, 'F') };
  const said = marked.length === 0 ? say(locale, 'polls.cast.empty', until) : say(locale, 'polls.cast.done', until);
  const again = button(text(locale, 'polls.change'), voteRoute.build({ pollId: poll.id }));
  return { components: [display(join([said, chosenList(locale, view)], '\n')), buttonRow(again)] };
}

function markedLine(locale: Locale, view: BallotView): Safe {
  const list = chosenList(locale, view);
  const state = view.isDraft ? 'polls.draft' : 'polls.is-cast';
  const nothing = list.markdown === '' ? [say(locale, 'polls.nothing-marked')] : [];
  const before = view.isDraft && view.cast ? [say(locale, 'polls.draft.before')] : [];
  return join([join([say(locale, state), ...before, ...nothing], ' '), list], '\n');
}

/** What is marked, ranks numbered. */
function chosenList(locale: Locale, { poll, films, marked }: BallotView): Safe {
  const lines = marked.flatMap((id, rank) => {
    const film = films.find((one) => one.id === id);
    if (!film) return [];
    const name = label(film.label, TITLE_LIMIT);
    return [
      poll.method === 'ranked' ? say(locale, 'polls.ranked-as', { rank: rank + 1, film: name }) : safe`· ${name}`,
    ];
  });
  return join(lines, '\n');
}

function filmMenu(locale: Locale, { poll, films, marked }: BallotView) {
  const options = films.map((film) => option(film, marked.includes(film.id)));
  const most = poll.method === 'single' ? 1 : films.length;
  return selectRow(text(locale, 'polls.films'), pickRoute.build({ pollId: poll.id }), options, { min: 0, max: most });
}

function rankMenus(locale: Locale, { poll, films, marked }: BallotView, page: number) {
  const first = page * RANKS_AT_ONCE;
  const count = Math.min(RANKS_AT_ONCE, films.length - first);
  return Array.from({ length: count }, (_, index) => {
    const rank = first + index;
    const options = films.map((film) => option(film, marked[rank] === film.id));
    const id = rankRoute.build({ pollId: poll.id, rank: String(rank) });
    return selectRow(text(locale, 'polls.choice', { rank: rank + 1 }), id, options, { min: 0, max: 1 });
  });
}

function option({ id, label: name }: PollFilm, isMarked: boolean) {
  return { label: label(name, OPTION_LIMIT), value: id, default: isMarked };
}
