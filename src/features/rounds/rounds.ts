import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { newId } from '../../lib/ids.ts';
import { addPost, type NewPost } from '../../posts/posts.ts';
import { type Club, findMember, keyOf, listMembers, loadClub, updateMembers } from '../clubs/clubs.ts';
import { carryInto, foldInto, mergeNomination } from './carry.ts';
import {
  countProposed,
  endTurn,
  insertRound,
  type Round,
  type RoundKey,
  selectNewest,
  selectNominating,
  selectRound,
  selectUnderWay,
  selectWithFilm,
  selectWithFilms,
  updateRound,
} from './queries.ts';
import { afterTurn, canMove, hasFilm, isChoosing, nextPicker, pickerAt, type RoundState } from './rules.ts';

export type { Round, RoundKey, RoundState };
export { countProposed, isChoosing, mergeNomination, pickerAt };

/** The post that says whose turn it is, or that nobody's is any more. */
export const SLATE_POST = 'rounds/slate';

type Tools = Omit<Desk, 'db'>;

/** A film that was struck or removed still was the picker's proposal. */
const NOT_TAKEN_BACK = ['open', 'vetoed', 'removed'] as const;
const HOUR = 3_600_000;
const NO_FILM = { filmId: null, chosenBy: null, scheduledAt: null, revealedAt: null };

/**
 * The club's nominating round. There always is one: whoever asks first after the last one went on opens it, with what
 * carries over from earlier rounds, and whoever's turn it is has it from now on.
 * @param tx a transaction; the round stays locked against others until it ends.
 */
export async function openRound(tx: Db, desk: Tools, club: Club): Promise<Round> {
  const found = await selectNominating(tx, keyOf(club), true);
  if (found) return found;
  // one at a time, and none while another round of the club is being opened again
  await loadClub(tx, keyOf(club), true);
  const meanwhile = await selectNominating(tx, keyOf(club), true);
  if (meanwhile) return meanwhile;
  const number = ((await selectNewest(tx, keyOf(club)))?.number ?? 0) + 1;
  const now = desk.now();
  const values = { guildId: club.guildId, clubId: club.id, id: newId(), number, since: now, createdAt: now };
  const round = await insertRound(tx, { ...values, state: 'nominating', ...(await turnFrom(tx, club, now)) });
  await carryInto(tx, round, club.settings.carryOver);
  if (round.pickerUntil) await announceTurn(tx, desk, club, round, round.pickerUntil);
  return round;
}

/** Says when a round is due to go on to its next step by itself. */
export async function setDue(tx: Db, round: Round, dueAt: Date): Promise<void> {
  await updateRound(tx, keyOfRound(round), round.state, { dueAt });
}

/**
 * A round for a film that a host picked by hand: it begins with its film, and nothing was put forward in it.
 * @param tx a transaction that holds the club.
 */
export async function roundByHand(tx: Db, club: Club, filmId: string, now: Date): Promise<Round> {
  const number = ((await selectNewest(tx, keyOf(club)))?.number ?? 0) + 1;
  const values = { guildId: club.guildId, clubId: club.id, id: newId(), number, since: now, createdAt: now };
  return insertRound(tx, { ...values, state: 'scheduled', scheduledAt: now, filmId, chosenBy: 'host' });
}

/** The club's nominating round as it is, if it was opened already. */
export async function nominatingRound(db: Db, club: Club): Promise<Round | undefined> {
  return selectNominating(db, keyOf(club));
}

/**
 * A round by its id.
 * @param lock keeps others from changing it and its nominations until the transaction ends.
 * @throws UserError when there is no such round here, also for an id that somebody made up.
 */
export async function roundOf(db: Db, key: RoundKey, lock = false): Promise<Round> {
  const round = await selectRound(db, key, lock);
  if (!round) throw new UserError('rounds.gone');
  return round;
}

/** The rounds of a club that are not over, the oldest first. */
export async function roundsUnderWay(db: Db, club: Club): Promise<Round[]> {
  return selectUnderWay(db, keyOf(club));
}

/**
 * Moves a round to another state. What did not win then stands in the club's nominating round, if there is one; and a
 * round that is opened again takes over what stands in the younger one, which is cancelled.
 * @param to.filmId the film it has from now on; needed from `scheduled` on, unless it has one already.
 * @throws UserError when it cannot go there, or when somebody else has moved it.
 */
