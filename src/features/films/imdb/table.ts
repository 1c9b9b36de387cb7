import { Lines } from './lines.ts';

/** The five files of IMDb's non-commercial datasets that are read, and the columns that each must have. */
export const FILES = {
  'title.basics': [
    'tconst',
    'titleType',
    'primaryTitle',
    'originalTitle',
    'isAdult',
    'startYear',
    'runtimeMinutes',
    'genres',
  ],
  'title.akas': ['titleId', 'title', 'language'],
  'title.ratings': ['tconst', 'numVotes'],
  'title.crew': ['tconst', 'directors'],
  'name.basics': ['nconst', 'primaryName'],
} as const;

export type FileName = keyof typeof FILES;

/** What a file may be called, as it was downloaded or unpacked. */
export const fileNames = (name: FileName): [packed: string, unpacked: string] => [`${name}.tsv.gz`, `${name}.tsv`];

/** A line of a table: the fields that were asked for, in the order they were asked for; undefined where it says `\N`. */
type Fields = readonly (string | undefined)[];

/**
 * One of the files, its lines sorted by their first column as strings of bytes, which is how IMDb sorts them: so that
 * several are read side by side without keeping any of them.
 */
export class Table {
  readonly #lines: Lines;
  readonly #name: FileName;
  #columns: number[] = [];
  #width = 0;
  #key: string | undefined;
  #line = '';

  constructor(path: string, name: FileName) {
    this.#lines = new Lines(path);
    this.#name = name;
  }

  get bytes(): number {
    return this.#lines.bytes;
  }

  /** The id that the line under the cursor begins with; undefined at the end. */
  get key(): string | undefined {
    return this.#key;
  }

  /** Reads the names of the columns and goes to the first line. @throws FilmFileError */
  async open(): Promise<void> {
    const header = (await this.#next()) ?? '';
    const names = header.replace(/\r$/, '').split('\t');
    const missing = FILES[this.#name].filter((name) => !names.includes(name));
    if (missing.length > 0 || names[0] !== FILES[this.#name][0]) {
      throw this.#lines.error(
        `has not the columns of ${this.#name}, its first line must name ${FILES[this.#name].join(', ')}, parted by tabs`,
      );
    }
    this.#columns = FILES[this.#name].map((name) => names.indexOf(name));
    this.#width = names.length;
    await this.step();
  }

  /** Goes to the next line. @throws FilmFileError where it has too few or too many columns or is out of order. */
  async step(): Promise<void> {
    const line = this.#lines.next() ?? (await this.#next());
    if (line === undefined) {
      this.#key = undefined;
      return;
    }
    if (countTabs(line) !== this.#width - 1) {
      throw this.#lines.error(`has not ${this.#width} columns in line ${this.#lines.number}, it is damaged there`);
    }
    const key = line.slice(0, line.indexOf('\t'));
    if (this.#key !== undefined && key < this.#key) {
      throw this.#lines.error(`is not sorted by its first column as IMDb sorts it, see line ${this.#lines.number}`);
    }
    [this.#key, this.#line] = [key, line];
  }

  /** The fields of the line under the cursor, see `FILES`. */
  fields(): Fields {
    const all = this.#line.split('\t');
    return this.#columns.map((at) => (all[at] === '\\N' ? undefined : all[at]));
  }

  /** The lines that begin with an id; the cursor goes behind them. Ids must be asked for in their order. */
  async take(key: string): Promise<Fields[]> {
    const found: Fields[] = [];
    while (this.#key !== undefined && this.#key < key) await this.step();
    while (this.#key === key) {
      found.push(this.fields());
      await this.step();
    }
    return found;
  }

  close(): void {
    this.#lines.close();
  }

  /** What is wrong with the file at the line under way. */
  error(what: string): Error {
    return this.#lines.error(`${what} in line ${this.#lines.number}`);
  }

  async #next(): Promise<string | undefined> {
    while (await this.#lines.fill()) {
      const line = this.#lines.next();
      if (line !== undefined) return line;
    }
    return undefined;
  }
}

function countTabs(line: string): number {
  let count = 0;
  for (let at = line.indexOf('\t'); at >= 0; at = line.indexOf('\t', at + 1)) count++;
  return count;
}
