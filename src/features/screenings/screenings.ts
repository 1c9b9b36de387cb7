import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { type Club, changeClub, keyOf, type Person } from '../clubs/clubs.ts';
import { roundsUnderWay } from '../rounds/rounds.ts';
import {
  countComing,
  type Rsvp,
  type Screening,
  type ScreeningKey,
  selectOfRound,
  selectScreening,
  selectScreenings,
} from './queries.ts';
import { endedLate, type ReminderKind } from './rules.ts';

export { answerNight, attendanceOf, attendancesOf, comingTo, noteGuests, rsvpsOf, takeListed } from './answering.ts';
export { changeCadence, viewCadence } from './cadence/cadence.ts';
export { endScreening, remind } from './due.ts';
export { placeScreening, type Where } from './placing.ts';
export { cancelScreening, moveScreening, planScreening } from './planning.ts';
export type { Rsvp, Screening, ScreeningKey };
export { endedLate };

/** Every night of a club, the latest first: planned, over and called off. */
export async function screeningsOf(db: Db, club: Club): Promise<Screening[]> {
  return selectScreenings(db, keyOf(club));
}

/** A night, or undefined where there is none; `lock` as in `selectScreening`. */
export async function findScreening(
  db: Db,
  key: ScreeningKey,
  lock?: 'share' | 'update',
): Promise<Screening | undefined> {
  return selectScreening(db, key, lock);
}

/** A night in a list: how many come. */
export type Listed = Screening & { coming: number };

/** What a list shows: the nights to come, the next first, and the last one that was. */
export async function listNights(db: Db, club: Club): Promise<{ planned: Listed[]; last: Listed | undefined }> {
  const all = await screeningsOf(db, club);
  const planned = all.filter(({ state }) => state === 'planned').reverse();
  const last = all.find(({ state }) => state === 'over');
  const shown = [...planned, ...(last ? [last] : [])];
  const coming = await countComing(
    db,
    club.guildId,
    shown.map(({ id }) => id),
  );
  const listed = (one: Screening): Listed => ({ ...one, coming: coming.get(one.id) ?? 0 });
  return { planned: planned.map(listed), last: last && listed(last) };
}

/** The film of the club's round that is to be watched and has no night yet: the first chosen first. */
export async function filmToPlan(db: Db, club: Club): Promise<string | undefined> {
  for (const { id, state, filmId } of await roundsUnderWay(db, club))
    if (state === 'scheduled' && filmId && !(await selectOfRound(db, club.guildId, id))) return filmId;
  return undefined;
}

/**
 * The planned night that is meant: the one whose number is given, else the club's only one.
 * @throws UserError when there is none, or more than one may be meant.
 */
export async function chooseNight(db: Db, club: Club, given: string | undefined): Promise<Screening> {
  const nights = (await screeningsOf(db, club)).filter(({ state }) => state === 'planned').reverse();
  if (given !== undefined) {
    const word = given.trim().replace(/^#/, '');
    const found = nights.find(({ id, number }) => id === word || String(number) === word);
    if (!found) throw new UserError('screenings.unknown', { night: given.slice(0, 40), club: club.name });
    return found;
  }
  const [first, ...more] = nights;
  if (!first) throw new UserError('screenings.none', { club: club.name });
  if (more.length === 0) return first;
  const numbers = nights.map(({ number }) => number).sort((a, b) => a - b);
  throw new UserError('screenings.which', { numbers: numbers.join(', '), example: first.number });
}

/**
 * Says which reminders a club wants; what is left out stays as it is, and with nothing given nothing changes.
 * @throws UserError for whoever is no host.
 */
export async function changeReminders(
  desk: Desk,
  club: Club,
  person: Person,
  wish: Partial<Record<ReminderKind, boolean | undefined>>,
): Promise<Club> {
  const given = Object.entries(wish).filter(([, value]) => value !== undefined);
  if (given.length === 0) return club;
  const reminders = { ...club.settings.reminders, ...Object.fromEntries(given) };
  return desk.db.transaction((tx) => changeClub(tx, keyOf(club), person, { settings: { reminders } }, desk.now()));
}
