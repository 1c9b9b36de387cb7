import { type Component, component, type Pressed } from '../../discord/component.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import { type Message, sentence } from '../../discord/message.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { mention } from '../../lib/moment.ts';
import { say } from '../../texts/texts.ts';
import {
  type Club,
  clubMeant,
  findMember,
  keepCommand,
  keyOf as keyOfClub,
  loadClub,
  takeCommand,
} from '../clubs/clubs.ts';
import { noClubMessage } from '../clubs/messages.ts';
import { filmSought, requireFilm } from '../films/films.ts';
import { filmName } from '../films/messages.ts';
import { unseenRoute } from '../marks/messages.ts';
import {
  announce,
  clubOf,
  type Discussion,
  enterDiscussion,
  isMember,
  keyOf,
  leaveDiscussion,
  loadDiscussion,
  noteAnnounced,
  openDiscussion,
  readmit,
  reopenDiscussion,
  requireWelcome,
  takeBackSeen,
} from './discussions.ts';
import { letIn, takeOut, unlock } from './entering/components.ts';
import {
  askMessage,
  clubMessage,
  clubRoute,
  confirmRoute,
  discussionMessage,
  discussRoute,
  enterRoute,
  insideMessage,
  leaveRoute,
  leftMessage,
  lockedMessage,
  pickRoute,
  readmitRoute,
  strangerMessage,
  unsureMessage,
} from './messages.ts';
import { standingThread } from './thread/jobs.ts';

/** What a kept command of ours is called: a film that is still to be chosen, and a question that is not answered yet. */
const PICK = 'discuss film';
const ENTER = 'discussions enter';

/** The club's discussion of the film that a person's words name; where they may mean several, the person is asked alone. */
export async function discussText(asked: Asked, club: Club, words: string): Promise<Answer> {
  const { app, guildId, locale } = asked;
  const found = await filmSought({ ...app, log: asked.log }, { text: words, guildId });
  if (found.kind === 'film') return discuss(asked, club, found.filmId);
  const pendingId = await keepCommand(app.db, asked, { command: PICK, given: { club: club.id } }, app.now());
  return unsureMessage(locale, words, pendingId, found.suggestions);
}

const pick = component(pickRoute, 'public', async (pressed, { pendingId }) => {
  const [filmId] = pressed.values;
  if (!isId(filmId)) throw new UserError('failure.stale');
  const { app, guildId } = pressed;
  const { command, given } = await takeCommand(app.db, pressed, pendingId, app.now());
  if (command !== PICK || typeof given.club !== 'string') throw new UserError('failure.stale');
  return discuss(pressed, await loadClub(app.db, { guildId, clubId: given.club }), filmId);
});

/** The discussion for everybody to see; a closed one is opened again by whoever may. */
async function discuss(asked: Asked, club: Club, filmId: string): Promise<Answer> {
  const { app, guildId, locale, userId } = asked;
  if (!(await findMember(app.db, keyOfClub(club), userId))) return strangerMessage(locale, club);
  const film = await requireFilm(app.db, filmId, guildId);
  const opened = await openDiscussion(app, club, { filmId: film.id, by: userId });
  if (await reopenDiscussion(app, opened, asked)) await unlock(app, opened);
  const { discussion, fellBack, threadId, standing } = await standingThread(app, opened);
  if (standing === 'locked') return lockedMessage(locale, film, threadId);
  await noteAnnounced(app.db, discussion);
  return discussionMessage(locale, { discussion, club: club.name, film }, fellBack);
}

/** "Discuss" on a film's card. */
const button = component(discussRoute, 'private', async (pressed, { filmId }) => {
  const { app, guildId, channelId, userId, locale } = pressed;
  const meant = await clubMeant(app.db, { guildId, channelId, userId });
  if (!meant) return noClubMessage(locale);
  return meant.kind === 'which' ? clubMessage(locale, filmId, meant.clubs) : approach(pressed, meant.club, filmId);
});

