import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { newId } from '../../lib/ids.ts';
import { type Club, keyOf, loadClub, requireMember } from '../clubs/clubs.ts';
import { addMarks, adoptFilms } from '../marks/marks.ts';
import { insertWishes } from '../nominations/nominations.ts';
import { addHidden } from '../reviews/reviews.ts';
import { matchAll } from './matching.ts';
import { firstParts, PARTS_AT_ONCE, type Plan, type Proposal, partsOf, planOf, proposalSchema } from './proposal.ts';
import {
  deleteImport,
  type ImportKey,
  type ImportRow,
  insertKept,
  insertProposal,
  type KeptRow,
  lockImport,
  updateImport,
} from './queries.ts';
import type { ExportFile } from './reading/archive.ts';
import { readTables } from './reading/table.ts';
import { gather } from './rules.ts';
import { type View, viewOf } from './view.ts';

export { readExport } from './reading/archive.ts';
export { type Kept, lastImport, undoImport } from './undo.ts';
export type { ImportKey, View };

/** How long (ms) a proposal waits for its member. */
const PATIENCE = 3_600_000;

/**
 * Reads an export and finds its films. Nothing but the proposal is kept.
 * @throws UserError for whoever is no member of the club, and for files that are no export.
 */
export async function proposeImport(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  club: Club,
  userId: string,
  files: readonly ExportFile[],
): Promise<View> {
  await requireMember(db, club, userId);
  const { tables, skipped } = await readTables(files);
  const { films: said, ...lists } = gather(tables);
  if (said.length === 0) throw new UserError('letterboxd.no-films');
  const films = await matchAll(db, club.guildId, said);
  const proposal = { films, ...lists, parts: firstParts({ films, ...lists }), page: 0, skipped };
  const id = newId();
  const row = { ...keyOf(club), id, userId, proposal, askedAt: now() };
  await insertProposal(db, row, new Date(now().getTime() - PATIENCE));
  return viewOf(db, { guildId: club.guildId, importId: id, userId }, club, proposal);
}

/** Says which film of ours one of the export's is; with none of those offered it is left out. */
export async function decideFilm(desk: Desk, key: ImportKey, index: number, filmId: string | undefined): Promise<View> {
  return changing(desk, key, (proposal) => {
    const entry = proposal.films[index];
    const film = entry?.choices.find(({ id }) => id === filmId) ?? null;
    if (!entry || entry.choices.length === 0 || (filmId !== undefined && !film))
      throw new UserError('letterboxd.stale');
    return { ...proposal, films: proposal.films.with(index, { ...entry, film, choices: [] }) };
  });
}

/** Chooses what of the export is wanted, of the parts of a page (from 0); those of the others stay as they are. */
export async function chooseParts(desk: Desk, key: ImportKey, chosen: readonly string[], page = 0): Promise<View> {
  return changing(desk, key, (proposal) => {
    const shown = (index: number) => Math.floor(index / PARTS_AT_ONCE) === page;
    const wanted = (part: string, index: number) => (shown(index) ? chosen : proposal.parts).includes(part);
    return { ...proposal, page, parts: partsOf(proposal).filter(wanted) };
  });
}

/** Shows another page of the parts, from 0. */
export async function turnPage(desk: Desk, key: ImportKey, page: number): Promise<View> {
  return changing(desk, key, (proposal) => ({ ...proposal, page }));
}

async function changing({ db, now }: Desk, key: ImportKey, change: (proposal: Proposal) => Proposal): Promise<View> {
  return db.transaction(async (tx) => {
    const { row, proposal } = await open(tx, key, now());
    const changed = change(proposal);
    await updateImport(tx, key, { proposal: changed });
    return viewOf(tx, key, await loadClub(tx, row), changed);
  });
}

/** Forgets a proposal. One that is gone is no error. */
export async function cancelImport({ db }: Pick<Desk, 'db'>, key: ImportKey): Promise<void> {
  await db.transaction(async (tx) => {
    if ((await lockImport(tx, key))?.keptAt === null) await deleteImport(tx, key);
  });
}

/** How much of each was new. */
export type Saved = Record<keyof Plan, number>;

/**
 * Keeps what was proposed and is decided, all or nothing. What the member has said here stays as it is: only what is
 * new is added, so that the same export again adds nothing.
 * @throws UserError for a proposal that is an hour old, kept already, or another's.
 */
export async function saveImport(desk: Desk, key: ImportKey): Promise<Saved> {
  return desk.db.transaction(async (tx) => {
    const now = desk.now();
    const { row, proposal } = await open(tx, key, now);
    const club = await loadClub(tx, row);
    await requireMember(tx, club, key.userId);
    const kept = await keep(tx, desk, { ...key, clubId: club.id }, planOf(proposal, now), now);
    if (kept.length === 0) await deleteImport(tx, key);
    else {
      await updateImport(tx, key, { proposal: null, keptAt: now });
      await insertKept(tx, key, kept);
    }
    const count = (what: KeptRow['what']) => kept.filter((one) => one.what === what).length;
    return { wishes: count('wish'), seen: count('seen'), ratings: count('rating'), reviews: count('review') };
  });
}

async function keep(
  tx: Db,
  desk: Desk,
  who: ImportKey & { clubId: string },
  plan: Plan,
  now: Date,
): Promise<KeptRow[]> {
  const { guildId, clubId, userId } = who;
  const about = [...plan.wishes, ...plan.seen.map(({ filmId }) => filmId), ...plan.reviews.map(({ filmId }) => filmId)];
  const here = new Set(await adoptFilms(tx, guildId, [...new Set(about)], now));
  const ours = <One extends { filmId: string }>(all: readonly One[]) => all.filter(({ filmId }) => here.has(filmId));
  const wished = plan.wishes.filter((filmId) => here.has(filmId));
  const wishes = await insertWishes(tx, { guildId, clubId, userId }, wished, now);
  const marks = await addMarks(tx, desk, { guildId, userId }, { seen: ours(plan.seen), ratings: ours(plan.ratings) });
  const reviews = await addHidden(tx, { guildId, userId }, ours(plan.reviews));
  return [
    ...wishes.map((filmId): KeptRow => ({ filmId, what: 'wish', at: now })),
    ...dated('seen', marks.seen, plan.seen),
    ...dated('rating', marks.ratings, plan.ratings),
    ...dated('review', reviews, plan.reviews),
  ];
}

function dated(what: KeptRow['what'], added: readonly string[], planned: readonly { filmId: string; at: Date }[]) {
  const times = new Map(planned.map(({ filmId, at }) => [filmId, at]));
  return added.flatMap((filmId): KeptRow[] => {
    const at = times.get(filmId);
    return at ? [{ filmId, what, at }] : [];
  });
}

async function open(tx: Db, key: ImportKey, now: Date): Promise<{ row: ImportRow; proposal: Proposal }> {
  const row = await lockImport(tx, key);
  if (!row || row.keptAt || now.getTime() - row.askedAt.getTime() > PATIENCE) throw new UserError('letterboxd.stale');
  return { row, proposal: proposalSchema.parse(row.proposal) };
}
