import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { newId } from '../../lib/ids.ts';
import { moment } from '../../lib/moment.ts';
import { addPost, refreshPost } from '../../posts/posts.ts';
import { type Club, keyOf, loadClub, type Person, recordEvent, requireHost } from '../clubs/clubs.ts';
import { requireFilm } from '../films/films.ts';
import { adoptFilm } from '../marks/marks.ts';
import { moveRound, type Round, roundByHand, roundOf, roundsUnderWay, setDue } from '../rounds/rounds.ts';
import { updateEvent } from './event/queries.ts';
import {
  insertScreening,
  nextNumber,
  type Screening,
  type ScreeningKey,
  selectOfRound,
  selectScreening,
  updateScreening,
} from './queries.ts';
import { dueOf, endOf, FARTHEST, LEAD_UP } from './rules.ts';

type Tools = Omit<Desk, 'db'>;

/** What somebody wants who plans a night. A night is in a voice channel, at a place in words, or left open. */
export type Wish = {
  filmId: string;
  startsAt: Date;
  voiceId?: string | undefined;
  place?: string | undefined;
  /** Where it is announced, if not in the club's own channel. */
  channelId?: string | undefined;
};

/**
 * Plans a night: the row, its reminders, its end, its announcement and Discord's event are caused by one transaction.
 * A film that a round of the club has chosen is that round's night; any other gets a round of its own.
 * @param person who plans; undefined for the bot by itself.
 * @throws UserError when the person may not, for a night in the past or too far ahead, and for a film that has a night.
 */
export async function planScreening(tx: Db, desk: Tools, club: Club, person: Person | undefined, wish: Wish) {
  await loadClub(tx, keyOf(club), true);
  if (person) await requireHost(tx, club, person);
  const now = desk.now();
  requireTime(wish.startsAt, now);
  const film = await requireFilm(tx, wish.filmId, club.guildId);
  if (!(await adoptFilm(tx, club.guildId, film.id, now))) throw new UserError('film.gone');
  const round = await roundFor(tx, club, film.id, now);
  const screening: Screening = {
    ...keyOf(club),
    roundId: round.id,
    filmId: film.id,
    id: newId(),
    number: await nextNumber(tx, keyOf(club)),
    state: 'planned',
    startsAt: wish.startsAt,
    endsAt: endOf(wish.startsAt, film.runtimeMinutes),
    channelId: wish.channelId ?? club.channelId,
    voiceId: wish.voiceId ?? null,
    place: wish.place ?? null,
    plannedBy: person?.userId ?? null,
    plannedAt: now,
    closedAt: null,
    attendedAt: null,
  };
  await insertScreening(tx, screening);
  await addPost(tx, desk, { ...placeOf(screening), kind: 'screenings/planned' });
  await enqueueDue(tx, desk, club, screening);
  return screening;
}

/** @throws UserError for a time that is over, or too far ahead. */
export function requireTime(startsAt: Date, now: Date): void {
  if (startsAt <= now) throw new UserError('screenings.past', { at: moment(startsAt, 'F') });
  if (startsAt.getTime() - now.getTime() > FARTHEST) throw new UserError('screenings.far');
}

async function roundFor(tx: Db, club: Club, filmId: string, now: Date): Promise<Round> {
  const chosen = (await roundsUnderWay(tx, club)).filter((one) => one.state === 'scheduled' && one.filmId === filmId);
  for (const round of chosen) {
    const other = await selectOfRound(tx, club.guildId, round.id);
    if (!other) {
      await setDue(tx, round, null);
      return round;
    }
    throw new UserError('screenings.already', { at: moment(other.startsAt, 'F') });
  }
  return roundByHand(tx, club, filmId, now);
}

