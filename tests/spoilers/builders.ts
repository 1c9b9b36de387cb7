import type { Form } from '../../src/discord/form.ts';
import type { Message } from '../../src/discord/message.ts';
import type { Notice } from '../../src/discord/publish.ts';
import { askingMessage, cardMessage, suggestionsMessage } from '../../src/features/card/messages.ts';
import type { Club } from '../../src/features/clubs/clubs.ts';
import { createdMessage, settingsMessage, whichMessage } from '../../src/features/clubs/messages.ts';
import { clubSettings } from '../../src/features/clubs/settings.ts';
import type { Discussion } from '../../src/features/discussions/discussions.ts';
import { hiddenMessage } from '../../src/features/discussions/hiding/messages.ts';
import {
  askMessage,
  discussionMessage,
  openedNotice as discussionNotice,
  starterMessage,
} from '../../src/features/discussions/messages.ts';
import type { FilmDetails, FilmHit, More } from '../../src/features/films/films.ts';
import { filmName } from '../../src/features/films/messages.ts';
import { helpMessage } from '../../src/features/help/messages.ts';
import { markMessage } from '../../src/features/marks/messages.ts';
import { listMessage } from '../../src/features/nominations/list/messages.ts';
import { laterMessage, putMessage, refusedMessage, unsureMessage } from '../../src/features/nominations/messages.ts';
import type { Nomination } from '../../src/features/nominations/nominations.ts';
import { mendMessage, nominationMessage } from '../../src/features/nominations/one/messages.ts';
import { PITCH_LIMIT } from '../../src/features/nominations/rules.ts';
import { ballotMessage, castMessage } from '../../src/features/polls/ballot/messages.ts';
import type { Result } from '../../src/features/polls/counting/result.ts';
import { recountMessage, statusMessage } from '../../src/features/polls/messages.ts';
import {
  cancelledNotice,
  extendedNotice,
  openedNotice,
  pollNote,
  resultNotice,
} from '../../src/features/polls/notices/messages.ts';
import type { Outcome, Poll } from '../../src/features/polls/polls.ts';
import { historyMessage } from '../../src/features/recaps/history/messages.ts';
import { nightMessage, troubleNote } from '../../src/features/recaps/night/messages.ts';
import type { NightRecap } from '../../src/features/recaps/night/night.ts';
import { quotesOf } from '../../src/features/recaps/night/quotes.ts';
import type { Night } from '../../src/features/recaps/nights.ts';
import { extremesOf, numbersOf } from '../../src/features/recaps/rules.ts';
import { seasonMessage } from '../../src/features/recaps/season/messages.ts';
import { type Season, sumOf } from '../../src/features/recaps/season/season.ts';
import { clubMessage, keptMessage, reviewForm, wholeMessage } from '../../src/features/reviews/member/messages.ts';
import { reviewsMessage } from '../../src/features/reviews/messages.ts';
import { revealedNotice } from '../../src/features/reviews/reveal/messages.ts';
import type { CriticReview, Entry, MembersView } from '../../src/features/reviews/reviews.ts';
import { readWords } from '../../src/features/reviews/rules.ts';
import { openNotice, turnNotice } from '../../src/features/rounds/messages.ts';
import type { Round } from '../../src/features/rounds/rounds.ts';
import { draftMessage, listMessage as nightsMessage } from '../../src/features/screenings/messages.ts';
import {
  movedNotice,
  type Night as NightToCome,
  cancelledNotice as nightCancelled,
  reminderNotice as nightReminder,
  plannedNotice,
} from '../../src/features/screenings/notices/messages.ts';
import { setupMessage } from '../../src/features/setup/messages.ts';
import { inline, label, truncate } from '../../src/lib/text.ts';
import { type Locale, say } from '../../src/texts/texts.ts';

/** What people typed: three texts that may be read in the open, and one that may not. */
export type Typed = { open: readonly [string, string, string]; hidden: string };

/**
 * A builder of messages that show a person's text, and how its texts come to it: as they are stored. A feature that
 * shows such a text adds its builder here.
 * `hides`: texts that stand nowhere in it but in a member's own words, in which their bars hide (none: they stand
 * elsewhere too).
 */
export type Builder = {
  name: string;
  hides?: readonly number[];
  build: (locale: Locale, typed: Typed) => Message | Notice | Form;
};

