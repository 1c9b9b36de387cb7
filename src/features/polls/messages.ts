import type { APIButtonComponent } from 'discord.js';
import { type Message, type MessageFile, sentence } from '../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../discord/parts.ts';
import type { Notice } from '../../discord/publish.ts';
import { route } from '../../discord/routes.ts';
import { channelLink, mention, moment, roleMention } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import { explainResult, tieRule } from './explanation.ts';
import type { BallotView, Closing, Outcome, Poll, PollFilm, Recount } from './polls.ts';
import { hoursOf, RANKS_AT_ONCE, rankPages } from './rules.ts';

export const voteRoute = route('polls/vote/:pollId');
export const pickRoute = route('polls/pick/:pollId');
export const rankRoute = route('polls/rank/:pollId/:rank');
export const ranksRoute = route('polls/ranks/:pollId/:page');
export const castRoute = route('polls/cast/:pollId');
export const remindRoute = route('polls/remind/:pollId');
export const comingRoute = route('polls/coming/:pollId');
export const recountRoute = route('polls/recount/:pollId');
export const exportRoute = route('polls/export/:pollId');
export const repostRoute = route('polls/repost/:postId');

/** A title in a list of up to 25, so that the list, with markdown escaped, stays within Discord's 2,000 characters. */
const LISTED_TITLE = 36;
const OPTION_LIMIT = 100;
/** Discord's limit for an answer of its own poll, and for the question. */
const NATIVE_ANSWER = 55;
const NATIVE_QUESTION = 300;

/** How a method works, as everybody reads it; and what to do with a ballot of it. Discord's own poll has none of ours. */
const HOW = {
  approval: { poll: 'polls.how.approval', ballot: 'polls.ballot.how.approval' },
  ranked: { poll: 'polls.how.ranked', ballot: 'polls.ballot.how.ranked' },
  single: { poll: 'polls.how.single', ballot: 'polls.ballot.how.single' },
  native: { poll: 'polls.how.native', ballot: 'polls.native.vote-there' },
} as const satisfies Record<Poll['method'], { poll: TextKey; ballot: TextKey }>;

const ELIGIBLE = { role: 'polls.eligible.role', coming: 'polls.eligible.coming' } as const satisfies Record<
  Exclude<Poll['eligible'], 'members'>,
  TextKey
>;

type Shown = { club: string; poll: Poll; films: readonly PollFilm[]; voted: number; eligible: number };

/** The poll as everybody sees it: what is voted on, how, until when, how a tie is decided, how many have voted. */
export function openedNotice(locale: Locale, shown: Shown): Notice {
  const { poll, club, films } = shown;
  if (poll.method === 'native') return nativeNotice(locale, shown);
  const list = films.map((film, index) => safe`${index + 1}. ${label(film.label, LISTED_TITLE)}`);
  const content = join(
    [
      safe`**${say(locale, 'polls.opened', { club, number: poll.number, count: films.length })}**`,
      say(locale, HOW[poll.method].poll),
      join(list, '\n'),
      standLine(locale, shown),
      ...(poll.state === 'open' ? [safe`-# ${tieRule(locale, poll.method)}`] : []),
      ...(poll.state === 'open' ? eligibility(locale, poll) : []),
    ],
    '\n',
  );
  return { content, rows: poll.state === 'open' ? [buttonRow(...openButtons(locale, poll))] : [] };
}

function standLine(locale: Locale, { poll, voted, eligible }: Shown): Safe {
  const turnout = say(locale, 'polls.turnout', { voted, eligible });
  if (poll.state === 'cancelled') return say(locale, 'polls.state.cancelled');
  if (poll.state === 'closed') return join([say(locale, 'polls.state.closed'), turnout], ' ');
  const closes = { at: moment(poll.closesAt, 'F'), relative: moment(poll.closesAt, 'R') };
  return join([say(locale, 'polls.closes', closes), turnout], ' ');
}

function eligibility(locale: Locale, poll: Poll): Safe[] {
  const quorum = poll.quorum > 0 ? [safe`-# ${say(locale, 'polls.quorum', { quorum: poll.quorum })}`] : [];
  if (poll.eligible === 'members') return quorum;
  return [safe`-# ${say(locale, ELIGIBLE[poll.eligible])}`, ...quorum];
}

function openButtons(locale: Locale, poll: Poll): APIButtonComponent[] {
  const ids = { pollId: poll.id };
  return [
    button(text(locale, 'polls.vote'), voteRoute.build(ids), { primary: true }),
    ...(poll.eligible === 'coming' ? [button(text(locale, 'polls.coming'), comingRoute.build(ids))] : []),
    button(text(locale, 'polls.remind'), remindRoute.build(ids)),
  ];
}