/** What falls due for a night. A night that moves gets it anew: what was due for the old time finds nothing to do. */
async function enqueueDue(tx: Db, desk: Tools, club: Club, screening: Screening): Promise<void> {
  const { guildId, id: screeningId } = screening;
  const now = desk.now();
  for (const kind of [...LEAD_UP, 'rate'] as const) {
    const due = dueOf(kind, screening, club.zone);
    if (due > now) await desk.enqueue(tx, 'screenings/remind', { guildId, screeningId, kind }, due);
  }
  await desk.enqueue(tx, 'screenings/end', { guildId, screeningId }, screening.endsAt);
  await desk.enqueue(tx, 'screenings/event', { guildId, screeningId });
  // Discord starts an event in a voice channel for nobody.
  if (screening.voiceId) await desk.enqueue(tx, 'screenings/event', { guildId, screeningId }, screening.startsAt);
}

/**
 * Moves a night to another time; who comes stays as it was said.
 * @param by undefined where Discord's own event was moved: whoever did so may change the server's events.
 * @throws UserError when the person may not, the night is over or called off, and for a time in the past.
 */
export async function moveScreening(
  tx: Db,
  desk: Tools,
  key: ScreeningKey,
  by: Person | undefined,
  startsAt: Date,
): Promise<Screening> {
  const before = await requirePlanned(tx, key, by, 'update');
  const now = desk.now();
  requireTime(startsAt, now);
  if (startsAt.getTime() === before.startsAt.getTime()) return before;
  const length = before.endsAt.getTime() - before.startsAt.getTime();
  const endsAt = new Date(startsAt.getTime() + length);
  const screening = { ...before, startsAt, endsAt };
  await updateScreening(tx, before, { startsAt, endsAt });
  // What Discord refused may be possible now.
  await updateEvent(tx, key, { failed: null });
  const club = await loadClub(tx, before);
  await recordEvent(tx, club, { userId: by?.userId ?? null, what: 'screening moved', subjectId: before.id }, now);
  await showPlanned(tx, desk, screening);
  const data = { startsAt: startsAt.toISOString() };
  await addPost(tx, desk, { ...placeOf(screening), kind: 'screenings/moved', data });
  await enqueueDue(tx, desk, club, screening);
  return screening;
}

/**
 * Calls a night off. A film that a vote chose keeps its round and can be planned again; a round that this night alone
 * made is called off with it.
 * @throws UserError as `moveScreening`.
 */
export async function cancelScreening(
  tx: Db,
  desk: Tools,
  key: ScreeningKey,
  by: Person | undefined,
): Promise<Screening> {
  const screening = await requirePlanned(tx, key, by, 'update');
  const now = desk.now();
  await updateScreening(tx, screening, { state: 'cancelled', closedAt: now });
  const club = await loadClub(tx, screening);
  await recordEvent(
    tx,
    club,
    { userId: by?.userId ?? null, what: 'screening cancelled', subjectId: screening.id },
    now,
  );
  const round = await roundOf(tx, screening, true);
  if (round.state === 'scheduled' && round.chosenBy === 'host') await moveRound(tx, round, 'cancelled', now);
  await showPlanned(tx, desk, screening);
  await addPost(tx, desk, { ...placeOf(screening), kind: 'screenings/cancelled' });
  await desk.enqueue(tx, 'screenings/event', key);
  if (club.settings.auto) await desk.enqueue(tx, 'screenings/cycle', { guildId: key.guildId, roundId: round.id });
  return { ...screening, state: 'cancelled', closedAt: now };
}

/** @throws UserError when there is no such night, it is over or called off, or the person is no host. */
export async function requirePlanned(
  tx: Db,
  key: ScreeningKey,
  by: Person | undefined,
  lock?: 'share' | 'update',
): Promise<Screening> {
  const screening = await selectScreening(tx, key, lock);
  if (!screening) throw new UserError('screenings.gone');
  if (by) await requireHost(tx, await loadClub(tx, screening), by);
  if (screening.state === 'cancelled') throw new UserError('screenings.cancelled');
  if (screening.state === 'over') throw new UserError('screenings.over');
  return screening;
}

/** The night's announcement shows how things are now. */
export async function showPlanned(tx: Db, desk: Tools, { guildId, id }: Screening): Promise<void> {
  await refreshPost(tx, desk, { guildId, kind: 'screenings/planned', subjectId: id });
}

export function placeOf({ guildId, channelId, id }: Screening) {
  return { guildId, channelId, subjectId: id };
}
