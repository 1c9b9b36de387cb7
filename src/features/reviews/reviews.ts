import type { Db } from '../../db/db.ts';
import { SHARED } from '../../db/schema/index.ts';
import { fileReview, type PageReport, type PageSource } from './filing.ts';
import { bareRating } from './page/page.ts';
import { scaleOfSiblings } from './page/stated-rating.ts';
import { type StoredReview, selectReviews } from './queries.ts';
import { sameReview } from './rules.ts';

export { type Kept, keepReview, type Outcome, PageError, type PageReport, type PageSource } from './filing.ts';
export { addHidden, refreshRecaps, takeHiddenBack } from './member/many.ts';
export {
  type Entry,
  type MembersView,
  membersView,
  openEntries,
  openRatings,
  ratedBy,
  writeReview,
} from './member/member.ts';
export { selectWritten } from './member/queries.ts';
export { likedTogether } from './member/together.ts';
export { type PageContent, readApart } from './page/reading.ts';
export { deleteOwnReview } from './queries.ts';

/** A critic's review as it is shown: rating as written and as a score, who, where, when, what may stand in the open. */
export type CriticReview = Omit<StoredReview, 'fingerprint' | 'importedAt' | 'scope'>;

export type ImportOptions = {
  now: Date;
  /** Reports what would happen and changes nothing. */
  dryRun?: boolean;
  /** Called for every page as soon as it is done. */
  onReport?: (report: PageReport) => void;
};

/**
 * Critics' reviews of a film, the newest first, those without a day last: everybody's, and those that a server imported
 * for itself. One that both have is shown once.
 */
export async function listReviews(db: Db, filmId: string, guildId = SHARED): Promise<CriticReview[]> {
  const all = onceEach(await selectReviews(db, [filmId], guildId));
  return all.map(({ fingerprint: _, importedAt: __, scope: ___, of: ____, ...review }) => review);
}

/** The scores (0-100) that critics gave some films, by film: those of the reviews that `listReviews` gives of each. */
export async function criticScores(
  db: Db,
  filmIds: readonly string[],
  guildId: string,
): Promise<ReadonlyMap<string, number[]>> {
  const rows = filmIds.length === 0 ? [] : await selectReviews(db, filmIds, guildId);
  const films = Map.groupBy(rows, ({ of }) => of);
  const scoresOf = (all: StoredReview[]) => onceEach(all).flatMap(({ score }) => score ?? []);
  return new Map([...films].map(([filmId, all]) => [filmId, scoresOf(all)]));
}

/** Of the reviews of one film those that everybody has, and of a server's own what is not among them. */
function onceEach<Review extends StoredReview>(all: readonly Review[]): Review[] {
  const shared = all.filter((review) => review.scope === SHARED);
  return all.filter((review) => review.scope === SHARED || !shared.some((other) => sameReview(other, review)));
}

/**
 * Reads review pages and stores what they state about films of the catalogue. Each page stands for itself: one that
 * cannot be read or told apart is reported and the others go on. Importing a page again changes nothing.
 */
export async function importReviews(
  db: Db,
  sources: readonly PageSource[],
  { now, dryRun = false, onReport = () => {} }: ImportOptions,
): Promise<PageReport[]> {
  const scales = await learnScales(sources);
  const fileAll = async (on: Db) => {
    const reports: PageReport[] = [];
    for (const source of sources) {
      const report = await fileReview(on, source, { scales, now });
      onReport(report);
      reports.push(report);
    }
    return reports;
  };
  return dryRun ? undone(db, fileAll) : fileAll(db);
}

/** Does the work in earnest, so that it tells what would happen, and takes it back. */
async function undone<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  const undo = new Error('undone on purpose');
  let done: { result: Result } | undefined;
  await db
    .transaction(async (tx) => {
      done = { result: await work(tx) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (!done) throw undo;
  return done.result;
}

/** The scales of bare numbers by the make of page, from all pages of one import. */
async function learnScales(sources: readonly PageSource[]): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string[]>();
  for (const source of sources) {
    const content = await source.read().catch(() => '');
    const bare = typeof content === 'string' ? bareRating(content) : undefined;
    if (bare) values.set(bare.make, [...(values.get(bare.make) ?? []), bare.value]);
  }
  const scales = [...values].map(([make, some]) => [make, scaleOfSiblings(some)] as const);
  return new Map(scales.flatMap(([make, scale]) => (scale === undefined ? [] : [[make, scale]])));
}