/** Discord's own poll. It shows the tally and the voters by itself. */
function nativeNotice(locale: Locale, { club, poll, films }: Shown): Notice {
  const question = label(
    text(locale, 'polls.opened', { club, number: poll.number, count: films.length }),
    NATIVE_QUESTION,
  );
  return {
    content: join([say(locale, HOW.native.poll), safe`-# ${tieRule(locale, 'approval')}`], '\n'),
    poll: {
      question: { text: question },
      answers: films.map((film) => ({ poll_media: { text: label(film.label, NATIVE_ANSWER) } })),
      duration: hoursOf(poll),
      allow_multiselect: true,
    },
  };
}

/** A member's own ballot, to be marked and cast. `page` counts from 0 and is asked of a ranking alone. */
export function ballotMessage(locale: Locale, view: BallotView, page = 0): Message {
  const { poll } = view;
  const menus = poll.method === 'ranked' ? rankMenus(locale, view, page) : [filmMenu(locale, view)];
  const more =
    poll.method === 'ranked' && rankPages(view.films.length) > 1
      ? [button(text(locale, page === 0 ? 'polls.rank-more' : 'polls.rank-back'), moreId(view, page))]
      : [];
  return {
    components: [
      display(safe`### ${say(locale, 'polls.ballot', { number: poll.number })}`),
      display(say(locale, HOW[poll.method].ballot)),
      ...menus,
      display(markedLine(locale, view)),
      buttonRow(button(text(locale, 'polls.cast'), castRoute.build({ pollId: poll.id }), { primary: true }), ...more),
    ],
  };
}

function moreId({ poll, films }: BallotView, page: number): string {
  return ranksRoute.build({ pollId: poll.id, page: String((page + 1) % rankPages(films.length)) });
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
    const name = label(film.label, LISTED_TITLE * 2);
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

type Ended = { club: string; poll: Poll; films: readonly PollFilm[]; outcome: Outcome };

/** The result, for everybody: who won and why, how many took part, how late it comes; `names` where the club shows them. */
export function resultNotice(
  locale: Locale,
  ended: Ended,
  options: { picture?: MessageFile | undefined; names?: Safe | undefined } = {},
): Notice {
  const { poll, outcome } = ended;
  const heading = safe`**${say(locale, 'polls.result.heading', { club: ended.club, number: poll.number })}**`;
  const late = outcome.lateMs > 0 ? [say(locale, 'polls.late', { late: duration(locale, outcome.lateMs) })] : [];
  const lines = [heading, ...late, ...verdict(locale, ended), ...(options.names ? [options.names] : [])];
  const ids = { pollId: poll.id };
  return {
    content: join(lines, '\n'),
    rows: [
      buttonRow(
        button(text(locale, 'polls.recount'), recountRoute.build(ids)),
        button(text(locale, 'polls.export'), exportRoute.build(ids)),
      ),
    ],
    ...(options.picture ? { files: [options.picture] } : {}),
  };
}

function verdict(locale: Locale, { films, outcome }: Ended): Safe[] {
  const { result, hasQuorum, quorum, eligible } = outcome;
  if (!hasQuorum) return [say(locale, 'polls.no-quorum', { voted: result.ballots, quorum })];
  const voted = say(locale, 'polls.turnout', { voted: result.ballots, eligible });
  return [voted, ...explainResult(locale, result, (id) => filmName(films, id))];
}

/** What a film on a ballot is called in a sentence. */
export function filmName(films: readonly PollFilm[], id: string): Safe {
  return safe`${label(films.find((film) => film.id === id)?.label ?? '?', LISTED_TITLE * 2)}`;
}

/** Who voted for what, for clubs that show it after the close. At most `limit` characters, whole lines. */
export function namesList(
  locale: Locale,
  films: readonly PollFilm[],
  ballots: readonly { userId: string; choices: readonly string[] }[],
  limit: number,
): Safe {
  const lines = ballots.map(({ userId, choices }) =>
    join(
      [
        mention(userId),
        join(
          choices.map((id) => filmName(films, id)),
          ', ',
        ),
      ],
      ': ',
    ),
  );
  const heading = say(locale, 'polls.names');
  let shown = lines.length;
  const whole = () => join([heading, ...lines.slice(0, shown), ...(shown < lines.length ? ['…'] : [])], '\n');
  while (shown > 0 && whole().markdown.length > limit) shown--;
  return shown > 0 ? whole() : join([]);
}

/** "3 h 12 min": hours and minutes; days from two days on. */
export function duration(locale: Locale, ms: number): Safe {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60), minutes % 60];
  if (days >= 2) return say(locale, 'duration.days', { days, hours: hours % 24 });
  return hours > 0
    ? say(locale, 'duration.hours', { hours, minutes: rest })
    : say(locale, 'duration.minutes', { minutes });
}