const ID = '01a20169-f001-7ecb-9e1f-eaff1b746e85';
const OTHER = '01a20169-f001-7ecb-9e1f-eaff1b746e86';
const [ME, YOU] = ['300000000000000001', '300000000000000002'];
const LINK = 'https://discord.com/channels/1/2';
const AT = new Date('2026-01-09T18:00:00Z');
/** A club's name has at most sixty characters on one line. */
const NAME = 60;

function clubOf({ open: [name] }: Typed): Club {
  const settings = clubSettings.parse({});
  return {
    guildId: '1',
    id: ID,
    name: truncate(inline(name), NAME),
    channelId: '2',
    zone: 'Asia/Seoul',
    settings,
    createdAt: AT,
  };
}

function roundOf(state: Round['state']): Round {
  const key = { guildId: '1', clubId: ID, id: OTHER, number: 3 };
  const turn = { pickerId: ME, pickerUntil: AT };
  return {
    ...key,
    state,
    since: AT,
    dueAt: AT,
    filmId: ID,
    chosenBy: 'poll',
    scheduledAt: AT,
    revealedAt: null,
    ...turn,
    createdAt: AT,
  };
}

function filmOf({ open: [title, original, name] }: Typed): FilmDetails {
  const person = { name, names: [] };
  return {
    id: ID,
    title,
    originalTitle: original,
    originalLanguage: null,
    year: 2018,
    runtimeMinutes: 148,
    countries: ['KR'],
    genres: ['drama'],
    ageRating: null,
    contentNotes: [],
    posterUrl: 'https://example.org/poster.jpg',
    otherYears: [],
    votes: null,
    source: 'test',
    fetchedAt: AT,
    titles: [],
    directors: [person],
    cast: [{ ...person, character: null }],
    externalIds: [],
    synopses: { en: original, ko: original },
  };
}

function moreOf({ open: [service, site, value] }: Typed): More {
  return {
    sources: ['wikidata', 'tmdb', 'omdb'],
    poster: undefined,
    trailer: 'https://www.youtube.com/watch?v=abcdefghijk',
    scores: [{ site, value }],
    watch: { stream: [service], rent: [site], buy: [value] },
    certificate: value,
    ...{ runtime: undefined, countries: [], genres: [], directors: [], cast: [], synopsis: {} },
  };
}

function hitOf({ open: [title, original, name] }: Typed): FilmHit {
  return {
    id: ID,
    title,
    originalTitle: original,
    year: 2018,
    countries: ['KR'],
    directors: [name],
    exactness: 'exact',
    isWhole: true,
    similarity: 1,
  };
}

const SAID = [ME, YOU, '300000000000000003'].map((userId, index) => ({ userId, halfStars: 2 + 3 * index }));

function nightOf(typed: Typed): Night {
  const { id, title, year, runtimeMinutes, genres } = filmOf(typed);
  return {
    roundId: OTHER,
    number: 3,
    chosenBy: 'poll',
    since: AT,
    revealedAt: AT,
    film: { id, title, year, runtimeMinutes, genres },
    at: AT,
    came: [ME, YOU],
    said: SAID,
    numbers: numbersOf(SAID),
  };
}

function recapOf(typed: Typed): NightRecap {
  return {
    ...nightOf(typed),
    film: filmOf(typed),
    club: clubOf(typed),
    extremes: extremesOf(SAID),
    critics: { score: 71, count: 2 },
    quotes: quotesOf([entryOf(typed), { ...entryOf(typed), userId: YOU }], () => false),
    won: { kind: 'poll', number: 3, votes: 4, of: 9, rounds: 2, tie: 'draw', nominators: [ME] },
    next: { kind: 'film', film: filmOf(typed), at: AT },
    divisiveOf: 2026,
  };
}

function seasonOf(typed: Typed): Season {
  const nights = [nightOf(typed), nightOf(typed), nightOf(typed)];
  return { club: clubOf(typed), year: 2026, ...sumOf(nights, new Map([[ID, [71]]])) };
}

const PICTURE = Buffer.from('PNG');

function criticOf({ open: [author, line], hidden }: Typed): CriticReview {
  return {
    id: ID,
    filmId: ID,
    site: author,
    author,
    url: `https://example.org/${encodeURIComponent(author.toWellFormed()).slice(0, 100)}`,
    published: '2023-10-10',
    language: 'en',
    ratingValue: '3.50',
    ratingScale: '5',
    score: 70,
    spoilers: 'unknown',
    openLine: line,
    excerpt: hidden,
  };
}