const ofClub = component(clubRoute, 'update', async (pressed, { filmId }) => {
  const [clubId] = pressed.values;
  if (!isId(clubId)) throw new UserError('failure.stale');
  return approach(pressed, await loadClub(pressed.app.db, { guildId: pressed.guildId, clubId }), filmId);
});

/** Has the discussion made and announced if there is none, and asks the person whether they want in. */
async function approach(asked: Asked, club: Club, filmId: string): Promise<Message> {
  const { app, guildId, locale, userId } = asked;
  if (!(await findMember(app.db, keyOfClub(club), userId))) return asUpdate(strangerMessage(locale, club));
  const film = await requireFilm(app.db, filmId, guildId);
  const discussion = await openDiscussion(app, club, { filmId: film.id, by: userId });
  if (discussion.state === 'open') {
    const held = await standingThread(app, discussion);
    await announce(app, held.discussion, club.channelId);
  }
  return ask(asked, discussion);
}

/** "I've seen it": the one question before; none for whoever has answered it. */
const enter = component(enterRoute, 'private', async (pressed, { discussionId }) =>
  ask(pressed, await loadDiscussion(pressed.app.db, { guildId: pressed.guildId, discussionId })),
);

async function ask(asked: Asked, discussion: Discussion): Promise<Message> {
  const { app, guildId, locale, userId } = asked;
  const club = await clubOf(app.db, discussion);
  if (!(await findMember(app.db, keyOfClub(club), userId))) return asUpdate(strangerMessage(locale, club));
  await requireWelcome(app.db, discussion, userId);
  if (await isMember(app.db, keyOf(discussion), userId)) return inside(asked, discussion);
  const film = await requireFilm(app.db, discussion.filmId, guildId);
  const given = { discussion: discussion.id };
  return askMessage(locale, film, await keepCommand(app.db, asked, { command: ENTER, given }, app.now()));
}

/** "Yes, let me in": only where the question was put to this very person. */
const confirm = component(confirmRoute, 'update', async (pressed, { pendingId }) => {
  const { app, guildId, userId } = pressed;
  const discussion = await app.db.transaction(async (tx) => {
    const { command, given } = await takeCommand(tx, pressed, pendingId, app.now());
    if (command !== ENTER || typeof given.discussion !== 'string') throw new UserError('failure.stale');
    return enterDiscussion(tx, { guildId, discussionId: given.discussion }, userId, app.now());
  });
  return inside(pressed, discussion);
});

async function inside({ app, locale, userId }: Asked, discussion: Discussion): Promise<Message> {
  return insideMessage(locale, discussion, await letIn(app, discussion, userId));
}

const leave = component(leaveRoute, 'private', async (pressed, { discussionId }) => {
  const { app, guildId, locale, userId } = pressed;
  const discussion = await leaveDiscussion(app.db, { guildId, discussionId }, userId);
  if (!(await takeOut(app, discussion, userId))) throw new UserError('discussions.leave.stuck');
  return leftMessage(locale, discussion, await requireFilm(app.db, discussion.filmId, guildId));
});

/** "I have not seen it after all", wherever it is pressed: the mark goes, and with it the way into what spoils. */
const unseen = component(unseenRoute, 'update', async (pressed, { filmId }) => {
  const { app, guildId, locale, userId } = pressed;
  const film = await requireFilm(app.db, filmId, guildId);
  const joined = await takeBackSeen(app, { guildId, filmId: film.id, userId });
  for (const discussion of joined) await takeOut(app, discussion, userId);
  return sentence(say(locale, 'marks.undone', { film: filmName(film) }));
});

const back = component(readmitRoute, 'update', async (pressed: Pressed, { discussionId, person }) => {
  if (!/^\d{1,20}$/.test(person)) throw new UserError('failure.stale');
  await readmit(pressed.app, { guildId: pressed.guildId, discussionId }, pressed, person);
  return sentence(say(pressed.locale, 'discussions.readmit.done', { person: mention(person) }));
});

function asUpdate({ private: _, ...message }: Answer): Message {
  return message;
}

export const discussionComponents: readonly Component[] = [pick, button, ofClub, enter, confirm, leave, unseen, back];
