import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import type { Desk } from '../../../jobs/names.ts';
import {
  type Club,
  findMember,
  isHost,
  keyOf,
  loadClub,
  type Person,
  recordEvent,
  requireHost,
} from '../../clubs/clubs.ts';
import {
  isChoosing,
  passTurn,
  pickerAt,
  type Round,
  type RoundKey,
  roundOf,
  roundsUnderWay,
} from '../../rounds/rounds.ts';
import { listForLater } from '../later.ts';
import { type Nomination, nominationsByIds, standing } from '../nominations.ts';
import { type NominationKey, selectOpenPolls, selectVetoed } from '../queries.ts';
import { labelsOf } from '../rules.ts';
import { loadNomination } from '../taking.ts';

/** What stands in a round, and what a person can do about it. */
export type ListView = {
  club: Club;
  /** None was opened yet: nobody has put a film forward. */
  round: Round | undefined;
  nominations: Nomination[];
  /** "Title (Year)" of films that a member struck. */
  vetoed: string[];
  /** Other rounds of the club whose films have not been chosen yet. */
  others: Round[];
  /** Who alone may propose now. */
  turn: { userId: string; until: Date } | undefined;
  keeps: boolean;
  /** The person's watchlist, without what stands. */
  later: { id: string; label: string }[];
};

/** One nomination, and what a person can do with it. */
export type NominationView = {
  nomination: Nomination;
  round: Round;
  canWithdraw: boolean;
  canVeto: boolean;
  keeps: boolean;
  onBallot: boolean;
};

/**
 * What stands in a club: in the round that is named, else in its nominating round, else in the one that is voted on.
 * @throws UserError for the id of a round that this server does not have.
 */
export async function listOf(db: Db, club: Club, person: Person, now: Date, roundId?: string): Promise<ListView> {
  const choosing = (await roundsUnderWay(db, club)).filter(({ state }) => isChoosing(state));
  const round = roundId
    ? await roundOf(db, { guildId: club.guildId, roundId })
    : (choosing.find(({ state }) => state === 'nominating') ?? choosing.at(-1));
  const [nominations, vetoed, keeps, later] = await Promise.all([
    round ? standing(db, keyOfRound(round)) : [],
    round ? selectVetoed(db, keyOfRound(round)) : [],
    mayKeep(db, club, person),
    listForLater(db, club, person.userId),
  ]);
  return {
    club,
    round,
    nominations,
    vetoed: labelsOf(vetoed),
    others: choosing.filter(({ id }) => id !== round?.id),
    turn: round?.state === 'nominating' ? pickerAt(round, now) : undefined,
    keeps,
    later: later.filter(({ id }) => !nominations.some(({ filmId }) => filmId === id)),
  };
}

/** The list of a round by its id, from whichever club it is. */
export async function listOfRound(db: Db, key: RoundKey, person: Person, now: Date): Promise<ListView> {
  const club = await loadClub(db, await roundOf(db, key));
  return listOf(db, club, person, now, key.roundId);
}

/** @throws UserError for an id that is no nomination of this server. */
export async function viewNomination(db: Db, key: NominationKey, person: Person): Promise<NominationView> {
  const { roundId } = await loadNomination(db, key);
  const round = await roundOf(db, { guildId: key.guildId, roundId });
  const club = await loadClub(db, round);
  const [keeps, member, polls, among] = await Promise.all([
    mayKeep(db, club, person),
    findMember(db, keyOf(club), person.userId),
    selectOpenPolls(db, key.guildId, [key.nominationId]),
    standing(db, { guildId: key.guildId, roundId }),
  ]);
  const alone = await nominationsByIds(db, key.guildId, [key.nominationId]);
  const nomination = [...among, ...alone].find(({ id }) => id === key.nominationId);
  if (!nomination) throw new Error('a nomination that was just read is gone');
  const free = nomination.state === 'open' && isChoosing(round.state) && polls.length === 0;
  const isTheirs = nomination.nominators.some(({ userId }) => userId === person.userId);
  return {
    nomination,
    round,
    canWithdraw: free && isTheirs,
    canVeto: free && club.settings.veto && member !== undefined,
    keeps,
    onBallot: polls.length > 0,
  };
}

/**
 * Ends a picker's turn before its time, so that everybody may propose.
 * @throws UserError for whoever is no host or moderator, and where it is nobody's turn.
 */
export async function letEverybody(desk: Desk, key: RoundKey, person: Person): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const round = await roundOf(tx, key, true);
    const club = await loadClub(tx, round);
    if (!person.moderates) await requireHost(tx, club, person);
    if (!(await passTurn(tx, desk, round, true))) throw new UserError('rounds.turn.none');
    await recordEvent(tx, club, { userId: person.userId, what: 'turn ended', subjectId: round.id }, desk.now());
  });
}

/** Whether a person looks after what stands in a club: its host, or a moderator of the server. */
async function mayKeep(db: Db, club: Club, person: Person): Promise<boolean> {
  return person.moderates || isHost(db, club, person);
}

function keyOfRound({ guildId, id }: Round): RoundKey {
  return { guildId, roundId: id };
}
