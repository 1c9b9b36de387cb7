import type { Db } from '../../../db/db.ts';
import { fold } from '../../../lib/text.ts';
import { SourceFailure } from '../../../net/sources/failure.ts';
import type { Sources } from '../../../net/sources/sources.ts';
import { findAtOmdb, tellFromOmdb } from './omdb.ts';
import { takeRequest } from './queries.ts';
import { OMDB_A_DAY } from './terms.ts';
import { findAtTmdb, tellFromTmdb } from './tmdb.ts';
import type { SourceName, ToldFilm, Wanted } from './told.ts';
import { findAtWikidata } from './wikidata.ts';

type Asker = { db: Db; now: () => Date; sources: Sources };

/** The films that a source finds under a title and that are called so. @throws SourceFailure */
export async function find(asker: Asker, source: SourceName, wanted: Wanted, signal: AbortSignal): Promise<ToldFilm[]> {
  return (await found(asker, source, wanted, signal)).filter((film) => isCalled(film, wanted));
}

async function found({ sources, ...desk }: Asker, source: SourceName, wanted: Wanted, signal: AbortSignal) {
  if (source === 'wikidata') return sources.wikidata ? findAtWikidata(sources.wikidata, wanted, signal) : [];
  if (source === 'tmdb') return sources.tmdb ? findAtTmdb(sources.tmdb, wanted, signal) : [];
  await payOmdb(desk);
  return sources.omdb ? findAtOmdb(sources.omdb, wanted, signal) : [];
}

/** What a source tells of a film of ours; undefined where it does not know it. @throws SourceFailure */
export async function tell(
  { sources, ...desk }: Asker,
  source: 'tmdb' | 'omdb',
  film: ToldFilm,
  signal: AbortSignal,
): Promise<ToldFilm | undefined> {
  if (source === 'tmdb') return sources.tmdb ? tellFromTmdb(sources.tmdb, film, signal) : undefined;
  if (!sources.omdb || film.ids.imdb === undefined) return undefined;
  await payOmdb(desk);
  return tellFromOmdb(sources.omdb, film, signal);
}

async function payOmdb({ db, now }: Pick<Asker, 'db' | 'now'>): Promise<void> {
  if (await takeRequest(db, 'omdb', now(), OMDB_A_DAY)) return;
  throw new SourceFailure('OMDb', 'resting', "today's requests are used up");
}

/** Whether one of a film's titles holds what was asked for: a search also finds what merely mentions it. */
function isCalled({ title, originalTitle, titles }: ToldFilm, wanted: Wanted): boolean {
  const words = fold(wanted.title).split(' ');
  const asked = words.join('');
  return [title, originalTitle ?? '', ...titles.map((other) => other.title)].map(fold).some((name) => {
    const has = new Set(name.split(' '));
    return name.replaceAll(' ', '').startsWith(asked) || words.every((word) => has.has(word));
  });
}
