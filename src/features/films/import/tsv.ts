import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { errorCode } from '../../../lib/error-code.ts';
import { clean } from '../../../lib/text.ts';
import { GENRES } from '../kinds.ts';
import { type FilmRow, LONGEST_TITLE } from './row.ts';

/** Why a file of films cannot be read: a sentence for the person who gave it. */
export class FilmFileError extends Error {
  override name = 'FilmFileError';
}

/** How far a file has been read, in bytes. */
export type FileProgress = { read: number; size: number };

const REQUIRED = ['title', 'year'];
/** Between several values in one column. */
const SEPARATOR = '|';
const LONGEST_LINE = 100_000;

/**
 * The films of a UTF-8 file of tab-separated columns, named by its first line: `title`, `year`, and where known
 * `alt_titles`, `original_title`, `original_language`, `votes`, `runtime` (minutes), `countries`, `genres`,
 * `directors`, `imdb_id`, `wikidata_id`, `tmdb_id`; other columns, and genres we have no word for, are passed over. `|` parts several values of one
 * column, quotes mean nothing.
 * @throws FilmFileError naming the line.
 */
export async function* readFilmFile(
  path: string,
  onProgress?: (progress: FileProgress) => void,
): AsyncGenerator<FilmRow> {
  const size = await sizeOf(path);
  let seen = false;
  const lines = parse({
    delimiter: '\t',
    quote: null,
    bom: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    columns: (header: string[]) => {
      seen = true;
      return checkHeader(path, header);
    },
  });
  let read = 0;
  const source = createReadStream(path).on('data', (chunk) => {
    read += chunk.length;
    onProgress?.({ read, size });
  });
  const flow = pipeline(source, utf8Only(path), lines);
  // the loop below meets the same error; unhandled here it would end the process
  flow.catch(() => {});
  try {
    for await (const { record, info } of lines as Readable &
      AsyncIterable<{ record: unknown; info: { lines: number } }>) {
      yield readRow(record, info.lines);
    }
    await flow;
  } catch (error) {
    throw inWords(path, error);
  }
  if (!seen) checkHeader(path, []);
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new FilmFileError(`${path} is not a file.`);
    return found.size;
  } catch (error) {
    throw inWords(path, error);
  }
}

function checkHeader(path: string, header: readonly string[]): string[] {
  const columns = header.map((name) => name.trim().toLowerCase());
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length === 0) return columns;
  throw new FilmFileError(
    `${path} has no column ${missing.map((name) => `"${name}"`).join(' and none ')}: its first line must name the columns, parted by tabs.`,
  );
}

/** Passes bytes on as long as they are UTF-8. */
function utf8Only(path: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (callback: TransformCallback, chunk?: Buffer) => {
    try {
      callback(null, chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    } catch {
      callback(new FilmFileError(`${path} is not UTF-8 text: save it as UTF-8 and try again.`));
    }
  };
  return new Transform({
    readableObjectMode: false,
    transform: (chunk: Buffer, _, callback) => decode(callback, chunk),
    flush: (callback) => decode(callback),
  });
}

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(SEPARATOR)
      .map((part) => clean(part).trim())
      .filter((part) => part !== ''),
  );
const word = z
  .string()
  .default('')
  .transform((text) => clean(text).trim() || undefined);
const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{0,9}$/)
    .default('')
    .transform((text) => (text === '' ? undefined : Number(text)))
    .pipe(z.number().min(least).max(most).optional());
const title = z
  .string()
  .transform((text) => clean(text).replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(LONGEST_TITLE));

const isGenre: ReadonlySet<string> = new Set(GENRES);
const genreCode = (name: string) =>
  name
    .toLowerCase()
    .replace('sci-fi', 'science fiction')
    .replace(/[\s-]+/g, '_');

const line = z.object({
  title,
  year: whole(1870, 2100),
  alt_titles: list.pipe(z.array(z.string().max(LONGEST_TITLE))),
  original_title: word.pipe(z.string().max(LONGEST_TITLE).optional()),
  original_language: word,
  votes: whole(0, 2 ** 31 - 1),
  runtime: whole(1, 32_000),
  countries: list.pipe(z.array(z.string().regex(/^[A-Z]{2}$/))),
  genres: list.transform((names) => names.map(genreCode).filter((code) => isGenre.has(code))),
  directors: list,
  imdb_id: word,
  wikidata_id: word,
  tmdb_id: word,
});

const EXPECTED: Readonly<Record<string, string>> = {
  title: `must be 1 to ${LONGEST_TITLE} characters long`,
  alt_titles: `must be at most ${LONGEST_TITLE} characters long each`,
  original_title: `must be at most ${LONGEST_TITLE} characters long`,
  countries: 'must be two capital letters each (ISO 3166-1), for example KR|US',
  year: 'must be a year from 1870 to 2100, or empty',
};

function readRow(record: unknown, at: number): FilmRow {
  const parsed = line.safeParse(record);
  if (!parsed.success) {
    const column = String(parsed.error.issues[0]?.path[0] ?? 'title');
    throw new FilmFileError(
      `Line ${at}: the column "${column}" ${EXPECTED[column] ?? 'must be a whole number, or empty'}.`,
    );
  }
  const { alt_titles, original_title, original_language, directors, imdb_id, wikidata_id, tmdb_id, ...rest } =
    parsed.data;
  const ids = Object.entries({ imdb: imdb_id, wikidata: wikidata_id, tmdb: tmdb_id });
  return {
    ...rest,
    originalTitle: original_title,
    originalLanguage: original_language,
    titles: alt_titles.map((other) => ({ title: other })),
    directors: directors.map((name) => ({ name })),
    ids: Object.fromEntries(ids.flatMap(([source, id]) => (id === undefined ? [] : [[source, id]]))),
  };
}

/** What the system says of a file, in words, by its error's code. */
export const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a folder, not a file',
};

function inWords(path: string, error: unknown): unknown {
  if (error instanceof CsvError) return new FilmFileError(csvSentence(error));
  const wrong = SYSTEM_WORDS[errorCode(error)];
  return wrong ? new FilmFileError(`${path} ${wrong}.`) : error;
}

function csvSentence(error: CsvError): string {
  const at = Number(error.lines);
  if (error.code === 'CSV_MAX_RECORD_SIZE') return `Line ${at} is longer than ${LONGEST_LINE} characters.`;
  return `Line ${at} does not have as many columns as the first line: it may be cut off.`;
}
