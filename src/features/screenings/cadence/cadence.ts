import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import type { Desk } from '../../../jobs/names.ts';
import { nightsOf, readCadence } from '../../../lib/cadence.ts';
import { inline, truncate } from '../../../lib/text.ts';
import { wallOf } from '../../../lib/wall.ts';
import type { Clock } from '../../../lib/when.ts';
import { type Club, changeClub, keyOf, type Person, requireClocks, requireHost } from '../../clubs/clubs.ts';
import { openRound, roundsUnderWay } from '../../rounds/rounds.ts';
import { moveScreening } from '../planning.ts';
import { EVENING } from '../rules.ts';
import { readSkips } from './days.ts';
import {
  type CadenceRow,
  deleteCadence,
  selectCadence,
  selectPlanned,
  updateSkipped,
  upsertCadence,
} from './queries.ts';

type Tools = Omit<Desk, 'db'>;

/** What somebody wants of a club's cadence; what is left out stays. `rule` and `skip` are words. */
export type CadenceWish = {
  rule?: string | undefined;
  skip?: string | undefined;
  auto?: boolean | undefined;
  nominatingHours?: number | undefined;
};

/** A club's cadence, its next nights, and whether its rounds go on by themselves. */
export type CadenceView = { club: Club; cadence: CadenceRow | undefined; nights: Date[] };

/** Nights that are shown ahead. */
const SHOWN = 5;
/** Nights looked at for one that is free: two years of a night every day. */
const MOST_LOOKED_AT = 731;
/** A night that the bot plans by itself is so far ahead (ms) at the least: its reminders have to have room. */
const LEAD = 24 * 3_600_000;
const NEVER = /^(?:off|none|never|없음|끄기)$/iu;

export async function viewCadence(db: Db, club: Club, now: Date): Promise<CadenceView> {
  const cadence = await selectCadence(db, keyOf(club));
  return { club, cadence, nights: cadence ? openNights(cadence, club, now, SHOWN) : [] };
}

/**
 * Changes a club's cadence: its rule ("off" ends it), days without a night, and whether its rounds go on by
 * themselves. A night that the bot planned on a day that is skipped now moves on to the next one.
 * @throws UserError for whoever is no host, for words that name no rule or no days, and for a club whose zone is lost.
 */
export async function changeCadence(desk: Desk, club: Club, person: Person, wish: CadenceWish): Promise<CadenceView> {
  const { rule, skip, auto, nominatingHours } = wish;
  return desk.db.transaction(async (tx) => {
    await requireHost(tx, club, person);
    if (rule !== undefined || skip !== undefined || auto) requireClocks(club);
    if (rule !== undefined) await setRule(tx, desk, club, person, rule);
    if (skip !== undefined) await skipDays(tx, desk, club, skip);
    const settings = {
      ...(auto === undefined ? {} : { auto }),
      ...(nominatingHours === undefined ? {} : { nominatingHours }),
    };
    const changed = await changeClub(tx, keyOf(club), person, { settings }, desk.now());
    const view = await viewCadence(tx, changed, desk.now());
    if (changed.settings.auto && !view.cadence) throw new UserError('screenings.auto.no-cadence');
    if (auto) await begin(tx, desk, changed);
    return view;
  });
}

async function setRule(tx: Db, desk: Tools, club: Club, { userId }: Person, words: string): Promise<void> {
  if (NEVER.test(words.trim())) return deleteCadence(tx, keyOf(club));
  const now = desk.now();
  const cadence = readCadence(words, { now, zone: club.zone, dayMeans: EVENING });
  const shown = truncate(inline(words), 100);
  if (!cadence) throw new UserError('screenings.cadence.unclear', { words: shown });
  await upsertCadence(tx, { ...keyOf(club), ...cadence, words: shown, setBy: userId, setAt: now });
}

async function skipDays(tx: Db, desk: Tools, club: Club, words: string): Promise<void> {
  const cadence = await selectCadence(tx, keyOf(club));
  if (!cadence) throw new UserError('screenings.cadence.none', { club: club.name });
  const now = desk.now();
  const [next] = openNights(cadence, club, now, 1);
  const skips = NEVER.test(words.trim()) ? [] : readSkips(words, { now, zone: club.zone, next });
  if (!skips) throw new UserError('screenings.skip.unclear', { words: truncate(inline(words), 100) });
  const today = dayIn(club, now);
  const kept = skips.length === 0 ? [] : cadence.skipped.filter((day) => day >= today);
  const skipped = [...new Set([...kept, ...skips])].sort();
  await updateSkipped(tx, keyOf(club), skipped);
  for (const night of await selectPlanned(tx, keyOf(club), now)) {
    if (night.plannedBy !== null || !skipped.includes(dayIn(club, night.startsAt))) continue;
    const free = await freeNight(tx, club, night.startsAt);
    if (free) await moveScreening(tx, desk, { guildId: club.guildId, screeningId: night.id }, undefined, free);
  }
}

/** A club that starts to run by itself: every round that waits for somebody goes on, and there is one. */
async function begin(tx: Db, desk: Tools, club: Club): Promise<void> {
  const underWay = await roundsUnderWay(tx, club);
  const waiting = underWay.filter(({ state }) => state === 'nominating' || state === 'scheduled');
  const isChoosing = underWay.some(({ state }) => state === 'polling');
  const rounds = waiting.length > 0 || isChoosing ? waiting : [await openRound(tx, desk, club)];
  for (const { guildId, id: roundId } of rounds) await desk.enqueue(tx, 'screenings/cycle', { guildId, roundId });
}

/** The next night of a club's cadence that has no film yet, after a time. */
export async function freeNight(db: Db, club: Club, after: Date): Promise<Date | undefined> {
  const cadence = await selectCadence(db, keyOf(club));
  if (!cadence) return undefined;
  const taken = new Set((await selectPlanned(db, keyOf(club), after)).map(({ startsAt }) => startsAt.getTime()));
  return openNights(cadence, club, after, taken.size + 1).find((night) => !taken.has(night.getTime()));
}

/** The night that a film which was just chosen gets. */
export function nextFreeNight(db: Db, club: Club, now: Date): Promise<Date | undefined> {
  return freeNight(db, club, new Date(now.getTime() + LEAD));
}

/** The time of day at which a club meets: that of its cadence, else the evening. */
export async function clockOf(db: Db, club: Club): Promise<Clock> {
  const cadence = await selectCadence(db, keyOf(club));
  return cadence ? Temporal.PlainDateTime.from(cadence.first) : EVENING;
}

/** The nights of a cadence that are not skipped. */
function openNights(cadence: CadenceRow, club: Club, after: Date, most: number): Date[] {
  return nightsOf(cadence, club.zone, { after, most: Math.min(MOST_LOOKED_AT, most + cadence.skipped.length) })
    .filter((night) => !cadence.skipped.includes(dayIn(club, night)))
    .slice(0, most);
}

function dayIn({ zone }: Club, at: Date): string {
  return wallOf(at, zone).toPlainDate().toString();
}
