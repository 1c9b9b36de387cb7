import { violates } from '../../db/errors.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { requireMember } from '../clubs/clubs.ts';
import { deleteNominator, type NominationKey, selectNominators, updateNomination } from './queries.ts';
import { type Done, requireNoBallot, requireStanding, taking } from './taking.ts';

/**
 * Takes back that a member puts a film forward. With others it stands on.
 * @returns how many still put it forward.
 * @throws UserError when they do not, or when the film is on the ballot of a running poll.
 */
export async function withdraw(desk: Desk, key: NominationKey, userId: string): Promise<Done & { left: number }> {
  return taking(desk, key, async (tx, taken) => {
    requireStanding(taken);
    await requireNoBallot(tx, taken);
    if (!(await deleteNominator(tx, key, userId))) throw new UserError('nominations.not-yours', { film: taken.film });
    const left = (await selectNominators(tx, key.guildId, [key.nominationId])).length;
    if (left === 0) await updateNomination(tx, key, { state: 'withdrawn' });
    return { left };
  });
}

/**
 * A member's one veto in a round: the film does not stand in it any more.
 * @throws UserError where the club has no veto, it is spent, or the film is on the ballot of a running poll.
 */
export async function veto(desk: Desk, key: NominationKey, userId: string): Promise<Done> {
  return taking(desk, key, async (tx, taken) => {
    const { club, film } = taken;
    await requireMember(tx, club, userId);
    if (!club.settings.veto) throw new UserError('nominations.veto.off', { club: club.name });
    requireStanding(taken);
    await requireNoBallot(tx, taken);
    try {
      await tx.transaction((inner) => updateNomination(inner, key, { state: 'vetoed', vetoedBy: userId }));
    } catch (error) {
      if (violates(error, 'nominations_veto_key')) throw new UserError('nominations.veto.spent', { film });
      throw error;
    }
    return {};
  });
}

/** Lets a film stand again, for the member who struck it, while the round still collects films. */
export async function takeVetoBack(desk: Desk, key: NominationKey, userId: string): Promise<Done> {
  return taking(desk, key, async (tx, taken) => {
    const { nomination, round, film } = taken;
    if (nomination.vetoedBy !== userId || nomination.state !== 'vetoed' || round.state !== 'nominating')
      throw new UserError('nominations.veto.none', { film });
    await updateNomination(tx, key, { state: 'open', vetoedBy: null });
    return {};
  });
}
