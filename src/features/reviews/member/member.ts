import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import type { Desk } from '../../../jobs/names.ts';
import { mention } from '../../../lib/moment.ts';
import { type Club, findMember, isHost, keyOf, type Person, recordEvent } from '../../clubs/clubs.ts';
import {
  averageStars,
  countSeen,
  type HalfStars,
  hasSeen,
  type MarkKey,
  markSeen,
  rateFilm,
  unrate,
} from '../../marks/marks.ts';
import { roundsWith, roundsWithAny } from '../../rounds/rounds.ts';
import { isBlind, mayRead, saysSomething, type Words } from '../rules.ts';
import {
  countRatings,
  deleteWords,
  type Entry,
  hasWatched,
  selectEntries,
  selectEntry,
  selectRaters,
  selectRatings,
  upsertWords,
} from './queries.ts';

export type { Entry };

/** What a server's members say of a film, as far as one of them may read it. */
export type MembersView = {
  /** Whether ratings and reviews are hidden until a club's reveal. */
  blind: boolean;
  youSeen: boolean;
  /** How many have said that they have seen it, and who has rated it: no secret. */
  seen: number;
  raters: string[];
  /** What may be read, the highest rating first; the person's own is `yours` and not among them. */
  entries: Entry[];
  yours: Entry | undefined;
  /** The mean of all ratings in stars, where they may be read. */
  average: number | undefined;
};

/** What the members say of a film, for one of them: every reading of ratings and reviews goes through here. */
export async function membersView(db: Db, key: MarkKey): Promise<MembersView> {
  const [youSeen, seen, raters, all] = await Promise.all([
    hasSeen(db, key),
    countSeen(db, key.guildId, key.filmId),
    selectRaters(db, key),
    selectEntries(db, key),
  ]);
  // Asked last: what was said after a round had begun to be blind is not among what was read before.
  const blind = await blindNow(db, key);
  const readable = all.filter(({ userId }) =>
    mayRead({ isOwn: userId === key.userId, isBlind: blind, hasSeen: youSeen }),
  );
  return {
    blind,
    youSeen,
    seen,
    raters,
    entries: readable.filter(({ userId }) => userId !== key.userId),
    yours: readable.find(({ userId }) => userId === key.userId),
    average: !blind && youSeen ? averageStars(all.map(({ halfStars }) => halfStars)) : undefined,
  };
}

/** One member's review, for another. @throws UserError where it may not be read, or is not there. */
export async function entryFor(db: Db, key: MarkKey, by: string): Promise<Entry> {
  const [youSeen, entry] = await Promise.all([hasSeen(db, key), selectEntry(db, { ...key, userId: by })]);
  const blind = await blindNow(db, key);
  if (!mayRead({ isOwn: by === key.userId, isBlind: blind, hasSeen: youSeen }) || !entry)
    throw new UserError('reviews.not-here');
  return entry;
}

/**
 * What the members say of a film for a message that those read who were there: a recap after its reveal. Undefined
 * while it is blind.
 */
export async function openEntries(db: Db, key: Pick<MarkKey, 'guildId' | 'filmId'>): Promise<Entry[] | undefined> {
  const all = await selectEntries(db, key);
  return (await blindNow(db, key)) ? undefined : all;
}

/**
 * What the members gave some films, by film, for a message about a club's nights: a film that is blind is not among
 * them, one that nobody rated has an empty list.
 */
export async function openRatings(
  db: Db,
  guildId: string,
  filmIds: readonly string[],
): Promise<Map<string, { userId: string; halfStars: number }[]>> {
  const all = Map.groupBy(await selectRatings(db, guildId, filmIds), ({ filmId }) => filmId);
  const rounds = Map.groupBy(await roundsWithAny(db, guildId, filmIds), ({ filmId }) => filmId);
  const open = filmIds.filter((filmId) => !isBlind(rounds.get(filmId) ?? []));
  return new Map(open.map((filmId) => [filmId, all.get(filmId) ?? []]));
}

/** How many have rated a film: no secret. */
export async function ratedBy(db: Db, key: Pick<MarkKey, 'guildId' | 'filmId'>): Promise<number> {
  return countRatings(db, key);
}

/** The person's own review, to be changed. */
export async function ownEntry(db: Db, key: MarkKey): Promise<Entry | undefined> {
  return selectEntry(db, key);
}

/**
 * Keeps a member's rating and review of a film, and that they have seen it; what they wrote before is replaced.
 * @returns whether it is hidden from others for now.
 * @throws UserError when this server has no such film.
 */
export async function writeReview(
  desk: Desk,
  key: MarkKey,
  { halfStars, ...words }: Words & { halfStars: HalfStars },
): Promise<{ blind: boolean }> {
  return desk.db.transaction(async (tx) => {
    const now = desk.now();
    await markSeen(tx, key, now);
    await rateFilm({ ...desk, db: tx }, key, halfStars);
    if (saysSomething(words)) await upsertWords(tx, key, words, now);
    else await deleteWords(tx, key);
    return { blind: await blindNow(tx, key) };
  });
}

/** Takes a member's own rating and review away; that they have seen the film stays. Nothing to take away is no error. */
export async function deleteReview(desk: Desk, key: MarkKey): Promise<void> {
  await desk.db.transaction(async (tx) => {
    await deleteWords(tx, key);
    await unrate(tx, desk, key);
    await desk.enqueue(tx, 'recaps/again', { guildId: key.guildId, filmId: key.filmId });
  });
}

/**
 * Takes away what a member wrote of a film, for a moderator or for a host of a club that they are in or that watches
 * the film; the rating stays. Whether there was anything is not told: it may be blind.
 * @throws UserError when the person may not.
 */
export async function removeReview(desk: Desk, club: Club, person: Person, key: MarkKey): Promise<void> {
  await desk.db.transaction(async (tx) => {
    if (!person.moderates && !(await isHost(tx, club, person)))
      throw new UserError('reviews.remove.refused', { club: club.name });
    if (!person.moderates && !(await concerns(tx, club, key)))
      throw new UserError('reviews.remove.elsewhere', { person: mention(key.userId), club: club.name });
    await deleteWords(tx, key);
    const event = { userId: person.userId, what: 'review removed', subjectId: `${key.filmId}/${key.userId}` };
    await recordEvent(tx, club, event, desk.now());
    await desk.enqueue(tx, 'recaps/again', { guildId: key.guildId, filmId: key.filmId });
  });
}

async function concerns(db: Db, club: Club, key: MarkKey): Promise<boolean> {
  if (await findMember(db, keyOf(club), key.userId)) return true;
  return hasWatched(db, { ...key, clubId: club.id });
}

async function blindNow(db: Db, { guildId, filmId }: Pick<MarkKey, 'guildId' | 'filmId'>): Promise<boolean> {
  return isBlind(await roundsWith(db, guildId, filmId));
}
