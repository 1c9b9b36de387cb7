import { z } from 'zod';
import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { newId } from '../../lib/ids.ts';
import { refreshPost } from '../../posts/posts.ts';
import { listClubs, type Person, recordEvent } from '../clubs/clubs.ts';
import { type FilmDetails, type FilmFacts, ownFilm, requireFilm, stoodForBy } from '../films/films.ts';
import { adoptFilm } from '../marks/marks.ts';
import { roundsWithAny } from '../rounds/rounds.ts';
import { countAll, moveAll, moveBack, movedSchema } from './moving/moving.ts';
import {
  deleteOwn,
  deleteStandIn,
  disownFilm,
  insertRepair,
  insertStandIn,
  isBuiltUpon,
  lockRepair,
  markUndone,
  pointTo,
  type RepairKey,
  type RepairRow,
  selectNightsWith,
  selectPollsWith,
  selectRepairs,
} from './queries.ts';
import { type Change, changesOf, FACTS } from './rules.ts';

export { readFacts } from './rules.ts';
export type { Change, RepairKey };

/** Two films of a server, as a repair is about them. */
export type Pair = { from: FilmDetails; to: FilmDetails };
/** `move`: what was said of one was meant for the other. `merge`: both are one film. */
export type Kind = 'move' | 'merge';
/** A repair that was made. `changed`: the facts that a correction was about. */
export type Made = { repairId: string; fromName: string; toName: string; changed: Change[] };
export type Repair = Pick<RepairRow, 'id' | 'userId' | 'kind' | 'fromName' | 'toName' | 'madeAt' | 'undoneAt'> & {
  changed: Change[];
};

const change = z.object({ fact: z.enum(FACTS), before: z.string(), after: z.string() });
/** A row's `moved`. */
const detailsSchema = movedSchema.extend({ stoodFor: z.array(z.string()), changed: z.array(change).default([]) });
const WHAT = { move: 'film moved', merge: 'films merged', correct: 'film corrected' } as const;
const SHOWN = 10;

/** @throws UserError unless the person looks after the server. */
export function requireModerator({ moderates, ownsServer }: Pick<Person, 'moderates' | 'ownsServer'>): void {
  if (!moderates && !ownsServer) throw new UserError('repairs.not-yours');
}

/** Two films that a repair is to be about. @throws UserError where one is not here, or both are the same. */
export async function pairOf(db: Db, guildId: string, fromId: string, toId: string): Promise<Pair> {
  const [from, to] = [await requireFilm(db, fromId, guildId), await requireFilm(db, toId, guildId)];
  if (from.id === to.id) throw new UserError('repairs.same');
  return { from, to };
}

/** How much of what this server has said would move. */
export async function countOf(db: Db, guildId: string, { from }: Pair): Promise<Record<string, number>> {
  return countAll(db, guildId, from.id);
}

/**
 * Moves all that a server has said of one film to another, in one transaction; merged, the first is not met there any
 * more. No other server notices.
 * @throws UserError for whoever is no moderator, and where both films are on the ballot of a running poll.
 */
export async function repairFilms(
  desk: Desk,
  guildId: string,
  person: Person,
  kind: Kind,
  ids: { fromId: string; toId: string },
): Promise<Made> {
  requireModerator(person);
  return desk.db.transaction(async (tx) => {
    const { from, to } = await pairOf(tx, guildId, ids.fromId, ids.toId);
    return carryOut(tx, desk, guildId, person, kind, from, { ...to, name: nameOf(to) });
  });
}

/**
 * Corrects facts of a film for one server: it gets a film of its own with them, which stands for the other there.
 * @throws UserError for whoever is no moderator, and for a film that is not here.
 */
export async function correctFilm(
  desk: Desk,
  guildId: string,
  person: Person,
  filmId: string,
  facts: FilmFacts,
): Promise<Made> {
  requireModerator(person);
  return desk.db.transaction(async (tx) => {
    const from = await requireFilm(tx, filmId, guildId);
    const id = await ownFilm(tx, guildId, from, facts, desk.now());
    return carryOut(tx, desk, guildId, person, 'correct', from, { id, name: nameOf(facts) }, changesOf(from, facts));
  });
}