function entryOf({ open: [line, where], hidden }: Typed, userId = YOU): Entry {
  const cut = { open: line.slice(0, 200), where: where.slice(0, 100), hidden: hidden.slice(0, 4_000), again: 'maybe' };
  return { userId, halfStars: 7, ratedAt: AT, ...readWords(cut) };
}

function membersOf(typed: Typed): MembersView {
  const [yours, another] = [entryOf(typed, ME), entryOf(typed)];
  return { blind: false, youSeen: true, seen: 2, raters: [ME, YOU], entries: [another], yours, average: 3.5 };
}

function nominationOf({ open: [title, pitch, other] }: Typed): Nomination {
  const kept = (text: string) => truncate(inline(text), PITCH_LIMIT);
  return {
    id: ID,
    filmId: ID,
    roundId: OTHER,
    state: 'open',
    waitingSince: AT,
    origin: 'member',
    label: label(title, 100),
    title,
    year: 2018,
    nominators: [
      { userId: ME, pitch: kept(pitch) },
      { userId: YOU, pitch: kept(other) },
    ],
  };
}

const ballotFilms = (typed: Typed) => [nominationOf(typed), { ...nominationOf(typed), id: OTHER }];

function pollOf(method: Poll['method'], state: Poll['state'] = 'open'): Poll {
  return {
    guildId: '1',
    clubId: ID,
    roundId: OTHER,
    id: ID,
    number: 4,
    method,
    state,
    channelId: '2',
    openedBy: ME,
    openedAt: AT,
    closesAt: AT,
    eligible: 'members',
    roleId: null,
    quorum: 0,
    named: true,
    extended: false,
    askedToClose: false,
    closedAt: null,
    closedBy: null,
    outcome: null,
  };
}

const result: Result = {
  method: 'approval',
  seed: ID,
  ballots: 3,
  empty: 0,
  tally: [
    { id: ID, votes: 2, waitingSince: 1 },
    { id: OTHER, votes: 1, waitingSince: 2 },
  ],
  rounds: [],
  winner: ID,
  decidedBy: 'most',
  tied: [],
};
const outcome: Outcome = { result, eligible: 4, quorum: 0, hasQuorum: true, lateMs: 7_200_000 };

const shownPoll = (typed: Typed, poll: Poll) => {
  return { club: clubOf(typed).name, poll, films: ballotFilms(typed), voted: 2, eligible: 4, outcome };
};

function nightToCome(typed: Typed): NightToCome {
  const [title, place] = typed.open;
  const screening = {
    guildId: '1',
    clubId: ID,
    roundId: OTHER,
    filmId: ID,
    id: ID,
    number: 2,
    state: 'planned' as const,
    startsAt: AT,
    endsAt: AT,
    channelId: '2',
    voiceId: null,
    place: truncate(inline(place), 100),
    plannedBy: ME,
    plannedAt: AT,
    closedAt: null,
    attendedAt: null,
  };
  const rsvps = [{ userId: ME, answer: 'in' as const, onEvent: false, answeredAt: AT }];
  return { club: clubOf(typed).name, screening, film: { title, year: 2018 }, rsvps };
}

function discussionOf(): Discussion {
  const row = { guildId: '1', clubId: ID, filmId: ID, id: OTHER, state: 'open' as const, openedBy: ME, openedAt: AT };
  return { ...row, place: 'private', threadId: '5', triedAt: AT, announced: true };
}

const talkOf = (typed: Typed) => ({ discussion: discussionOf(), club: clubOf(typed).name, film: filmOf(typed) });

const standingOf = (typed: Typed) => ({ state: 'scheduled' as const, films: 2, film: filmOf(typed), dueAt: AT });

