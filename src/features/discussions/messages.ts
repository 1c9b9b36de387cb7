import type { APIButtonComponent } from 'discord.js';
import type { Answer } from '../../discord/handler.ts';
import type { Message } from '../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../discord/parts.ts';
import type { Notice } from '../../discord/publish.ts';
import { route } from '../../discord/routes.ts';
import { channelLink, mention } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import type { Club } from '../clubs/clubs.ts';
import { joinButton } from '../clubs/messages.ts';
import type { FilmHit } from '../films/films.ts';
import { filmLabel, filmName, type Named } from '../films/messages.ts';
import { unseenRoute } from '../marks/messages.ts';
import { filmSelect } from '../nominations/messages.ts';
import { duration } from '../polls/messages.ts';
import { reviewsButton } from '../reviews/messages.ts';
import type { Discussion } from './discussions.ts';

export const discussRoute = route('discussions/discuss/:filmId');
export const clubRoute = route('discussions/club/:filmId');
export const pickRoute = route('discussions/pick/:pendingId');
export const enterRoute = route('discussions/enter/:discussionId');
export const confirmRoute = route('discussions/confirm/:pendingId');
export const leaveRoute = route('discussions/leave/:discussionId');
export const readmitRoute = route('discussions/readmit/:discussionId/:person');

const SHOWN = { asked: 100, option: 100, options: 25 };

/** Questions that fit every film and give nothing of it away. */
const QUESTIONS = [
  'discussions.question.stays',
  'discussions.question.scene',
  'discussions.question.person',
  'discussions.question.change',
  'discussions.question.whom',
] as const satisfies readonly TextKey[];

const CARDS = {
  private: 'discussions.card',
  forum: 'discussions.card.forum',
  public: 'discussions.card.public',
} as const satisfies Record<NonNullable<Discussion['place']>, TextKey>;

const PLACES = {
  private: 'discussions.place.private',
  forum: 'discussions.place.forum',
  public: 'discussions.place.public',
} as const satisfies Record<NonNullable<Discussion['place']>, TextKey>;

const STARTERS = {
  private: 'discussions.starter.private',
  forum: 'discussions.starter.forum',
  public: 'discussions.starter.public',
} as const satisfies Record<NonNullable<Discussion['place']>, TextKey>;

/** Out of a thread that is open to whoever sees its channel, nobody can be kept by us. */
const REMOVED = {
  private: 'discussions.remove.done',
  forum: 'discussions.remove.forum',
  public: 'discussions.remove.public',
} as const satisfies Record<NonNullable<Discussion['place']>, TextKey>;

type Shown = { discussion: Discussion; club: string; film: Named };

/** "Discuss", for any message about a film: answered privately. */
export function discussButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'discussions.button'), discussRoute.build({ filmId }));
}

/** The discussion as everybody may see it. @param wantedForum whether it is a thread although the club wants a forum. */
export function discussionMessage(locale: Locale, shown: Shown, wantedForum = false): Message {
  const why = wantedForum ? [say(locale, 'discussions.no-forum')] : [];
  const lines = [safe`### ${filmName(shown.film)}`, ...cardLines(locale, shown), ...why];
  return { components: [display(join(lines, '\n')), buttonRow(enterButton(locale, shown.discussion))] };
}

/** The same as the bot says it by itself, and how late (ms), where it is. */
export function openedNotice(locale: Locale, shown: Shown, lateMs: number): Notice {
  const late = lateMs > 0 ? [say(locale, 'screenings.late', { late: duration(locale, lateMs) })] : [];
  const lines = [filmName(shown.film), ...cardLines(locale, shown), ...late];
  return { content: join(lines, '\n'), rows: [buttonRow(enterButton(locale, shown.discussion))] };
}

function cardLines(locale: Locale, { discussion, club }: Shown): Safe[] {
  const place = discussion.place ?? 'private';
  return [say(locale, CARDS[place], { club }), say(locale, PLACES[place])];
}

function enterButton(locale: Locale, { id }: Discussion): APIButtonComponent {
  return button(text(locale, 'card.seen'), enterRoute.build({ discussionId: id }), { primary: true });
}

