import type { App } from '../../app.ts';
import { UserError } from '../../errors.ts';
import type { Post } from '../../posts/posts.ts';
import type { JobHandlers, PostKinds } from '../../posts/sending.ts';
import { languageOf, loadClub } from '../clubs/clubs.ts';
import { loadFilm } from '../films/films.ts';
import { endedLate, screeningsOf } from '../screenings/screenings.ts';
import {
  announce,
  type Discussion,
  discussionsLeft,
  keyOf,
  leaveDiscussion,
  OPENED_POST,
  openDiscussion,
} from './discussions.ts';
import { takeOut } from './entering/components.ts';
import { hidingJobs } from './hiding/jobs.ts';
import { openedNotice, starterMessage } from './messages.ts';
import { selectDiscussion } from './queries.ts';
import { ensureThread, STARTER_POST } from './thread/jobs.ts';

export const discussionJobs: Pick<JobHandlers, 'discussions/open' | 'discussions/leave' | 'discussions/hide'> = {
  ...hidingJobs,
  'discussions/leave': async (app, { userId, ...club }) => {
    for (const discussion of await discussionsLeft(app.db, club, userId)) {
      const isOut = await takeOut(app, discussion, userId);
      if (!isOut) app.log.warn({ guild: club.guildId, discussion: discussion.id }, 'a thread lets nobody out');
      await leaveDiscussion(app.db, keyOf(discussion), userId);
    }
  },
  'discussions/open': async (app, key) => {
    try {
      const club = await loadClub(app.db, key);
      const discussion = await openDiscussion(app, club, { filmId: key.filmId });
      if (discussion.state === 'closed') return;
      await announce(app, (await ensureThread(app, discussion)).discussion, club.channelId);
    } catch (error) {
      // What a person has to put right is not tried for a week: whoever uses /discuss film is told.
      if (!(error instanceof UserError)) throw error;
      app.log.warn({ guild: key.guildId, club: key.clubId, why: error.key }, 'a discussion could not be opened');
    }
  },
};

async function shown(app: App, { guildId, subjectId }: Post) {
  const discussion = await selectDiscussion(app.db, { guildId, discussionId: subjectId });
  if (!discussion) return undefined;
  const [film, club] = await Promise.all([loadFilm(app.db, discussion.filmId, guildId), loadClub(app.db, discussion)]);
  return film && { discussion, film, club: club.name, locale: languageOf(club, app.config.locale) };
}

/** How late (ms) a discussion opens that the end of a night opened: the bot may have been down at that end. */
async function lateness({ db }: App, { guildId, clubId, filmId, openedBy }: Discussion): Promise<number> {
  if (openedBy !== null) return 0;
  const nights = await screeningsOf(db, await loadClub(db, { guildId, clubId }));
  const night = nights.find((one) => one.filmId === filmId && one.state === 'over');
  return night ? endedLate(night) : 0;
}

export const discussionPosts: PostKinds = {
  [OPENED_POST]: {
    write: async (app, post) => {
      const now = await shown(app, post);
      return now && openedNotice(now.locale, now, await lateness(app, now.discussion));
    },
  },
  [STARTER_POST]: {
    write: async (app, post) => {
      const now = await shown(app, post);
      const { place } = now?.discussion ?? {};
      return now && place ? starterMessage(now.locale, { ...now, place }) : undefined;
    },
  },
};
