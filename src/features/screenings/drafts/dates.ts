import { UserError } from '../../../errors.ts';
import type { Desk } from '../../../jobs/names.ts';
import { inline, truncate } from '../../../lib/text.ts';
import { readWhen } from '../../../lib/when.ts';
import { type Club, requireClocks } from '../../clubs/clubs.ts';
import { clockOf, freeNight } from '../cadence/cadence.ts';
import { requireTime } from '../planning.ts';
import { DATES, PLACE_LIMIT, splitDates } from '../rules.ts';

/**
 * The time that words name, in the club's zone; a day alone means the time of its cadence, or the evening.
 * @throws UserError for words that name no time, and for a zone that is none any more.
 */
export async function nightFrom(desk: Desk, words: string, club: Club): Promise<Date> {
  const dayMeans = await clockOf(desk.db, club);
  requireClocks(club);
  const at = readWhen(words, { now: desk.now(), zone: club.zone, dayMeans });
  if (!at) throw new UserError('screenings.when.unclear', { words: truncate(inline(words), PLACE_LIMIT) });
  requireTime(at, desk.now());
  return at;
}

/** One date or several, the first first; with none, the next free night of the club's cadence. */
export async function datesFrom(desk: Desk, club: Club, words: string | undefined): Promise<Date[]> {
  requireClocks(club);
  if (words === undefined) {
    const next = await freeNight(desk.db, club, desk.now());
    if (!next) throw new UserError('screenings.when.missing');
    return [next];
  }
  const parts = splitDates(words);
  if (parts.length > DATES.most) throw new UserError('screenings.dates.many', { most: DATES.most });
  const dates = await Promise.all((parts.length > 0 ? parts : ['']).map((part) => nightFrom(desk, part, club)));
  return [...new Set(dates.map((at) => at.getTime()))].sort((a, b) => a - b).map((at) => new Date(at));
}

/** The dates of a draft, as it keeps them. @throws UserError for what is none. */
export function datesOf({ at = '' }: { at?: string | undefined }): Date[] {
  const dates = at.split(';').map((one) => new Date(one));
  if (dates.some((date) => Number.isNaN(date.getTime()))) throw new UserError('failure.stale');
  return dates;
}
