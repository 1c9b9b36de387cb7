import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Lines of the five files; what is left out has its header alone. */
export type Files = Partial<Record<keyof typeof HEADERS, readonly (readonly string[])[]>>;

const HEADERS = {
  'title.basics': 'tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres',
  'title.akas': 'titleId ordering title region language types attributes isOriginalTitle',
  'title.ratings': 'tconst averageRating numVotes',
  'title.crew': 'tconst directors writers',
  'name.basics': 'nconst primaryName birthYear deathYear primaryProfession knownForTitles',
} as const;

export const NAMES = Object.keys(HEADERS) as (keyof typeof HEADERS)[];

/** The text of one of the files. */
export function table(name: keyof typeof HEADERS, lines: Files[keyof Files] = []): string {
  return [HEADERS[name].split(' '), ...lines].map((fields) => `${fields.join('\t')}\n`).join('');
}

/** Writes the five files, packed, into a folder. */
export function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const name of NAMES) writeFileSync(join(folder, `${name}.tsv.gz`), gzipSync(table(name, files[name])));
}

/** A line of title.basics. */
export function film(
  id: string,
  title: string,
  year: string,
  more: { original?: string; type?: string; adult?: string } = {},
) {
  return [
    id,
    more.type ?? 'movie',
    title,
    more.original ?? title,
    more.adult ?? '0',
    year,
    '\\N',
    '90',
    'Drama,Sci-Fi',
  ];
}

/** A line of title.akas. */
export function aka(id: string, ordering: number, title: string, language = '\\N') {
  return [id, String(ordering), title, 'XX', language, 'imdbDisplay', '\\N', '0'];
}
