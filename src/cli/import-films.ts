import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { loadConfig } from '../config.ts';
import { databaseClock } from '../db/clock.ts';
import { type FileProgress, FilmFileError, type ImportCounts, importFilmsFile } from '../features/films/films.ts';
import { openHouse } from '../open.ts';
import { type CliCommand, CliError } from './command.ts';

const HELP = `usage: marquee import films [--data DIR] FILE.tsv

Loads films from a UTF-8 file of tab-separated columns, named by its first line:
  title, year                                     must be there
  alt_titles, original_title, original_language   further titles
  votes                                           how many rated it: the better known film comes first
  runtime (minutes), countries (KR|US), genres, directors, imdb_id, wikidata_id, tmdb_id
A "|" parts several values of one column; quotes mean nothing; other columns are passed over.

The same title and year is the same film, and so is a year off by one when no other film is nearer. Importing twice
changes nothing. A line that cannot be read is named, and nothing is changed.`;

/** `marquee import films`: all of a file, or nothing of it. */
export const importFilms: CliCommand = {
  words: ['import', 'films'],
  summary: 'load a catalogue of films',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args, options: { data: { type: 'string' } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new CliError(`Give one file of films.\n\n${HELP}`);
    const { database: place } = loadConfig(io.env, { cwd: io.cwd, ...(values.data ? { dataDir: values.data } : {}) });
    const path = resolve(io.cwd, file);
    const house = await openHouse(place);
    const clock = await databaseClock(house.sql);
    try {
      const options = { source: 'file', now: clock.now() };
      io.out(sentence(await withBar((onProgress) => importFilmsFile(house.db, path, { ...options, onProgress }))));
      return 0;
    } catch (error) {
      if (error instanceof FilmFileError) throw new CliError(`${error.message} Nothing was changed.`, 1);
      throw error;
    } finally {
      clock.stop();
      await house.close();
    }
  },
};

/** Shows how far the file has been read, on a terminal only. */
async function withBar<T>(work: (onProgress: (progress: FileProgress) => void) => Promise<T>): Promise<T> {
  const bar = new SingleBar({
    format: 'reading {bar} {percentage}% · {duration_formatted}',
    stream: process.stderr,
    clearOnComplete: true,
  });
  if (!process.stderr.isTTY) return work(() => {});
  bar.start(1, 0);
  try {
    return await work(({ read, size }) => bar.update(size === 0 ? 1 : read / size));
  } finally {
    bar.stop();
  }
}

function sentence({ rows, added, changed, unchanged }: ImportCounts): string {
  if (rows === 0) return 'The file names no film; nothing was changed.';
  const films = added + changed + unchanged;
  return `${rows} lines read about ${films} films: ${added} new, ${changed} changed, ${unchanged} unchanged.`;
}
