import type { MessageFile } from '../../../discord/message.ts';
import { button, buttonRow } from '../../../discord/parts.ts';
import type { Notice } from '../../../discord/publish.ts';
import { mention, moment, roleMention } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../../texts/texts.ts';
import { explainVerdict, tieRule } from '../explanation.ts';
import {
  duration,
  exportRoute,
  filmName,
  goToVote,
  HOW,
  headingOf,
  openButtons,
  recountRoute,
  type Shown,
  standLine,
} from '../messages.ts';
import { type Outcome, type Poll, type PollFilm, winOf } from '../polls.ts';
import { hoursOf, isExtended } from '../rules.ts';

/** Discord's limits for a message, and for an answer of a poll of its own. */
const CONTENT_LIMIT = 2_000;
const NATIVE_ANSWER = 55;
/** Titles in a list are cut to the first of these with which everything fits. */
const LISTED_TITLES = [48, 36, 24, 14];
/** For who voted for what: the rest of a result needs its room. */
const NAMES_LIMIT = 600;
/** Of what one person voted for, so many films are named, so short. */
const NAMED_FILMS = 4;
const NAMED_TITLE = 30;

const ELIGIBLE = { role: 'polls.eligible.role', coming: 'polls.eligible.coming' } as const satisfies Record<
  Exclude<Poll['eligible'], 'members'>,
  TextKey
>;

/** The poll as everybody sees it: what is voted on, how, until when, how a tie is decided, how many have voted. */
export function openedNotice(locale: Locale, shown: Shown): Notice {
  const { poll } = shown;
  if (poll.method === 'native') return nativeNotice(locale, shown);
  const contents = LISTED_TITLES.map((limit) => openedWords(locale, shown, limit));
  const content = contents.find(({ markdown }) => markdown.length <= CONTENT_LIMIT) ?? openedWords(locale, shown, 8);
  return { content, rows: poll.state === 'open' ? [buttonRow(...openButtons(locale, poll))] : [] };
}

function openedWords(locale: Locale, shown: Shown, titleLimit: number): Safe {
  const { poll, films } = shown;
  const list = films.map((film, index) => safe`${index + 1}. ${label(film.label, titleLimit)}`);
  const heading = safe`**${headingOf(locale, shown)}**`;
  if (poll.state !== 'open') return join([heading, standLine(locale, shown), ...list], '\n');
  const rule = safe`-# ${tieRule(locale, poll.method === 'ranked' ? 'ranked' : 'approval')}`;
  const lines = [heading, standLine(locale, shown), say(locale, HOW[poll.method]), ...list, rule];
  return join([...lines, ...conditions(locale, poll)], '\n');
}

/** Who may vote, how many have to, and whether everybody will read who voted for what. */
function conditions(locale: Locale, poll: Poll): Safe[] {
  const role = poll.roleId ? roleMention(poll.roleId) : '';
  const eligible = poll.eligible === 'members' ? [] : [say(locale, ELIGIBLE[poll.eligible], { role })];
  const more = isExtended(poll, 0) ? 'polls.quorum' : 'polls.quorum.last';
  const quorum = poll.quorum > 0 ? [say(locale, more, { quorum: poll.quorum })] : [];
  const named = poll.named ? [say(locale, 'polls.named')] : [];
  return [...eligible, ...quorum, ...named].map((line) => safe`-# ${line}`);
}

/** Discord's own poll. It shows the tally and the voters by itself. */
function nativeNotice(locale: Locale, shown: Shown): Notice {
  const { poll, films } = shown;
  const rule = safe`-# ${tieRule(locale, 'approval')}`;
  const heading = safe`**${headingOf(locale, shown)}**`;
  return {
    content: join([heading, say(locale, HOW.native), rule, ...conditions(locale, poll)], '\n'),
    poll: {
      question: { text: text(locale, 'polls.native.question') },
      answers: films.map((film) => ({ poll_media: { text: label(film.label, NATIVE_ANSWER) } })),
      duration: hoursOf(poll),
      allow_multiselect: true,
    },
    rows: [buttonRow(...openButtons(locale, poll))],
  };
}

type Ended = Pick<Shown, 'club' | 'poll' | 'films'> & { outcome: Outcome };
type Named = Pick<Shown, 'club' | 'poll'>;
type Ballots = readonly { userId: string; choices: readonly string[] }[];

/**
 * The result, for everybody: who won and why, how many took part, how late it comes; with `ballots`, where the club
 * shows them, who voted for what.
 */
export function resultNotice(
  locale: Locale,
  ended: Ended,
  { picture, ballots = [] }: { picture?: MessageFile | undefined; ballots?: Ballots } = {},
): Notice {
  const { poll, outcome } = ended;
  const heading = safe`**${resultHeading(locale, ended)}**`;
  const late = lateLines(locale, outcome.lateMs);
  const ids = { pollId: poll.id };
  return {
    content: withVerdict(locale, ended, [heading, ...late], ballots),
    rows: [
      buttonRow(
        button(text(locale, 'polls.recount'), recountRoute.build(ids)),
        button(text(locale, 'polls.export'), exportRoute.build(ids)),
      ),
    ],
    ...(picture ? { files: [picture] } : {}),
  };
}