/** The first message in a discussion. */
export function starterMessage(
  locale: Locale,
  {
    discussion,
    film,
    place,
  }: { discussion: Pick<Discussion, 'id' | 'filmId'>; film: Named; place: keyof typeof STARTERS },
): Message {
  const questions = QUESTIONS.map((key) => safe`- ${say(locale, key)}`);
  const lines = [
    safe`### ${filmName(film)}`,
    say(locale, STARTERS[place]),
    say(locale, 'discussions.questions'),
    ...questions,
  ];
  const leave = button(text(locale, 'discussions.leave'), leaveRoute.build({ discussionId: discussion.id }));
  return { components: [display(join(lines, '\n')), buttonRow(reviewsButton(locale, discussion.filmId), leave)] };
}

/** The one question before somebody comes in, for them alone. */
export function askMessage(locale: Locale, film: Named, pendingId: string): Message {
  const yes = button(text(locale, 'discussions.confirm'), confirmRoute.build({ pendingId }), { primary: true });
  return { components: [display(say(locale, 'discussions.ask', { film: filmName(film) })), buttonRow(yes)] };
}

/** The way in, for who is in, and the way back. */
export function insideMessage(locale: Locale, discussion: Discussion, threadId: string): Message {
  const undo = button(text(locale, 'marks.undo'), unseenRoute.build({ filmId: discussion.filmId }));
  const words = say(locale, 'discussions.inside', { thread: channelLink(threadId) });
  return { components: [display(words), buttonRow(reviewsButton(locale, discussion.filmId), undo)] };
}

/** That nobody comes in, since a moderator has locked the thread by Discord's own means, and how that ends. */
export function lockedMessage(locale: Locale, film: Named, threadId: string): Answer {
  const words = say(locale, 'discussions.locked.how', { film: filmName(film), thread: channelLink(threadId) });
  return { private: true, components: [display(words)] };
}

/** What somebody reads who has left, and the way back. */
export function leftMessage(locale: Locale, { filmId }: Discussion, film: Named): Message {
  const undo = button(text(locale, 'marks.undo'), unseenRoute.build({ filmId }));
  const words = say(locale, 'discussions.left', { film: filmName(film) });
  return { components: [display(words), buttonRow(undo)] };
}

/** That a discussion is for members, with the way to become one. */
export function strangerMessage(locale: Locale, club: Club): Answer {
  const words = say(locale, 'clubs.join-first', { club: club.name });
  return { private: true, components: [display(words), buttonRow(joinButton(locale, club))] };
}

/** Which club is meant, for a button. */
export function clubMessage(locale: Locale, filmId: string, clubs: readonly Club[]): Message {
  const options = clubs
    .slice(0, SHOWN.options)
    .map(({ id, name }) => ({ value: id, label: label(name, SHOWN.option) }));
  const select = selectRow(text(locale, 'clubs.which'), clubRoute.build({ filmId }), options);
  return { components: [display(say(locale, 'clubs.which.why')), select] };
}

/** Films that may be meant; choosing one goes on with what was typed. */
export function unsureMessage(locale: Locale, asked: string, pendingId: string, films: readonly FilmHit[]): Answer {
  const words = say(locale, 'film.unsure', { title: label(asked, SHOWN.asked) });
  const select = filmSelect(text(locale, 'film.unsure.pick'), pickRoute.build({ pendingId }), films);
  return { private: true, components: [display(words), select] };
}

/** That somebody is out, and the way to take that back. */
export function removedMessage(locale: Locale, discussion: Discussion, film: Named, userId: string): Message {
  const key = REMOVED[discussion.place ?? 'private'];
  const words = say(locale, key, { person: mention(userId), film: filmName(film) });
  const undo = readmitRoute.build({ discussionId: discussion.id, person: userId });
  return { components: [display(words), buttonRow(button(text(locale, 'discussions.readmit'), undo))] };
}

/** A thread's name: what the film is called, and nothing that a person typed. */
export function threadName(locale: Locale, film: Named, isTypedIn: boolean): string {
  return isTypedIn ? text(locale, 'discussions.thread') : filmLabel(film);
}
