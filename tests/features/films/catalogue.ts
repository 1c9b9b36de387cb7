import type { Db } from '../../../src/db/db.ts';
import { type FilmRow, importFilms } from '../../../src/features/films/films.ts';
import type { CountedWords } from '../../../src/features/films/import/dictionary.ts';
import { newFilm } from '../../../src/features/films/import/film.ts';
import { writeFilms, writeWords } from '../../../src/features/films/import/store.ts';

export const NOW = new Date('2026-01-09T18:00:00Z');

/** Brings rows into the shared catalogue. */
export function bringIn(db: Db, rows: readonly FilmRow[]) {
  return importFilms(db, rows, { source: 'test', now: NOW });
}

/** A film that one server typed in by hand. */
export async function typeIn(db: Db, guildId: string, row: FilmRow): Promise<string> {
  const film = newFilm(row, 'server', NOW, guildId);
  const words: CountedWords = new Map();
  await writeFilms(db, [film], words);
  await writeWords(db, words);
  return film.columns.id;
}

/** A small catalogue with namesakes, other scripts, sequels and people; the titles are made up but for the first. */
export const FILMS: readonly FilmRow[] = [
  {
    title: 'Ballerina',
    originalTitle: '발레리나',
    originalLanguage: 'ko',
    year: 2023,
    countries: ['KR'],
    directors: [{ name: 'Lee Chung-hyun', names: ['이충현', 'Lee Chung-hyeon'] }],
    cast: [{ name: 'Jeon Jong-seo', character: 'Ok-ju' }],
  },
  { title: 'Ballerina', year: 2025, countries: ['US'], directors: [{ name: 'Len Wiseman' }] },
  { title: 'Ballerina', year: 2006 },
  { title: 'The Ballerina', year: 1998 },
  { title: 'Moth Wars: The Quiet Return', year: 1977, votes: 9000 },
  { title: 'Moth Wars: Part II', year: 1980, votes: 7000 },
  { title: 'Moth', year: 1990 },
  { title: 'Café Zoë', year: 1965, titles: [{ title: 'Kaffeehaus Zoë', language: 'de' }] },
  { title: 'The Lantern & the Fog', year: 2001, votes: 50 },
  { title: 'WALK·Y', year: 2008 },
  { title: '1917', year: 2019, votes: 4000 },
  { title: 'Nineteen Hats', year: 1917 },
  { title: 'M', year: 1931 },
  { title: '8½ Lives', year: 1963 },
  { title: 'Train to Riga', originalTitle: '리가행 열차', year: 2016 },
  { title: 'The Fox Forest', originalTitle: 'キツネのもり', year: 1988 },
  { title: 'Flowers of Light', originalTitle: '花樣光年', year: 2000 },
  { title: 'Heron', year: 1984, directors: [{ name: 'Ada Grünwald' }], votes: 10 },
  { title: 'Heron', year: 2021, directors: [{ name: 'Bo Villard' }], votes: 900 },
  { title: 'Arachnid Carnival of the North', year: 1999 },
  { title: 'Thunderbirdwatching', year: 1955 },
  { title: '50% _Off_', year: 1971 },
  { title: '...', year: 1972 },
];
