import type { Logger } from 'pino';
import type { Db } from '../../../db/db.ts';
import { fold } from '../../../lib/text.ts';
import { SourceFailure } from '../../../net/sources/failure.ts';
import type { Sources } from '../../../net/sources/sources.ts';
import type { FilmDetails } from '../films.ts';
import { find, tell } from './asking.ts';
import { fileMore, fileTold } from './filing.ts';
import { noteAsked, selectTold, type Telling, wasAsked } from './queries.ts';
import { ASKED_FRESH, POSTERLESS_FRESH, TERMS, UNKNOWN_FRESH } from './terms.ts';
import { SOURCES, type SourceName, type ToldFilm, told, type Wanted, wantedOf } from './told.ts';

/** What a look-up needs. */
export type LookupDesk = { db: Db; now: () => Date; log: Pick<Logger, 'warn' | 'info'>; sources: Sources };

/** One source at work. The work never rejects: false says that the source gave no answer. */
export type Errand = { source: SourceName; done: Promise<boolean> };

/** Longest (ms) that anybody waits for a source, tries and pauses included. */
const PATIENCE = 6_000;

/**
 * Asks every source that is set up for a title, each by itself: what one tells is in the catalogue when its errand is
 * done. A source that was asked for the title within a day is left out. Two who ask for one title at once share the work.
 */
export async function lookUpTitle(desk: LookupDesk, text: string): Promise<Errand[]> {
  const wanted = wantedOf(text);
  const sources = wanted ? SOURCES.filter((name) => desk.sources[name]) : [];
  if (!wanted || sources.length === 0) return [];
  const title = `${fold(wanted.title)} ${wanted.year ?? ''}`.trim();
  return shared(desk.sources, title, async () => {
    const since = new Date(desk.now().getTime() - ASKED_FRESH);
    const asked = await Promise.all(sources.map((source) => wasAsked(desk.db, source, title, since)));
    const heard: ToldFilm[] = [];
    return sources
      .filter((_, index) => !asked[index])
      .map((source) => ({ source, done: findTitle(desk, source, { wanted, title, heard }) }));
  });
}

/** Asks the sources that know more of a film than its name for what they have not told or told long ago. */
export async function lookUpMore(desk: LookupDesk, film: FilmDetails): Promise<Errand[]> {
  const sources = (['tmdb', 'omdb'] as const).filter((name) => desk.sources[name]);
  if (sources.length === 0) return [];
  return shared(desk.sources, film.id, async () => {
    const tellings = await selectTold(desk.db, film.id);
    const isDue = (source: SourceName) => {
      const last = tellings.find((telling) => telling.source === source);
      return last === undefined || isStale(last, desk.now());
    };
    return sources.filter(isDue).map((source) => ({ source, done: tellMore(desk, source, film) }));
  });
}

function isStale({ source, told: film, fetchedAt }: Telling, now: Date): boolean {
  const fresh = film === null ? UNKNOWN_FRESH : film.posterMissed ? POSTERLESS_FRESH : TERMS[source].fresh;
  return now.getTime() - fetchedAt.getTime() > fresh;
}

async function findTitle(
  desk: LookupDesk,
  source: SourceName,
  { wanted, title, heard }: { wanted: Wanted; title: string; heard: ToldFilm[] },
): Promise<boolean> {
  return errand(desk, source, async (signal) => {
    const found = await find(desk, source, wanted, signal);
    const before = [...heard];
    heard.push(...found);
    if (found.length > 0) await fileTold(desk.db, found, { before, now: desk.now() });
    await noteAsked(desk.db, source, title, desk.now());
  });
}

/** Asks one source again for a film, whatever it told before. */
export async function tellMore(desk: LookupDesk, source: 'tmdb' | 'omdb', film: FilmDetails): Promise<boolean> {
  const known = told({ ...naming(film), source: 'wikidata' });
  return errand(desk, source, async (signal) => {
    const more = await tell(desk, source, known, signal);
    await fileMore(desk.db, { filmId: film.id, source, told: more ?? null, now: desk.now() });
  });
}

/** Runs an errand to its end or until patience does. What goes wrong is a line in the log, never anybody's error. */
async function errand(
  { log }: Pick<LookupDesk, 'log'>,
  source: SourceName,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE);
  const late = new Promise<false>((resolve) => signal.addEventListener('abort', () => resolve(false), { once: true }));
  const done = work(signal).then(
    () => true,
    (error: unknown) => {
      const failure = error instanceof SourceFailure ? error : undefined;
      if (failure?.kind === 'resting' || failure?.kind === 'refused') return false;
      log.warn({ source, ...(failure ? { why: failure.message } : { err: error }) }, 'a look-up gave nothing');
      return false;
    },
  );
  return Promise.race([done, late]);
}

function naming({ title, year, originalTitle, titles, directors, externalIds }: FilmDetails) {
  return {
    title,
    ...(year === null ? {} : { year }),
    ...(originalTitle === null ? {} : { originalTitle }),
    titles: titles.map((other) => ({ title: other.title })),
    directors,
    ids: Object.fromEntries(externalIds.map(({ source, id }) => [source, id])),
  };
}

const underWay = new WeakMap<Sources, Map<string, Promise<Errand[]>>>();

/** The errands that are under way for a thing already, else new ones. */
function shared(sources: Sources, key: string, begin: () => Promise<Errand[]>): Promise<Errand[]> {
  const all = underWay.get(sources) ?? new Map<string, Promise<Errand[]>>();
  underWay.set(sources, all);
  const there = all.get(key);
  if (there) return there;
  const over = () => void all.delete(key);
  const begun = begin().then((errands) => {
    if (errands.length === 0) over();
    else void Promise.all(errands.map(({ done }) => done)).then(over);
    return errands;
  });
  all.set(key, begun);
  begun.catch(over);
  return begun;
}
