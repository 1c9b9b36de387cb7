import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { type Club, loadClub } from '../clubs/clubs.ts';
import { isChoosing, type Round, roundOf } from '../rounds/rounds.ts';
import { type Listed, type NominationKey, selectNominations, selectOpenPolls } from './queries.ts';
import { labelsOf } from './rules.ts';

/** A nomination in the hands of one transaction, with its round locked. `film` is "Title (Year)". */
export type Taken = { key: NominationKey; nomination: Listed; round: Round; club: Club; film: string };

/** What was done to which film, for a sentence. */
export type Done = { film: string; roundId: string };

/** @throws UserError for an id that is no nomination of this server. */
export async function loadNomination(db: Db, { guildId, nominationId }: NominationKey): Promise<Listed> {
  const [nomination] = await selectNominations(db, guildId, [nominationId]);
  if (!nomination) throw new UserError('nominations.unknown');
  return nomination;
}

/** Locks a nomination's round, and with it the nomination, for one piece of work. */
export async function taking<Result extends object>(
  desk: Desk,
  key: NominationKey,
  work: (tx: Db, taken: Taken) => Promise<Result>,
): Promise<Done & Result> {
  return desk.db.transaction(async (tx) => {
    const { roundId } = await loadNomination(tx, key);
    const round = await roundOf(tx, { guildId: key.guildId, roundId }, true);
    // what was read before the lock may have changed since
    const nomination = await loadNomination(tx, key);
    if (nomination.roundId !== roundId) throw new UserError('rounds.moved');
    const film = labelsOf([nomination])[0] ?? nomination.title;
    const result = await work(tx, { key, nomination, round, club: await loadClub(tx, round), film });
    return { film, roundId, ...result };
  });
}

/** @throws UserError for a film that does not stand any more. */
export function requireStanding({ nomination, round, film }: Taken): void {
  if (nomination.state !== 'open' || !isChoosing(round.state)) throw new UserError('nominations.gone', { film });
}

/** @throws UserError for a film on the ballot of a running poll. */
export async function requireNoBallot(tx: Db, { key, film }: Taken): Promise<void> {
  const polls = await selectOpenPolls(tx, key.guildId, [key.nominationId]);
  if (polls.length > 0) throw new UserError('nominations.on-ballot', { film });
}
