import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { newId } from '../../lib/ids.ts';
import { type Club, findMember, keyOf } from '../clubs/clubs.ts';
import { isAdult } from '../films/films.ts';
import { adoptFilm } from '../marks/marks.ts';
import { countProposed, openRound, passTurn, pickerAt, type Round, roundsUnderWay } from '../rounds/rounds.ts';
import { type Nomination, standing } from './nominations.ts';
import {
  countSeen,
  insertNominations,
  type NominationRow,
  selectFilmRow,
  selectNominators,
  selectOfFilm,
  updateNomination,
  upsertNominator,
} from './queries.ts';
import { labelsOf, limitOf, readPitch } from './rules.ts';

/** Who wants which film, and what they say of it. */
export type Wish = { userId: string; filmId: string; pitch?: string | undefined };

/** What became of a wish. `film` is "Title (Year)". */
export type Put =
  | {
      kind: 'put';
      nomination: Nomination;
      round: Round;
      /** How many films stand in the round now. */
      standing: number;
      /** Members who have seen it, where the club wants that said. */
      seen: number;
      /** Whether a vote on other films is under way. */
      voting: boolean;
    }
  | { kind: 'stranger' }
  | { kind: 'full'; film: string; limit: number }
  | { kind: 'turn'; film: string; pickerId: string; until: Date };

/**
 * Puts a film forward in the club's nominating round. Two members who want the same film are both named; a member who
 * puts it forward again changes their pitch, and brings one that was carried over forward anew.
 * @throws UserError for a pitch that is too long, and for a film that is not here or cannot stand.
 */
export async function nominateFilm(desk: Desk, club: Club, wish: Wish): Promise<Put> {
  const pitch = readPitch(wish.pitch);
  return desk.db.transaction(async (tx) => {
    if (!(await findMember(tx, keyOf(club), wish.userId))) return { kind: 'stranger' };
    const round = await openRound(tx, desk, club);
    const film = await adopted(tx, club.guildId, wish.filmId, desk.now());
    const turn = await turnOfAnother(tx, desk, club, round, wish.userId);
    if (turn) return { kind: 'turn', film, pickerId: turn.userId, until: turn.until };
    const open = await standingOf(tx, club, round, wish.filmId, film);
    const own = open && (await ownOf(tx, open, round, wish.userId));
    const seen = own ? 0 : await seenIn(tx, club, wish.filmId, film);
    const limit = limitOf(club.settings, pickerAt(round, desk.now())?.userId === wish.userId);
    if (!own && (await countProposed(tx, round, wish.userId, ['open'])) >= limit) return { kind: 'full', film, limit };
    const nominationId = open?.id ?? (await insertOne(tx, round, wish.filmId, desk.now()));
    if (open && open.origin !== 'member')
      await updateNomination(tx, { guildId: club.guildId, nominationId }, { origin: 'member' });
    const row = { guildId: club.guildId, nominationId, userId: wish.userId, pitch };
    await upsertNominator(tx, { ...row, nominatedAt: own?.nominatedAt ?? desk.now() });
    return { kind: 'put', round, seen, ...(await asItStands(tx, club, round, nominationId)) };
  });
}

/** Makes a film one that the server knows. @returns its "Title (Year)". @throws UserError when there is no such film. */
export async function adopted(tx: Db, guildId: string, filmId: string, now: Date): Promise<string> {
  const row = (await adoptFilm(tx, guildId, filmId, now)) ? await selectFilmRow(tx, filmId) : undefined;
  if (!row) throw new UserError('film.gone');
  if (await isAdult(tx, filmId)) throw new UserError('film.adult.club');
  return labelsOf([row])[0] ?? row.title;
}

/** Whoever may propose alone, unless that is the person; the turn of one who left the club is over. */
async function turnOfAnother(tx: Db, desk: Desk, club: Club, round: Round, userId: string) {
  const turn = pickerAt(round, desk.now());
  if (!turn || turn.userId === userId) return undefined;
  if (await findMember(tx, keyOf(club), turn.userId)) return turn;
  await passTurn(tx, desk, round, true);
  return undefined;
}

/** The film's nomination that stands already. @throws UserError where the film cannot stand in this round any more. */
async function standingOf(tx: Db, club: Club, round: Round, filmId: string, film: string) {
  const rows = await selectOfFilm(tx, { guildId: round.guildId, roundId: round.id }, filmId);
  const open = rows.find(({ state }) => state === 'open');
  if (open) return open;
  if (rows.some(({ state }) => state === 'vetoed')) throw new UserError('nominations.vetoed', { film });
  if (rows.some(({ state }) => state === 'removed')) throw new UserError('nominations.removed', { film });
  const underWay = await roundsUnderWay(tx, club);
  if (underWay.some((other) => other.filmId === filmId)) throw new UserError('nominations.chosen', { film });
  return undefined;
}

/** That the person has put a film forward in this very round. */
async function ownOf(tx: Db, { guildId, id }: NominationRow, { createdAt }: Round, userId: string) {
  const all = await selectNominators(tx, guildId, [id]);
  return all.find((one) => one.userId === userId && one.nominatedAt >= createdAt);
}

/** @throws UserError where the club takes no film that one of its members has seen. */
async function seenIn(tx: Db, club: Club, filmId: string, film: string): Promise<number> {
  if (club.settings.seen === 'allow') return 0;
  const seen = await countSeen(tx, keyOf(club), filmId);
  if (seen > 0 && club.settings.seen === 'refuse') throw new UserError('nominations.seen', { film, count: seen });
  return seen;
}

async function insertOne(tx: Db, { guildId, id: roundId }: Round, filmId: string, now: Date): Promise<string> {
  const id = newId();
  await insertNominations(tx, [{ guildId, id, roundId, filmId, state: 'open', waitingSince: now, origin: 'member' }]);
  return id;
}

async function asItStands(tx: Db, club: Club, round: Round, nominationId: string) {
  const [all, underWay] = await Promise.all([
    standing(tx, { guildId: round.guildId, roundId: round.id }),
    roundsUnderWay(tx, club),
  ]);
  const nomination = all.find(({ id }) => id === nominationId);
  if (!nomination) throw new Error('a nomination that was just made does not stand');
  return { nomination, standing: all.length, voting: underWay.some(({ state }) => state === 'polling') };
}
