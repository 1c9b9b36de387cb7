import type { Db } from '../../db/db.ts';
import { batches } from '../../lib/batches.ts';
import { type FilmCandidate, filmsTitled, searchFilms, shown } from '../films/films.ts';
import { matchFilms, titleKey, worthAsking } from './fit.ts';
import type { Entry, Film } from './proposal.ts';
import type { Said } from './rules.ts';

const TITLES_AT_ONCE = 500;
/** Films without a match that are looked for with more forgiveness; each takes milliseconds over a million titles. */
const MOST_SEARCHES = 300;
const LONGEST_SEARCHED = 200;
const HITS = 5;

/** Finds the films of ours that an export means: certain, to be chosen, or none. Nothing is guessed. */
export async function matchAll(db: Db, guildId: string, said: readonly Said[]): Promise<Entry[]> {
  const called = await shelf(db, guildId, said);
  const matches = matchFilms(said, ({ title }) => called.get(titleKey(title)) ?? []);
  let searches = MOST_SEARCHES;
  const entries: Entry[] = [];
  for (const [index, one] of said.entries()) {
    const found = matches[index] ?? { kind: 'unknown' };
    const isLost = found.kind === 'unknown' && searches > 0 && one.title.length <= LONGEST_SEARCHED;
    if (isLost) searches -= 1;
    const films = found.kind === 'uncertain' ? found.films : isLost ? await lookFor(db, guildId, one) : [];
    entries.push({ ...one, film: found.kind === 'certain' ? plain(found.film) : null, choices: films.map(plain) });
  }
  return entries;
}

/** Our films by all their titles, for the titles of an export. */
async function shelf(db: Db, guildId: string, said: readonly Said[]): Promise<Map<string, FilmCandidate[]>> {
  const titles = [...new Set(said.map(({ title }) => title))];
  const films = new Map<string, FilmCandidate>();
  for (const some of batches(titles, TITLES_AT_ONCE))
    for (const film of await titled(db, guildId, some)) films.set(film.id, film);
  const called = new Map<string, FilmCandidate[]>();
  for (const film of films.values()) {
    const names = [film.title, film.originalTitle ?? film.title, ...film.alternativeTitles];
    for (const key of new Set(names.map(titleKey))) called.set(key, [...(called.get(key) ?? []), film]);
  }
  return called;
}

async function titled(db: Db, guildId: string, titles: readonly string[]): Promise<FilmCandidate[]> {
  return shown(db, await filmsTitled(db, titles, guildId), { guildId });
}

async function lookFor(db: Db, guildId: string, said: Said): Promise<Film[]> {
  const text = said.year === null ? said.title : `${said.title} (${said.year})`;
  return worthAsking(said, await searchFilms(db, { text, guildId, limit: HITS }));
}

const plain = ({ id, title, year }: Film): Film => ({ id, title, year });
