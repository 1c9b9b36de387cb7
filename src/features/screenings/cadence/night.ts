import type { Db } from '../../../db/db.ts';
import type { Desk } from '../../../jobs/names.ts';
import type { Club } from '../../clubs/clubs.ts';
import { type Round, setDue } from '../../rounds/rounds.ts';
import { planScreening } from '../planning.ts';
import { selectOfRound, selectScreenings } from '../queries.ts';
import { EARLY } from '../rules.ts';
import { nextFreeNight } from './cadence.ts';
import { tell, tellEachHost } from './telling.ts';

type Tools = Omit<Desk, 'db'>;

/**
 * Plans the film of a round for the next free night of the cadence, unless it has a night. One whose night was called
 * off waits until that night would have begun: till then a host may plan it otherwise, and the club reads so.
 */
export async function planNight(tx: Db, desk: Tools, club: Club, round: Round): Promise<void> {
  if (!round.filmId || (await selectOfRound(tx, round.guildId, round.id))) return;
  const now = desk.now();
  const calledOff = await calledOffAt(tx, round);
  if (calledOff && calledOff.getTime() - now.getTime() > EARLY) {
    if (!round.dueAt) await wait(tx, desk, club, round, calledOff);
    return;
  }
  if (club.lostZone !== undefined) return tellEachHost(tx, desk, club, round, { what: 'no-zone' });
  const startsAt = await nextFreeNight(tx, club, now);
  if (startsAt) await planScreening(tx, desk, club, undefined, { filmId: round.filmId, startsAt });
  // A rule may have no night left, or a host took it away.
  else await tellEachHost(tx, desk, club, round, { what: 'no-night' });
}

/** When the last night of a round that was called off would have begun. */
async function calledOffAt(tx: Db, { guildId, clubId, id }: Round): Promise<Date | undefined> {
  const nights = await selectScreenings(tx, { guildId, clubId });
  return nights.find(({ roundId, state }) => roundId === id && state === 'cancelled')?.startsAt;
}

async function wait(tx: Db, desk: Tools, club: Club, round: Round, until: Date): Promise<void> {
  await setDue(tx, round, until);
  await desk.enqueue(tx, 'screenings/cycle', { guildId: round.guildId, roundId: round.id }, until);
  const next = (await nextFreeNight(tx, club, until))?.toISOString();
  await tell(
    tx,
    desk,
    club,
    round,
    next ? { what: 'called-off', until: until.toISOString(), next } : { what: 'no-night' },
  );
}
