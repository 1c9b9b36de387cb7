import { eq } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { films } from '../../db/schema/index.ts';
import type { CountedWords } from './import/dictionary.ts';
import { newFilm } from './import/film.ts';
import type { FilmRow } from './import/row.ts';
import { writeFilms, writeWords } from './import/store.ts';

type Known = {
  titles: readonly { title: string; language: string | null }[];
  votes: number | null;
  originalLanguage: string | null;
  countries: readonly string[];
  genres: readonly string[];
  cast: readonly { name: string; names: readonly string[]; character: string | null }[];
  ageRating: string | null;
  contentNotes: readonly string[];
  posterUrl: string | null;
  synopses: Readonly<Record<string, string>>;
};

/** What a server may say otherwise of a film; null for what is not known. */
export type FilmFacts = {
  title: string;
  originalTitle: string | null;
  year: number | null;
  runtimeMinutes: number | null;
  directors: readonly { name: string; names?: readonly string[] }[];
};

const SOURCE = 'server';

/** A server's own film, which is another one but for these facts. It is found by that one's titles too. @returns its id. */
export async function ownFilm(tx: Db, guildId: string, known: Known, facts: FilmFacts, now: Date): Promise<string> {
  const film = newFilm(rowOf(known, facts), SOURCE, now, guildId);
  const words: CountedWords = new Map();
  await writeFilms(tx, [film], words);
  await writeWords(tx, words);
  const { id } = film.columns;
  if (known.posterUrl !== null) await tx.update(films).set({ posterUrl: known.posterUrl }).where(eq(films.id, id));
  return id;
}

function rowOf(known: Known, { title, originalTitle, year, runtimeMinutes, directors }: FilmFacts): FilmRow {
  const orNothing = <Value>(value: Value | null) => value ?? undefined;
  return {
    title,
    originalTitle: orNothing(originalTitle),
    originalLanguage: orNothing(known.originalLanguage),
    year: orNothing(year),
    runtime: orNothing(runtimeMinutes),
    votes: orNothing(known.votes),
    titles: known.titles.map((one) => ({ title: one.title, language: orNothing(one.language) })),
    countries: known.countries,
    genres: known.genres,
    directors,
    cast: known.cast.map(({ character, ...person }) => ({ ...person, character: orNothing(character) })),
    ageRating: orNothing(known.ageRating),
    contentNotes: known.contentNotes,
    synopsis: known.synopses,
  };
}
