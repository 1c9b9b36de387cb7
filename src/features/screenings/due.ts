import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost } from '../../posts/posts.ts';
import { type Club, loadClub } from '../clubs/clubs.ts';
import { beginRating, moveRound, roundOf } from '../rounds/rounds.ts';
import { comingTo } from './answering.ts';
import { beginNext } from './cadence/cycle.ts';
import { placeOf, showPlanned } from './planning.ts';
import {
  insertReminders,
  type Screening,
  type ScreeningKey,
  selectRsvps,
  selectScreening,
  updateScreening,
} from './queries.ts';
import { dueOf, dueUpTo, EARLY, lateness, type ReminderKind } from './rules.ts';
import { tellHosts } from './telling.ts';

type Tools = Omit<Desk, 'db'>;

/** People that one message pings: Discord takes 100, and its 2,000 characters have room for these. */
export const PINGED_AT_ONCE = 60;

/**
 * Sends what is due of a night's reminders, each once for the time the night is at. Where several have fallen due
 * while nobody was there to send them, the last speaks for all.
 */
export async function remind(desk: Desk, key: ScreeningKey, kind: ReminderKind): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const screening = await selectScreening(tx, key, 'update');
    if (!screening || screening.state === 'cancelled') return;
    const club = await loadClub(tx, screening);
    if (kind === 'rate') await askToRate(tx, desk, club, screening);
    else if (screening.state === 'planned') await remindUpTo(tx, desk, club, screening);
  });
}

async function remindUpTo(tx: Db, desk: Tools, club: Club, screening: Screening): Promise<void> {
  const due = dueUpTo(desk.now(), screening, club.zone);
  const last = due.at(-1);
  const isNew = await insertReminders(tx, screening, due, desk.now());
  if (last && isNew.includes(last)) await post(tx, desk, club, screening, last);
}

async function askToRate(tx: Db, desk: Tools, club: Club, screening: Screening): Promise<void> {
  const now = desk.now();
  if (dueOf('rate', screening, club.zone).getTime() - now.getTime() > EARLY) return;
  // After a time in which nobody was there, the end may not have been noted yet.
  if (screening.state === 'planned') await end(tx, desk, club, screening);
  const isNew = await insertReminders(tx, screening, ['rate'], now);
  if (isNew.length > 0) await post(tx, desk, club, screening, 'rate');
}

async function post(tx: Db, desk: Tools, club: Club, screening: Screening, kind: ReminderKind): Promise<void> {
  if (!club.settings.reminders[kind]) return;
  const coming = comingTo(await selectRsvps(tx, { guildId: screening.guildId, screeningId: screening.id }));
  const pages = Math.max(1, Math.ceil(coming.length / PINGED_AT_ONCE));
  const lateMs = lateness(dueOf(kind, screening, club.zone), desk.now());
  for (let page = 0; page < pages; page++) {
    const data = { kind, page, lateMs, startsAt: screening.startsAt.toISOString() };
    await addPost(tx, desk, { ...placeOf(screening), kind: 'screenings/reminder', data });
  }
}

/**
 * Ends a night when its time is over: its film has been watched, members rate it and talk about it. Ending twice ends
 * it once, and a night that was moved is not ended by what was due for its old time.
 */
export async function endScreening(desk: Desk, key: ScreeningKey): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const screening = await selectScreening(tx, key, 'update');
    if (screening?.state !== 'planned' || screening.endsAt.getTime() - desk.now().getTime() > EARLY) return;
    await end(tx, desk, await loadClub(tx, screening), screening);
  });
}

async function end(tx: Db, desk: Tools, club: Club, screening: Screening): Promise<void> {
  await remindUpTo(tx, desk, club, screening);
  const now = desk.now();
  const { guildId, clubId, filmId, roundId, id: screeningId } = screening;
  await updateScreening(tx, screening, { state: 'over', closedAt: now });
  const round = await roundOf(tx, { guildId, roundId }, true);
  if (round.state === 'scheduled') await beginRating(tx, desk, await moveRound(tx, round, 'watched', now));
  await desk.enqueue(tx, 'discussions/open', { guildId, clubId, filmId });
  await desk.enqueue(tx, 'screenings/event', { guildId, screeningId });
  await showPlanned(tx, desk, screening);
  await tellHosts(tx, desk, screening, 'screenings/guests');
  await beginNext(tx, desk, club);
}