function lateLines(locale: Locale, lateMs: number): Safe[] {
  return lateMs > 0 ? [say(locale, 'polls.late', { late: duration(locale, lateMs) })] : [];
}

/** What a phone shows first: which film it is, where there is one. */
function resultHeading(locale: Locale, { club, poll, films, outcome }: Ended): Safe {
  const parts = { club, number: poll.number };
  const win = winOf(outcome);
  if (!win) return say(locale, 'polls.result.heading', parts);
  return say(locale, 'polls.result.heading.won', { ...parts, film: filmName(films, win.winner) });
}

/** What came of it, below the lines before; names and explanation get what room there is. */
function withVerdict(locale: Locale, { films, outcome }: Ended, before: readonly Safe[], ballots: Ballots): Safe {
  const { result, hasQuorum, quorum, eligible } = outcome;
  if (outcome.lost) return join([...before, say(locale, 'polls.native.lost')], '\n');
  if (!hasQuorum) return join([...before, say(locale, 'polls.no-quorum', { voted: result.ballots, quorum })], '\n');
  const turnout = say(locale, 'polls.turnout.over', { voted: result.ballots, eligible });
  const empty = result.empty > 0 ? [say(locale, 'polls.result.empty', { empty: result.empty })] : [];
  const head = [...before, join([turnout, ...empty], ' ')];
  const names = namesList(locale, films, ballots, NAMES_LIMIT);
  const room = CONTENT_LIMIT - join([...head, names], '\n').markdown.length - 1;
  return join([...head, ...explainVerdict(locale, result, (id) => filmName(films, id), room), names], '\n');
}

/** Who voted for what, for clubs that show it after the close. At most `limit` characters, whole lines. */
function namesList(locale: Locale, films: readonly PollFilm[], ballots: Ballots, limit: number): Safe {
  const lines = ballots.map(({ userId, choices }) => {
    const named = choices.slice(0, NAMED_FILMS).map((id) => filmName(films, id, NAMED_TITLE));
    const more = choices.length - named.length;
    const rest = more > 0 ? [say(locale, 'polls.result.more', { count: more })] : [];
    const chosen = named.length > 0 ? join([...named, ...rest], ', ') : say(locale, 'polls.names.empty');
    return join([mention(userId), chosen], ': ');
  });
  const heading = say(locale, 'polls.names');
  let shown = lines.length;
  const whole = () => join([heading, ...lines.slice(0, shown), ...(shown < lines.length ? ['…'] : [])], '\n');
  while (shown > 0 && whole().markdown.length > limit) shown--;
  return shown > 0 ? whole() : join([]);
}

/** More time, since too few have voted; how late (ms) that comes, where it does. */
export function extendedNotice(
  locale: Locale,
  { club, poll, voted, lateMs }: Named & { voted: number; lateMs: number },
): Notice {
  const until = moment(poll.closesAt, 'F');
  const more = say(locale, 'polls.extended', { club, number: poll.number, voted, quorum: poll.quorum, until });
  return {
    content: join([more, ...lateLines(locale, lateMs)], '\n'),
    rows: [buttonRow(...openButtons(locale, poll))],
  };
}

/** That a poll was called off. */
export function cancelledNotice(locale: Locale, { club, poll, link }: Named & { link: string }): Notice {
  return {
    content: say(locale, 'polls.cancelled.notice', { club, number: poll.number }),
    rows: [buttonRow(goToVote(locale, link))],
  };
}

/** Before the close, in the channel, for a role: nobody's phone rings. */
export function reminderNotice(locale: Locale, { club, poll, roleId }: Named & { roleId: string }): Notice {
  const closes = moment(poll.closesAt, 'R');
  return {
    content: join([roleMention(roleId), say(locale, 'polls.reminder', { club, number: poll.number, closes })], ' '),
    rows: [buttonRow(...openButtons(locale, poll))],
    quiet: true,
    pings: { roles: [roleId] },
  };
}

/** What a private note about a poll says. */
export type NoteKey = 'polls.note.remind' | 'polls.note.all-voted' | 'polls.note.trouble' | 'polls.note.unreadable';

/** A private note about a poll, with the way to it; `again`: what could not be posted is tried again by itself. */
export function pollNote(
  locale: Locale,
  key: NoteKey,
  { club, poll, link, again = false }: Named & { link: string; again?: boolean },
): Notice {
  const closes = moment(poll.closesAt, 'R');
  const note = say(locale, key, { club, number: poll.number, closes });
  return {
    content: again ? join([note, say(locale, 'polls.note.again')], ' ') : note,
    rows: [buttonRow(goToVote(locale, link))],
  };
}