export const builders: readonly Builder[] = [
  {
    name: 'the card',
    build: (locale, typed) =>
      cardMessage(locale, {
        ...{ film: filmOf(typed), namesakes: [hitOf(typed)], reviews: [criticOf(typed)], rated: 2 },
        more: moreOf(typed),
      }),
  },
  {
    name: 'a film that is asked for elsewhere',
    build: (locale, typed) => askingMessage(locale, typed.open[1], { sources: ['wikidata'], near: [hitOf(typed)] }),
  },
  { name: 'suggestions of films', build: (locale, typed) => suggestionsMessage(locale, typed.open[1], [hitOf(typed)]) },
  {
    name: 'a page of reviews',
    hides: [],
    build: (locale, typed) => {
      const parts = { film: filmName({ title: truncate(inline(typed.open[2]), 100) }), filmId: ID, page: 1 };
      return reviewsMessage(locale, { ...parts, critics: [criticOf(typed)], members: membersOf(typed) });
    },
  },
  { name: 'one review', hides: [0, 1], build: (locale, typed) => wholeMessage(locale, entryOf(typed)) },
  { name: 'our club', build: (locale, typed) => clubMessage(locale, filmName(filmOf(typed)), ID, membersOf(typed)) },
  {
    name: 'a review that is kept',
    build: (locale, typed) =>
      keptMessage(locale, { film: filmName(filmOf(typed)), filmId: ID, halfStars: 7, blind: true, telling: true }),
  },
  {
    name: 'the form of a review',
    build: (locale, typed) => reviewForm(locale, ID, label(typed.open[2], 100), { ...entryOf(typed), hidden: null }),
  },
  {
    name: 'ratings that are in',
    build: (locale, typed) =>
      revealedNotice(locale, { club: clubOf(typed), film: filmOf(typed), number: 3, rated: 2, lateMs: 7_200_000 }),
  },
  {
    name: 'a film marked as seen',
    build: (locale, typed) => markMessage(locale, ID, say(locale, 'marks.seen', { film: filmName(filmOf(typed)) }), 7),
  },
  {
    name: 'a nomination put forward',
    hides: [1],
    build: (locale, typed) => {
      const put = {
        kind: 'put' as const,
        nomination: nominationOf(typed),
        round: roundOf('nominating'),
        standing: 2,
        seen: 1,
        voting: true,
      };
      return putMessage(locale, put, filmOf(typed), ME);
    },
  },
  {
    name: 'a nomination refused',
    build: (locale, typed) =>
      refusedMessage(locale, clubOf(typed), ID, { kind: 'full', film: label(typed.open[1], 100), limit: 2 }),
  },
  {
    name: 'a film kept for later',
    build: (locale, typed) => laterMessage(locale, clubOf(typed), ID, label(typed.open[1], 100)),
  },
  {
    name: 'films that may be meant',
    build: (locale, typed) => unsureMessage(locale, typed.open[1], ID, [hitOf(typed)]),
  },
  {
    name: 'the list of nominations',
    hides: [1],
    build: (locale, typed) =>
      listMessage(locale, {
        club: clubOf(typed),
        round: roundOf('nominating'),
        nominations: Array.from({ length: 6 }, (_, i) => ({ ...nominationOf(typed), id: `${ID.slice(0, -1)}${i}` })),
        vetoed: [label(typed.open[2], 100)],
        later: [{ id: ID, label: label(typed.open[1], 100) }],
        others: [],
        turn: undefined,
        keeps: true,
      }),
  },
  {
    name: 'one nomination',
    hides: [1, 2],
    build: (locale, typed) =>
      nominationMessage(locale, {
        nomination: nominationOf(typed),
        round: roundOf('nominating'),
        onBallot: false,
        canWithdraw: true,
        canVeto: true,
        keeps: true,
      }),
  },
  { name: 'a nomination to mend', build: (locale, typed) => mendMessage(locale, nominationOf(typed), [hitOf(typed)]) },
  { name: 'an open poll', build: (locale, typed) => openedNotice(locale, shownPoll(typed, pollOf('ranked'))) },
  { name: "Discord's own poll", build: (locale, typed) => openedNotice(locale, shownPoll(typed, pollOf('native'))) },
  {
    name: 'a ballot',
    build: (locale, typed) =>
      ballotMessage(locale, {
        poll: pollOf('ranked'),
        films: ballotFilms(typed),
        marked: [ID, OTHER],
        isDraft: true,
        cast: undefined,
      }),
  },
  {
    name: 'a ballot that is cast',
    build: (locale, typed) =>
      castMessage(locale, {
        poll: pollOf('approval'),
        films: ballotFilms(typed),
        marked: [ID],
        isDraft: false,
        cast: undefined,
      }),
  },
  {
    name: 'the result of a poll',
    build: (locale, typed) => resultNotice(locale, shownPoll(typed, pollOf('approval', 'closed'))),
  },
  {
    name: 'how a poll stands',
    build: (locale, typed) => statusMessage(locale, { ...shownPoll(typed, pollOf('approval', 'closed')), link: LINK }),
  },
  {
    name: 'a poll with more time',
    build: (locale, typed) => extendedNotice(locale, { ...shownPoll(typed, pollOf('single')), lateMs: 7_200_000 }),
  },
  {
    name: 'a poll called off',
    build: (locale, typed) => cancelledNotice(locale, { ...shownPoll(typed, pollOf('single')), link: LINK }),
  },
  {
    name: 'a note about a poll',
    build: (locale, typed) =>
      pollNote(locale, 'polls.note.trouble', { ...shownPoll(typed, pollOf('single')), link: LINK, again: true }),
  },
  {
    name: 'a poll counted again',
    build: (locale, typed) => {
      const recount = { poll: pollOf('approval', 'closed'), announced: outcome, again: outcome, stands: true };
      return recountMessage(locale, { recount, club: clubOf(typed).name, films: ballotFilms(typed) });
    },
  },
  { name: 'a new club', build: (locale, typed) => createdMessage(locale, clubOf(typed), ME, true) },
  { name: "a club's settings", build: (locale, typed) => settingsMessage(locale, clubOf(typed), []) },
  { name: 'which club', build: (locale, typed) => whichMessage(locale, 'poll open', ID, [clubOf(typed)]) },
  {
    name: 'whose turn it is',
    build: (locale, typed) => turnNotice(locale, clubOf(typed), roundOf('nominating')) ?? { components: [] },
  },
  {
    name: 'a turn that is over',
    build: (locale, typed) => openNotice(locale, clubOf(typed), roundOf('nominating'), true),
  },
  { name: 'a discussion', build: (locale, typed) => discussionMessage(locale, talkOf(typed)) },
  { name: 'a discussion that opens', build: (locale, typed) => discussionNotice(locale, talkOf(typed), 0) },
  {
    name: 'the first message of a discussion',
    build: (locale, typed) =>
      starterMessage(locale, { discussion: discussionOf(), film: filmOf(typed), place: 'private' }),
  },
  { name: 'the question before a discussion', build: (locale, typed) => askMessage(locale, filmOf(typed), ID) },
  {
    name: 'a message that was hidden',
    build: (locale, { hidden }) => hiddenMessage(locale, { authorId: ME, hiddenBy: YOU, secret: hidden }, []),
  },
  { name: 'a night that is planned', build: (locale, typed) => plannedNotice(locale, nightToCome(typed)) },
  {
    name: 'a night to come',
    build: (locale, typed) => nightReminder(locale, nightToCome(typed), { kind: 'day', people: [ME], lateMs: 0 }),
  },
  { name: 'a night that was moved', build: (locale, typed) => movedNotice(locale, nightToCome(typed), [ME]) },
  { name: 'a night called off', build: (locale, typed) => nightCancelled(locale, nightToCome(typed), [ME]) },
  {
    name: 'a night before it is planned',
    build: (locale, typed) => {
      const place = truncate(inline(typed.open[1]), 100);
      return draftMessage(locale, ID, { club: clubOf(typed), film: filmOf(typed), dates: [AT], endsAt: AT, place });
    },
  },
  {
    name: 'the list of nights',
    build: (locale, typed) => {
      const night = { ...nightToCome(typed).screening, coming: 3, film: filmOf(typed) };
      return nightsMessage(locale, clubOf(typed), { planned: [night], last: { ...night, state: 'over' } });
    },
  },
  {
    name: 'the set-up',
    build: (locale, typed) =>
      setupMessage(locale, {
        missing: [],
        more: 2,
        clubs: [{ club: clubOf(typed), hosts: [ME], standing: standingOf(typed) }],
      }),
  },
  {
    name: 'help',
    build: (locale, typed) =>
      helpMessage(locale, { club: clubOf(typed), role: 'stranger', standing: standingOf(typed) }, new Set(['film'])),
  },
  {
    name: 'the recap of a night',
    hides: [],
    build: (locale, typed) => nightMessage(locale, recapOf(typed), PICTURE),
  },
  {
    name: 'the recap of a night whose lines tell too much',
    build: (locale, typed) => {
      const told = [{ ...entryOf(typed), openLine: typed.hidden, hidden: null }];
      return nightMessage(locale, { ...recapOf(typed), quotes: quotesOf(told, () => true) }, undefined);
    },
  },
  { name: 'a recap that cannot be posted', build: (locale, typed) => troubleNote(locale, clubOf(typed), 3) },
  { name: 'a season at one glance', build: (locale, typed) => seasonMessage(locale, seasonOf(typed), 0) },
  { name: "a season's films", build: (locale, typed) => seasonMessage(locale, seasonOf(typed), 1, PICTURE) },
  {
    name: "a club's history",
    build: (locale, typed) =>
      historyMessage(locale, { club: clubOf(typed), nights: [{ ...nightOf(typed), critics: 71 }] }),
  },
];
