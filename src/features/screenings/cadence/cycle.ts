import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import type { Desk } from '../../../jobs/names.ts';
import { type Club, loadClub } from '../../clubs/clubs.ts';
import { openPoll } from '../../polls/polls.ts';
import { openRound, type Round, type RoundKey, roundOf, roundsUnderWay, setDue } from '../../rounds/rounds.ts';
import { selectScreenings } from '../queries.ts';
import { EARLY, endedLate, lateness } from '../rules.ts';
import { planNight } from './night.ts';
import { tell } from './telling.ts';

type Tools = Omit<Desk, 'db'>;

const HOUR = 3_600_000;
/** Nights looked at for one that has just ended: those planned beyond it are few. */
const LAST_NIGHTS = 20;
const SHORTEST_MORE = 12 * HOUR;
const LONGEST_MORE = 60 * 24 * HOUR;

/**
 * Has a round of a club that runs by itself go on: nominations get a deadline, at which the vote opens; a film that was
 * chosen gets the next free night of the cadence. Doing it again changes nothing.
 */
export async function goOn(desk: Desk, key: RoundKey): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const before = await roundOf(tx, key);
    const club = await loadClub(tx, before, true);
    const round = await roundOf(tx, key, true);
    if (!club.settings.auto) return;
    if (round.state === 'nominating') await goOnNominating(tx, desk, club, round);
    else if (round.state === 'scheduled') await planNight(tx, desk, club, round);
    else if (round.state === 'cancelled' && (await isIdle(tx, club))) await beginNext(tx, desk, club);
  });
}

/** Whether nothing leads to a night any more: a host's own was called off, and its round with it. */
async function isIdle(tx: Db, club: Club): Promise<boolean> {
  const leads: readonly Round['state'][] = ['nominating', 'polling', 'scheduled'];
  return (await roundsUnderWay(tx, club)).every(({ state }) => !leads.includes(state));
}

/** After a night: the next round takes nominations. @param tx a transaction. */
export async function beginNext(tx: Db, desk: Tools, club: Club): Promise<void> {
  if (!club.settings.auto) return;
  const { guildId, id: roundId } = await openRound(tx, desk, club);
  await desk.enqueue(tx, 'screenings/cycle', { guildId, roundId });
}

async function goOnNominating(tx: Db, desk: Tools, club: Club, round: Round): Promise<void> {
  const now = desk.now();
  const length = club.settings.nominatingHours * HOUR;
  if (!round.dueAt) {
    const lateMs = await openedLate(tx, club, now);
    return prolong(tx, desk, club, round, { what: 'open', until: later(now, length), lateMs });
  }
  if (round.dueAt.getTime() - now.getTime() > EARLY) return;
  try {
    await tx.transaction((inner) => openPoll({ ...desk, db: inner }, club, undefined, {}));
    const lateMs = lateness(round.dueAt, now);
    if (lateMs > 0) await tell(tx, desk, club, round, { what: 'late', lateMs });
  } catch (error) {
    // With too few films, or more than a ballot holds, there is nothing to vote on yet.
    if (!(error instanceof UserError)) throw error;
    await prolong(tx, desk, club, round, { what: 'longer', until: later(now, moreTime(round, now, length)) });
  }
}

/** How late (ms) nominations open, where they do because a night has just ended: its end may have been noticed late. */
async function openedLate(tx: Db, club: Club, now: Date): Promise<number> {
  const [last] = (await selectScreenings(tx, { guildId: club.guildId, clubId: club.id }, LAST_NIGHTS)).filter(
    ({ state, closedAt }) => state === 'over' && closedAt && lateness(closedAt, now) === 0,
  );
  return last ? endedLate(last) : 0;
}

/** Half as long again, and ever longer for a club that is asleep: it is not asked every day. */
function moreTime({ since }: Round, now: Date, length: number): number {
  const open = now.getTime() - since.getTime();
  return Math.min(LONGEST_MORE, Math.max(length / 2, open / 2, SHORTEST_MORE));
}

async function prolong(
  tx: Db,
  desk: Tools,
  club: Club,
  round: Round,
  { what, until, lateMs }: { what: 'open' | 'longer'; until: Date; lateMs?: number },
): Promise<void> {
  await setDue(tx, round, until);
  await desk.enqueue(tx, 'screenings/cycle', { guildId: round.guildId, roundId: round.id }, until);
  await tell(tx, desk, club, round, { what, until: until.toISOString(), lateMs });
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