export async function moveRound(
  tx: Db,
  round: Round,
  to: RoundState,
  now: Date,
  {
    filmId = round.filmId,
    chosenBy = round.chosenBy,
    dueAt = null,
    revealedAt = filmId === round.filmId ? round.revealedAt : null,
  }: Partial<Pick<Round, 'filmId' | 'chosenBy' | 'dueAt' | 'revealedAt'>> = {},
): Promise<Round> {
  if (!canMove(round.state, to)) throw new UserError('rounds.moved');
  if (hasFilm(to) && !filmId) throw new TypeError(`a round is ${to} with a film only`);
  const club = await loadClub(tx, round, to === 'nominating');
  const younger = to === 'nominating' ? await selectNominating(tx, keyOf(club), true) : undefined;
  if (younger) await updateRound(tx, keyOfRound(younger), 'nominating', { state: 'cancelled', since: now });
  if (round.state === 'nominating') await finishTurn(tx, club, round, now);
  const scheduledAt = filmId === round.filmId ? round.scheduledAt : now;
  const film = hasFilm(to) ? { filmId, chosenBy, scheduledAt, revealedAt } : NO_FILM;
  const moved = await updateRound(tx, keyOfRound(round), round.state, { state: to, since: now, dueAt, ...film });
  if (!moved) throw new UserError('rounds.moved');
  if (younger) await foldInto(tx, younger, moved);
  if (isChoosing(round.state) && !isChoosing(to)) await carryOn(tx, club);
  return moved;
}

/**
 * Has a club rate the film of its round, until a deadline at which the ratings are shown, at the latest.
 * @param tx a transaction in which the round is locked.
 */
export async function beginRating(tx: Db, desk: Tools, round: Round): Promise<Round> {
  const { settings } = await loadClub(tx, round);
  const dueAt = new Date(desk.now().getTime() + settings.ratingHours * HOUR);
  const moved = await moveRound(tx, round, 'rating', desk.now(), { dueAt });
  await desk.enqueue(tx, 'reviews/reveal', { guildId: round.guildId, roundId: round.id }, dueAt);
  return moved;
}

/** The rounds of a server, of any of its clubs, that have a film and are not called off. */
export async function roundsWith(db: Db, guildId: string, filmId: string): Promise<Round[]> {
  return selectWithFilm(db, guildId, filmId);
}

/** `roundsWith` for several films. */
export async function roundsWithAny(db: Db, guildId: string, filmIds: readonly string[]): Promise<Round[]> {
  return selectWithFilms(db, guildId, filmIds);
}

/**
 * Ends the turn of a round's picker when its time is over, or now where a host says so. With nothing proposed the turn
 * is missed, and the club is told that everybody may propose.
 * @returns false when there is nothing to end.
 */
export async function passTurn(tx: Db, desk: Tools, round: Round, asked = false): Promise<boolean> {
  const { pickerId, pickerUntil, state } = round;
  const now = desk.now();
  if (!pickerId || !pickerUntil || state !== 'nominating' || (!asked && pickerUntil > now)) return false;
  const club = await loadClub(tx, round);
  if (!(await finishTurn(tx, club, { ...round, pickerUntil: now }, now))) return false;
  const proposed = (await countProposed(tx, round, pickerId, NOT_TAKEN_BACK)) > 0;
  await addPost(tx, desk, slatePost(club, round, { turn: proposed ? 'over' : 'missed' }));
  return true;
}

/** Whose turn it is in a new round: nobody's where the club does not take turns, or has one member. */
async function turnFrom(tx: Db, club: Club, now: Date): Promise<Partial<Round>> {
  const members = club.settings.rotation ? await listMembers(tx, keyOf(club)) : [];
  const picker = members.length > 1 ? nextPicker(members) : undefined;
  if (!picker) return {};
  return { pickerId: picker.userId, pickerUntil: new Date(now.getTime() + club.settings.pickerHours * HOUR) };
}

async function announceTurn(tx: Db, desk: Tools, club: Club, round: Round, until: Date): Promise<void> {
  await addPost(tx, desk, slatePost(club, round, { turn: 'begins' }));
  await desk.enqueue(tx, 'rounds/due', { guildId: round.guildId, roundId: round.id }, until);
}

function slatePost({ channelId }: Club, { guildId, id }: Round, data: { turn: 'begins' | 'over' | 'missed' }): NewPost {
  return { guildId, channelId, kind: SLATE_POST, subjectId: id, data };
}

/** Keeps what a turn leaves behind: one that was cut short with nothing proposed is neither had nor missed. */
async function finishTurn(tx: Db, club: Club, round: Round, now: Date): Promise<boolean> {
  const { pickerId, pickerUntil } = round;
  if (!pickerId || !pickerUntil || !(await endTurn(tx, keyOfRound(round)))) return false;
  const member = await findMember(tx, keyOf(club), pickerId);
  const proposed = (await countProposed(tx, round, pickerId, NOT_TAKEN_BACK)) > 0;
  if (member && (proposed || pickerUntil <= now))
    await updateMembers(tx, keyOf(club), [pickerId], afterTurn(member, proposed, now));
  return true;
}

/** What did not win stands again in the nominating round, where one is open already; a later one takes it when it opens. */
async function carryOn(tx: Db, club: Club): Promise<void> {
  const next = await selectNominating(tx, keyOf(club), true);
  if (next) await carryInto(tx, next, club.settings.carryOver);
}

function keyOfRound({ guildId, id }: Round): RoundKey {
  return { guildId, roundId: id };
}
