import { z } from 'zod';
import type { App } from '../../app.ts';
import type { Notice } from '../../discord/publish.ts';
import { link } from '../../lib/safe.ts';
import { findPost, heldUp, type Post } from '../../posts/posts.ts';
import type { JobHandlers, PostKind, PostKinds } from '../../posts/sending.ts';
import { type Locale, type TextKey, text } from '../../texts/texts.ts';
import { languageFor, loadClub } from '../clubs/clubs.ts';
import { loadFilm } from '../films/films.ts';
import { PINGED_AT_ONCE } from './due.ts';
import {
  cancelledNotice,
  hostNote,
  movedNotice,
  type Night,
  placedNotice,
  plannedNotice,
  reminderNotice,
} from './notices/messages.ts';
import { dueUpTo, endedLate } from './rules.ts';
import { attendanceOf, comingTo, endScreening, findScreening, remind, rsvpsOf } from './screenings.ts';
import { tellHosts } from './telling.ts';

export const screeningJobs: Pick<JobHandlers, 'screenings/remind' | 'screenings/end'> = {
  'screenings/remind': (app, { kind, ...key }) => remind(app, key, kind),
  'screenings/end': endScreening,
};

const moved = z.object({ startsAt: z.coerce.date() });
const reminder = moved.extend({
  kind: z.enum(['day', 'hour', 'start', 'rate']),
  page: z.number().int(),
  lateMs: z.number(),
});

const failure = z.object({ failed: z.enum(['full', 'forbidden', 'gone', 'refused']) });

/** Why a night has no event of Discord's. */
const WITHOUT = {
  full: 'screenings.note.full',
  forbidden: 'screenings.note.forbidden',
  gone: 'screenings.note.no-channel',
  refused: 'screenings.note.no-channel',
} as const satisfies Record<z.infer<typeof failure>['failed'], TextKey>;

/** A night as its club reads of it. */
type Shown = Night & { locale: Locale; zone: string };

async function shown(app: App, { guildId, subjectId, userId }: Post): Promise<Shown | undefined> {
  const key = { guildId, screeningId: subjectId };
  const screening = await findScreening(app.db, key);
  if (!screening) return undefined;
  const [club, film, rsvps, guests] = await Promise.all([
    loadClub(app.db, screening),
    loadFilm(app.db, screening.filmId, guildId),
    rsvpsOf(app.db, guildId, subjectId),
    screening.attendedAt ? attendanceOf(app.db, guildId, subjectId) : undefined,
  ]);
  const read = { locale: await languageFor(app.db, club, userId, app.config.locale), zone: club.zone };
  return film && { ...read, club: club.name, screening, film, rsvps, guests: guests?.length };
}

type Write = (app: App, night: Shown, post: Post) => Notice | undefined | Promise<Notice | undefined>;

/** A kind of post about a night. When it cannot be posted where it should, the hosts are told. */
function nightPost(write: Write): PostKind {
  return {
    write: async (app, post) => {
      const night = await shown(app, post);
      return night && write(app, night, post);
    },
    failed: async (app, post, tx) => {
      const { guildId, subjectId } = post;
      const screening = await findScreening(tx, { guildId, screeningId: subjectId });
      const isTold = await findPost(tx, { guildId, subjectId, kind: 'screenings/trouble' });
      if (screening && post.channelId && !isTold) await tellHosts(tx, app, screening, 'screenings/trouble');
    },
  };
}

/** A private note to a host. One that cannot be sent is let go: the person wants none. */
function note(key: TextKey): PostKind {
  return {
    write: async (app, post) => {
      const night = await shown(app, post);
      if (!night) return undefined;
      const { guildId, screening } = { guildId: post.guildId, screening: night.screening };
      const announced = await findPost(app.db, { guildId, kind: 'screenings/planned', subjectId: screening.id });
      const place = `https://discord.com/channels/${guildId}/${announced?.channelId ?? screening.channelId}`;
      const address = announced?.messageId ? `${place}/${announced.messageId}` : place;
      const way = link(text(night.locale, 'screenings.link'), address);
      return hostNote(night.locale, key, night, {
        way,
        lateMs: key === 'screenings.note.guests' ? endedLate(night.screening) : 0,
      });
    },
  };
}

/**
 * A reminder whose night has moved or was called off meanwhile is not sent: there is one for the new time. Nor is one
 * that was held up until the next one was due, which speaks for it.
 */
const writeReminder: Write = async (app, night, post) => {
  const { kind, page, lateMs, startsAt } = reminder.parse(post.data);
  const { screening, rsvps } = night;
  if (screening.state === 'cancelled' || screening.startsAt.getTime() !== startsAt.getTime()) return undefined;
  const isStale = kind !== 'rate' && dueUpTo(post.sentAt ?? app.now(), screening, night.zone).at(-1) !== kind;
  if (isStale) return undefined;
  const people = kind === 'rate' ? await attendanceOf(app.db, post.guildId, screening.id) : comingTo(rsvps);
  const some = people.slice(page * PINGED_AT_ONCE, (page + 1) * PINGED_AT_ONCE);
  const late = lateMs + heldUp(post, app.now());
  return reminderNotice(night.locale, night, { kind, people: some, lateMs: late });
};

export const screeningPosts: PostKinds = {
  'screenings/planned': nightPost((_, night) => plannedNotice(night.locale, night)),
  'screenings/reminder': nightPost(writeReminder),
  'screenings/moved': nightPost((_, night, post) => {
    const { startsAt } = moved.parse(post.data);
    const { screening, rsvps } = night;
    if (screening.state !== 'planned' || screening.startsAt.getTime() !== startsAt.getTime()) return undefined;
    return movedNotice(night.locale, night, comingTo(rsvps));
  }),
  'screenings/placed': nightPost((_, night) =>
    night.screening.state === 'planned' ? placedNotice(night.locale, night, comingTo(night.rsvps)) : undefined,
  ),
  'screenings/cancelled': nightPost((_, night) => cancelledNotice(night.locale, night, comingTo(night.rsvps))),
  'screenings/guests': note('screenings.note.guests'),
  'screenings/no-event': { write: (app, post) => note(WITHOUT[failure.parse(post.data).failed]).write(app, post) },
  'screenings/trouble': note('screenings.note.trouble'),
};