async function carryOut(
  tx: Db,
  desk: Desk,
  guildId: string,
  person: Person,
  kind: RepairRow['kind'],
  from: FilmDetails,
  to: { id: string; name: string },
  changed: Change[] = [],
): Promise<Made> {
  const now = desk.now();
  for (const id of [from.id, to.id]) if (!(await adoptFilm(tx, guildId, id, now))) throw new UserError('film.gone');
  const moved = await moveAll(tx, { guildId, from: from.id, to: to.id });
  const stoodFor = kind === 'move' ? [] : await stoodForBy(tx, guildId, from.id);
  if (kind !== 'move') {
    await insertStandIn(tx, guildId, from.id, to.id);
    await disownFilm(tx, guildId, from.id);
  }
  const names = { fromName: nameOf(from), toName: to.name };
  const id = newId();
  const films = { fromId: from.id, toId: to.id };
  const row = { guildId, id, userId: person.userId, kind, ...films, ...names, moved: { ...moved, stoodFor, changed } };
  await insertRepair(tx, { ...row, madeAt: now });
  await tell(tx, desk, guildId, person, WHAT[kind], films);
  return { repairId: id, ...names, changed };
}

/**
 * Undoes a repair: all that moved and has not changed since goes back, and what gave way is there again.
 * @throws UserError for whoever is no moderator, for what was undone already, and where a later repair rests on it.
 */
export async function undoRepair(desk: Desk, key: RepairKey, person: Person): Promise<Made> {
  requireModerator(person);
  return desk.db.transaction(async (tx) => {
    const repair = await lockRepair(tx, key);
    if (!repair) throw new UserError('repairs.undone-already');
    if (await isBuiltUpon(tx, repair)) throw new UserError('repairs.later');
    const { guildId, fromId, toId, kind, fromName, toName } = repair;
    const { stoodFor, changed, ...moved } = detailsSchema.parse(repair.moved);
    if (kind !== 'move') await deleteStandIn(tx, guildId, fromId);
    if (!(await adoptFilm(tx, guildId, fromId, desk.now()))) throw new UserError('film.gone');
    await pointTo(tx, guildId, stoodFor, fromId);
    await moveBack(tx, { guildId, from: fromId, to: toId }, moved);
    // of a film that was made for the correction nothing may stay behind
    if (kind === 'correct') await moveAll(tx, { guildId, from: toId, to: fromId });
    await markUndone(tx, key, desk.now());
    await tell(tx, desk, guildId, person, 'repair undone', { fromId: toId, toId: fromId });
    if (kind === 'correct') await deleteOwn(tx, guildId, toId);
    return { repairId: key.repairId, fromName, toName, changed };
  });
}

/** The latest repairs of a server, the newest first. @throws UserError for whoever is no moderator. */
export async function listRepairs(db: Db, guildId: string, person: Person): Promise<Repair[]> {
  requireModerator(person);
  const rows = await selectRepairs(db, guildId, SHOWN);
  return rows.map(({ moved, ...row }) => ({ ...row, changed: detailsSchema.parse(moved).changed }));
}

/** Keeps who did what in the record of every club of the server, and has what is posted of the films shown anew. */
async function tell(
  tx: Db,
  desk: Desk,
  guildId: string,
  { userId }: Person,
  what: string,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<void> {
  for (const club of await listClubs(tx, guildId))
    await recordEvent(tx, club, { userId, what, subjectId: `${fromId}/${toId}` }, desk.now());
  for (const filmId of [fromId, toId]) await showAnew(tx, desk, guildId, filmId);
}

async function showAnew(tx: Db, desk: Desk, guildId: string, filmId: string): Promise<void> {
  for (const subjectId of await selectPollsWith(tx, guildId, filmId))
    await refreshPost(tx, desk, { guildId, kind: 'polls/opened', subjectId });
  for (const screeningId of await selectNightsWith(tx, guildId, filmId)) {
    await refreshPost(tx, desk, { guildId, kind: 'screenings/planned', subjectId: screeningId });
    await desk.enqueue(tx, 'screenings/event', { guildId, screeningId });
  }
  if ((await roundsWithAny(tx, guildId, [filmId])).length > 0)
    await desk.enqueue(tx, 'recaps/again', { guildId, filmId });
}

function nameOf({ title, year }: { title: string; year: number | null }): string {
  return year === null ? title : `${title} (${year})`;
}
