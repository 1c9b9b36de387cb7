import { once } from 'node:events';
import { createWriteStream, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { catalogue } from './search-catalogue.ts';

export const NAMES = ['title.basics', 'title.akas', 'title.ratings', 'title.crew', 'name.basics'] as const;
const DONE = 'made.txt';
const PIECE = 1 << 16;

/** Writes made-up films in the shape of IMDb's datasets, `others` alternative titles each, unless they are there. */
export async function makeFiles(
  folder: string,
  films: number,
  others: number,
  dataDir: string | undefined,
): Promise<void> {
  if (existsSync(join(folder, DONE))) return;
  const [basics, akas, ratings, crew, names] = NAMES.map((name) => new Table(join(folder, `${name}.tsv.gz`)));
  if (!basics || !akas || !ratings || !crew || !names) throw new Error('five files');
  await basics.add(
    'tconst',
    'titleType',
    'primaryTitle',
    'originalTitle',
    'isAdult',
    'startYear',
    'endYear',
    'runtimeMinutes',
    'genres',
  );
  await akas.add('titleId', 'ordering', 'title', 'region', 'language', 'types', 'attributes', 'isOriginalTitle');
  await ratings.add('tconst', 'averageRating', 'numVotes');
  await crew.add('tconst', 'directors', 'writers');
  await names.add('nconst', 'primaryName', 'birthYear', 'deathYear', 'primaryProfession', 'knownForTitles');
  const people = new Map<string, number>();
  let number = 0;
  for await (const { title, originalTitle, year, votes, directors = [], titles = [] } of catalogue(
    films,
    dataDir,
    others,
  )) {
    const id = `tt${String(++number).padStart(8, '0')}`;
    await basics.add(
      id,
      'movie',
      title,
      originalTitle ?? title,
      '0',
      String(year ?? '\\N'),
      '\\N',
      String(60 + (number % 90)),
      'Drama,Sci-Fi',
    );
    if (votes) await ratings.add(id, '6.5', String(votes));
    await crew.add(id, directors.map(({ name }) => idOf(name, people)).join(',') || '\\N', '\\N');
    await akas.add(id, '1', originalTitle ?? title, '\\N', '\\N', 'original', '\\N', '1');
    for (const [at, other] of titles.slice(0, others).entries()) {
      await akas.add(id, String(at + 2), other.title, 'XX', '\\N', 'imdbDisplay', '\\N', '0');
    }
  }
  for (const [name, at] of people) await names.add(nameId(at), name, '\\N', '\\N', 'director', '\\N');
  for (const table of [basics, akas, ratings, crew, names]) await table.end();
  writeFileSync(join(folder, DONE), `${films} films\n`);
}

const nameId = (number: number) => `nm${String(number).padStart(8, '0')}`;

function idOf(name: string, people: Map<string, number>): string {
  const number = people.get(name) ?? people.size + 1;
  people.set(name, number);
  return nameId(number);
}

class Table {
  readonly #gzip: Gzip = createGzip({ level: 6 });
  readonly #written: Promise<void>;
  #text = '';

  constructor(path: string) {
    this.#written = finished(this.#gzip.pipe(createWriteStream(path)));
  }

  async add(...fields: string[]): Promise<void> {
    this.#text += `${fields.map((field) => field.replace(/[\t\n\r]/g, ' ')).join('\t')}\n`;
    if (this.#text.length > PIECE) await this.#flush();
  }

  async end(): Promise<void> {
    await this.#flush();
    this.#gzip.end();
    await this.#written;
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (!this.#gzip.write(text)) await once(this.#gzip, 'drain');
  }
}
