import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import { type Message, sentence } from '../../discord/message.ts';
import { button, buttonRow, display } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { channelLink, moment } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import { voteRoute } from './ballot/messages.ts';
import { explainResult } from './explanation.ts';
import { type Closing, type Outcome, outcomeOf, type Poll, type PollFilm, type Recount, winOf } from './polls.ts';

export const remindRoute = route('polls/remind/:pollId');
export const comingRoute = route('polls/coming/:pollId');
export const recountRoute = route('polls/recount/:pollId');
export const exportRoute = route('polls/export/:pollId');
export const repostRoute = route('polls/repost/:postId');

/** Longest title of a film in a sentence or a line of its own. */
const TITLE_LIMIT = 72;

/** How a method works, as everybody reads it. */
export const HOW = {
  approval: 'polls.how.approval',
  ranked: 'polls.how.ranked',
  single: 'polls.how.single',
  native: 'polls.how.native',
} as const satisfies Record<Poll['method'], TextKey>;

/** A poll as everybody may see it. */
export type Shown = { club: string; poll: Poll; films: readonly PollFilm[]; voted: number; eligible: number };

/** Which poll it is: what a phone shows first of it. */
export function headingOf(locale: Locale, { club, poll, films }: Pick<Shown, 'club' | 'poll' | 'films'>): Safe {
  const key = poll.state === 'open' ? 'polls.opened' : 'polls.heading';
  return say(locale, key, { club, number: poll.number, count: films.length });
}

/** Until when it is open, or that it is over, and how many have voted, as far as we know it. */
export function standLine(locale: Locale, { poll, voted, eligible }: Shown): Safe {
  const turnout = turnoutLine(locale, poll, { voted, eligible });
  if (poll.state === 'cancelled') return say(locale, 'polls.state.cancelled');
  if (poll.state === 'closed') return join([say(locale, 'polls.state.closed'), turnout], ' ');
  const closes = { at: moment(poll.closesAt, 'F'), relative: moment(poll.closesAt, 'R') };
  return join([say(locale, 'polls.closes', closes), turnout], ' ');
}

function turnoutLine(locale: Locale, poll: Poll, turnout: { voted: number; eligible: number }): Safe {
  if (poll.state !== 'open')
    return outcomeOf(poll)?.lost ? say(locale, 'polls.native.lost') : say(locale, 'polls.turnout.over', turnout);
  return poll.method === 'native' ? say(locale, 'polls.native.tally') : say(locale, 'polls.turnout', turnout);
}

/** What everybody can press as long as a poll is open; Discord's own poll takes its votes itself. */
export function openButtons(locale: Locale, poll: Poll): APIButtonComponent[] {
  const ids = { pollId: poll.id };
  const remind = button(text(locale, 'polls.remind'), remindRoute.build(ids));
  if (poll.method === 'native') return [remind];
  return [
    button(text(locale, 'polls.vote'), voteRoute.build(ids), { primary: true }),
    ...(poll.eligible === 'coming' ? [button(text(locale, 'polls.coming'), comingRoute.build(ids))] : []),
    remind,
  ];
}

/** The way to a poll's message. */
export function goToVote(locale: Locale, url: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: text(locale, 'polls.link'), url };
}

/** What a film on a ballot is called in a sentence. */
export function filmName(films: readonly PollFilm[], id: string, limit = TITLE_LIMIT): Safe {
  return safe`${label(films.find((film) => film.id === id)?.label ?? '?', limit)}`;
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

type Status = Shown & {
  link: string;
  trouble?: { postId: string } | undefined;
  outcome?: Outcome | undefined;
};

/** How a poll stands, as far as anybody may know. */
export function statusMessage(locale: Locale, status: Status): Message {
  const { poll, films, outcome } = status;
  const how =
    poll.state === 'open' ? [say(locale, HOW[poll.method]), ...(poll.named ? [say(locale, 'polls.named')] : [])] : [];
  const win = outcome && winOf(outcome);
  const won = win ? [say(locale, 'polls.status.won', { film: filmName(films, win.winner) })] : [];
  const lines = [safe`### ${headingOf(locale, status)}`, ...how, standLine(locale, status), ...won];
  const trouble = status.trouble
    ? [
        display(say(locale, 'polls.trouble')),
        buttonRow(button(text(locale, 'polls.repost'), repostRoute.build(status.trouble), { primary: true })),
      ]
    : [];
  const vote = poll.state === 'open' ? openButtons(locale, poll) : [];
  return { components: [display(join(lines, '\n')), buttonRow(...vote, goToVote(locale, status.link)), ...trouble] };
}

/** What counting again gives, and whether the announced result stands. */
export function recountMessage(
  locale: Locale,
  { recount, club, films }: { recount: Recount; club: string; films: readonly PollFilm[] },
): Message {
  const { poll, announced, again, stands } = recount;
  const heading = safe`### ${say(locale, 'polls.recount.heading', { club, number: poll.number })}`;
  if (announced.lost) return { components: [display(join([heading, say(locale, 'polls.native.lost')], '\n'))] };
  const same = again.hasQuorum ? 'polls.recount.stands' : 'polls.recount.none';
  const said = say(locale, stands ? same : 'polls.recount.differs');
  const words = again.hasQuorum
    ? explainResult(locale, again.result, (id) => filmName(films, id))
    : [say(locale, 'polls.no-quorum', { voted: again.result.ballots, quorum: announced.quorum })];
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