/** More time, since too few have voted. */
export function extendedNotice(
  locale: Locale,
  { club, poll, voted }: { club: string; poll: Poll; voted: number },
): Notice {
  const until = moment(poll.closesAt, 'F');
  return {
    content: say(locale, 'polls.extended', { club, number: poll.number, voted, quorum: poll.quorum, until }),
    rows: [buttonRow(...openButtons(locale, poll))],
  };
}

export function cancelledNotice(locale: Locale, { club, poll }: { club: string; poll: Poll }): Notice {
  return { content: say(locale, 'polls.cancelled.notice', { club, number: poll.number }) };
}

/** Before the close, in the channel, for a role: nobody's phone rings. */
export function reminderNotice(
  locale: Locale,
  { club, poll, roleId }: { club: string; poll: Poll; roleId: string },
): Notice {
  const closes = moment(poll.closesAt, 'R');
  return {
    content: join([roleMention(roleId), say(locale, 'polls.reminder', { club, number: poll.number, closes })], ' '),
    rows: [buttonRow(...openButtons(locale, poll))],
    quiet: true,
    pings: { roles: [roleId] },
  };
}

/** A private note about a poll, with the way to it. */
export function pollNote(
  locale: Locale,
  key: 'polls.note.remind' | 'polls.note.all-voted' | 'polls.note.trouble',
  { club, poll, link }: { club: string; poll: Poll; link: Safe },
): Notice {
  const closes = moment(poll.closesAt, 'R');
  return { content: join([say(locale, key, { club, number: poll.number, closes }), link], '\n') };
}

type Status = Shown & {
  link?: Safe | undefined;
  trouble?: { postId: string } | undefined;
  outcome?: Outcome | undefined;
};

/** How a poll stands, as far as anybody may know. */
export function statusMessage(locale: Locale, status: Status): Message {
  const { poll, club, films, outcome } = status;
  const heading = safe`### ${say(locale, 'polls.opened', { club, number: poll.number, count: films.length })}`;
  const how = say(locale, HOW[poll.method].poll);
  const winner = outcome?.hasQuorum && outcome.result.winner ? [filmName(films, outcome.result.winner)] : [];
  const won = winner.map((film) => say(locale, 'polls.status.won', { film }));
  const lines = [heading, how, standLine(locale, status), ...won, ...(status.link ? [status.link] : [])];
  const trouble = status.trouble
    ? [
        display(say(locale, 'polls.trouble')),
        buttonRow(button(text(locale, 'polls.repost'), repostRoute.build(status.trouble), { primary: true })),
      ]
    : [];
  const vote = poll.state === 'open' && poll.method !== 'native' ? [buttonRow(...openButtons(locale, poll))] : [];
  return { components: [display(join(lines, '\n')), ...vote, ...trouble] };
}

/** What counting again gives, and whether the announced result stands. */
export function recountMessage(
  locale: Locale,
  { recount, club, films }: { recount: Recount; club: string; films: readonly PollFilm[] },
): Message {
  const { poll, again, stands } = recount;
  const heading = safe`### ${say(locale, 'polls.recount.heading', { club, number: poll.number })}`;
  const said = say(locale, stands ? 'polls.recount.stands' : 'polls.recount.differs');
  const words = explainResult(locale, again, (id) => filmName(films, id));
  const save = button(text(locale, 'polls.export'), exportRoute.build({ pollId: poll.id }));
  return { components: [display(join([heading, said, ...words], '\n')), buttonRow(save)] };
}

/** The ballots without names, as a file. */
export function exportMessage(locale: Locale, poll: Poll, csv: string): Message {
  const name = `poll-${poll.number}-ballots.csv`;
  return {
    components: [display(say(locale, 'polls.exported')), { type: 13, file: { url: `attachment://${name}` } }],
    files: [{ name, data: Buffer.from(csv, 'utf8') }],
  };
}

export function openDone(locale: Locale, poll: Poll): Message {
  const key = poll.method === 'native' ? 'polls.open.native' : 'polls.open.done';
  const parts = { number: poll.number, channel: channelLink(poll.channelId), at: moment(poll.closesAt, 'F') };
  return sentence(say(locale, key, parts));
}

/** What a host is told who closes a poll: closed, being ended at Discord, or over already. */
export function closeDone(locale: Locale, { kind, poll }: Closing): Message {
  const key = kind === 'closed' ? 'polls.close.done' : kind === 'ending' ? 'polls.close.ending' : 'polls.close.over';
  return sentence(say(locale, key, { number: poll.number, channel: channelLink(poll.channelId) }));
}
