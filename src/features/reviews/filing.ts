import type { Db } from '../../db/db.ts';
import { SHARED } from '../../db/schema/index.ts';
import { UserError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { Safe } from '../../lib/safe.ts';
import { text } from '../../texts/texts.ts';
import { type Considered, considerPage, type Draft, draftOf, whyNot, whySeveral } from './considering.ts';
import { type Page, readPage } from './page/page.ts';
import { type PageContent, readApart } from './page/reading.ts';
import { insertReview, lockFilm, selectPeers, updateReview } from './queries.ts';
import { sameReview, whatIsNew } from './rules.ts';

/** A page to read. `read` gives its text, or what was found, or throws a PageError; it may be called twice. */
export type PageSource = { name: string; read(): Promise<string | PageContent> };

/** A page that cannot be read, for a reason that a person can mend; the message is one sentence. */
export class PageError extends Error {
  override name = 'PageError';
}

/** What became of a page; the first three mean that its review is in the database. */
export type Outcome = 'imported' | 'completed' | 'unchanged' | 'several' | 'ambiguous' | 'unknown' | 'unreadable';

export type PageReport = Partial<Considered> & {
  name: string;
  outcome: Outcome;
  /** Why nothing was imported, one sentence. */
  reason?: string;
  /** What went wrong where that is no fault of the page. */
  bug?: unknown;
};

type Context = { scales: ReadonlyMap<string, string>; now: Date };

/** Reads one page, finds its film and stores its review, all or nothing. */
export async function fileReview(db: Db, source: PageSource, { scales, now }: Context): Promise<PageReport> {
  const { name } = source;
  try {
    const page = await pageOf(source);
    if (page instanceof Failure) return { name, outcome: 'unreadable', reason: page.message, bug: page.cause };
    if (page.lines.length === 0) return { name, outcome: 'unreadable', reason: 'It is empty.' };
    if (page.isNoReview)
      return { name, outcome: 'unreadable', reason: 'It holds no review: neither a rating nor a text.' };
    if (page.sections.length > 1) return { name, outcome: 'several', page, reason: whySeveral(page) };
    const considered = await considerPage(db, page, scales);
    const { verdict } = considered.subject;
    const report = { name, ...considered };
    if (verdict.kind !== 'match') return { ...report, outcome: verdict.kind, reason: whyNot(considered.subject) };
    const { outcome } = await keepReview(db, { filmId: verdict.film.id, scope: SHARED }, draftOf(considered), now);
    return { ...report, outcome };
  } catch (error) {
    const reason = sentenceOf(error);
    if (reason === undefined) throw error;
    return { name, outcome: 'unreadable', reason };
  }
}

class Failure extends Error {}

/** Reads a page. What is wrong with the reading itself costs this page alone; what is wrong with the page is thrown. */
async function pageOf(source: PageSource): Promise<Page | Failure> {
  try {
    const content = await source.read();
    return typeof content === 'string' ? readPage(content) : await readApart(content);
  } catch (error) {
    if (sentenceOf(error) !== undefined) throw error;
    return new Failure('Something went wrong on our side.', { cause: error });
  }
}

/** What a person can mend, in English as the rest of a report is. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof PageError) return error.message;
  if (!(error instanceof UserError)) return undefined;
  const values = Object.entries(error.values).map(([name, value]) => [
    name,
    value instanceof Safe ? value.markdown : value,
  ]);
  return text('en', error.key, Object.fromEntries(values));
}

/** Whose review it becomes: everybody's (`SHARED`), or one server's, by its id. */
type Shelf = { filmId: string; scope: string };

/** What became of a review that was kept, and its id. */
export type Kept = { outcome: 'imported' | 'completed' | 'unchanged'; id: string };

/**
 * Stores a review, or what it adds to one that is there. A server's import never changes what everybody sees: a review
 * that everybody has is simply there.
 */
export async function keepReview(db: Db, { filmId, scope }: Shelf, draft: Draft, now: Date): Promise<Kept> {
  const review = { filmId, fingerprint: draft.fingerprint, ...draft.facts };
  return db.transaction(async (tx) => {
    await lockFilm(tx, filmId);
    const peer = (await selectPeers(tx, review, scope)).find((other) => sameReview(other, review));
    if (!peer) {
      const id = newId();
      await insertReview(tx, { id, scope, importedAt: now, ...review });
      return { outcome: 'imported', id };
    }
    const news = peer.scope === scope ? whatIsNew(peer, draft.facts) : {};
    if (Object.keys(news).length === 0) return { outcome: 'unchanged', id: peer.id };
    await updateReview(tx, peer.id, news);
    return { outcome: 'completed', id: peer.id };
  });
}
