import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { loadClub, type Person, requireHost } from '../clubs/clubs.ts';
import { requirePlanned, showPlanned } from './planning.ts';
import {
  type Rsvp,
  replaceGuests,
  type Screening,
  type ScreeningKey,
  selectAllComing,
  selectAllGuests,
  selectGuests,
  selectRsvps,
  selectScreening,
  updateScreening,
  upsertRsvp,
} from './queries.ts';

/** Of a user select, and so of the people whose attendance one tap can mend. */
export const TAPPED = 25;

/**
 * Says that a person comes to a night, or cannot. The last answer counts, from our buttons and Discord's event alike.
 * @param onEvent whether Discord's event has them on its list, where it was answered there.
 * @throws UserError when the night is over or called off.
 */
export async function answerNight(
  desk: Desk,
  key: ScreeningKey,
  userId: string,
  answer: Rsvp['answer'],
  onEvent?: boolean,
): Promise<Screening> {
  return desk.db.transaction(async (tx) => {
    const screening = await requirePlanned(tx, key, undefined, 'share');
    const now = desk.now();
    if (screening.endsAt <= now) throw new UserError('screenings.over');
    await upsertRsvp(tx, { ...key, userId }, answer, now, onEvent);
    await showPlanned(tx, desk, screening);
    return screening;
  });
}

/**
 * Takes over who is on the list of Discord's event, and who is not any more: only what has changed there is an answer, so
 * that who said something else to our buttons since keeps that. It counts until the night is noted as over: people may
 * have answered there while the bot was down.
 */
export async function takeListed(desk: Desk, key: ScreeningKey, listed: ReadonlySet<string>): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const screening = await selectScreening(tx, key, 'share');
    if (screening?.state !== 'planned') return;
    const known = new Set((await selectRsvps(tx, key)).filter(({ onEvent }) => onEvent).map(({ userId }) => userId));
    const changed = known.symmetricDifference(listed);
    for (const userId of changed) {
      const isComing = listed.has(userId);
      await upsertRsvp(tx, { ...key, userId }, isComing ? 'in' : 'out', desk.now(), isComing);
    }
    if (changed.size > 0) await showPlanned(tx, desk, screening);
  });
}

/** The answers to a night, in the order in which they were given. */
export async function rsvpsOf(db: Db, guildId: string, screeningId: string): Promise<Rsvp[]> {
  return selectRsvps(db, { guildId, screeningId });
}

/** Who was at a night: as a host has said, else those who said that they come. Empty before its start. */
export async function attendanceOf(db: Db, guildId: string, screeningId: string): Promise<string[]> {
  const key = { guildId, screeningId };
  const screening = await selectScreening(db, key);
  if (!screening || screening.state === 'cancelled') return [];
  if (screening.attendedAt) return selectGuests(db, key);
  return screening.state === 'over' ? comingTo(await selectRsvps(db, key)) : [];
}

/** `attendanceOf` for several nights of a server, by their ids; one that is not over is not among them. */
export async function attendancesOf(
  db: Db,
  guildId: string,
  nights: readonly Screening[],
): Promise<Map<string, string[]>> {
  const over = nights.filter(({ state }) => state === 'over');
  const ids = over.map(({ id }) => id);
  const [rsvps, guests] = await Promise.all([selectAllComing(db, guildId, ids), selectAllGuests(db, guildId, ids)]);
  return new Map(over.map(({ id, attendedAt }) => [id, (attendedAt ? guests : rsvps).get(id) ?? []]));
}

export function comingTo(rsvps: readonly Rsvp[]): string[] {
  return rsvps.filter(({ answer }) => answer === 'in').map(({ userId }) => userId);
}

/**
 * Says who was there. The select holds the first people on the list: of those beyond it nothing is said, and they stay.
 * @throws UserError when the person is no host, or the night has not been.
 */
export async function noteGuests(
  desk: Desk,
  key: ScreeningKey,
  person: Person,
  chosen: readonly string[],
): Promise<{ screening: Screening; guests: string[] }> {
  return desk.db.transaction(async (tx) => {
    const screening = await selectScreening(tx, key, 'update');
    if (!screening) throw new UserError('screenings.gone');
    await requireHost(tx, await loadClub(tx, screening), person);
    if (screening.state !== 'over') throw new UserError('screenings.not-over');
    const known = await attendanceOf(tx, key.guildId, key.screeningId);
    const guests = [...new Set([...chosen, ...known.slice(TAPPED)])];
    await replaceGuests(tx, key, guests);
    await updateScreening(tx, screening, { attendedAt: desk.now() });
    // Whom the ratings waited for may not have been there.
    await desk.enqueue(tx, 'reviews/reveal', { guildId: key.guildId, roundId: screening.roundId });
    await showPlanned(tx, desk, screening);
    return { screening, guests };
  });
}
