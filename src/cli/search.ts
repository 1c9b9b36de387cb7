import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import type { Db } from '../db/db.ts';
import { alternativeTitles, type FilmHit, searchFilms } from '../features/films/films.ts';
import { inline } from '../lib/text.ts';
import { openHouse } from '../open.ts';
import { type CliCommand, CliError, type CliIo, unreadable } from './command.ts';

const HELP = `usage: marquee search [--json] [--data DIR] TITLE...
       marquee search [--json] [--data DIR] --batch FILE.jsonl

Finds films as the autocomplete does: misspelt, without accents or articles, in other scripts, with a year.
--batch asks for every line's "query" of a file and prints one line of JSON each:
{"query", "results": [{"id", "title", "year", "originalTitle", "alternativeTitles", "countries", "directors",
"exactness", "similarity", "isWhole"}, ...], "ms"}; --json prints that line for TITLE.`;

const LIMIT = 25;

type Answer = { query: string; results: (FilmHit & { alternativeTitles: string[] })[]; ms: number };

/** `marquee search`: the same code that answers while a member types. */
export const search: CliCommand = {
  words: ['search'],
  summary: 'find films by title',
  help: HELP,
  async run(args, io) {
    const options = { json: { type: 'boolean' }, data: { type: 'string' }, batch: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const title = positionals.join(' ');
    if ((values.batch === undefined) === (title.trim() === ''))
      throw new CliError(`Give a title, or --batch and a file.\n\n${HELP}`);
    const queries = values.batch === undefined ? [title] : await readBatch(resolve(io.cwd, values.batch));
    const { database: place } = loadConfig(io.env, { cwd: io.cwd, ...(values.data ? { dataDir: values.data } : {}) });
    const house = await openHouse(place);
    try {
      const show =
        values.json || values.batch !== undefined ? (answer: Answer) => io.out(JSON.stringify(answer)) : inWords(io);
      for (const query of queries) show(await ask(house.db, query));
      return 0;
    } finally {
      await house.close();
    }
  },
};

async function ask(db: Db, query: string): Promise<Answer> {
  const begun = performance.now();
  const hits = await searchFilms(db, { text: query, limit: LIMIT });
  const ms = Math.round((performance.now() - begun) * 100) / 100;
  const titles = await alternativeTitles(
    db,
    hits.map(({ id }) => id),
  );
  return { query, results: hits.map((hit) => ({ ...hit, alternativeTitles: titles.get(hit.id) ?? [] })), ms };
}

const batchLine = z.object({ query: z.string() });

async function readBatch(path: string): Promise<string[]> {
  const lines = (await readFile(path, 'utf8').catch((error: unknown) => unreadable(path, error))).split('\n');
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [readLine(line, i + 1)]));
}

function readLine(line: string, at: number): string {
  try {
    return batchLine.parse(JSON.parse(line)).query;
  } catch {
    throw new CliError(`Line ${at} is not a JSON object with a text "query", for example {"query": "ballerina"}.`);
  }
}

function inWords(io: CliIo): (answer: Answer) => void {
  return ({ results }) => {
    if (results.length === 0) io.out('Nothing here comes near that title.');
    for (const film of results) {
      const names = [film.originalTitle, film.countries.join(', '), film.directors.join(', ')].filter(Boolean);
      io.out(inline([`${film.title} (${film.year ?? '?'})`, ...names].join(' · ')));
    }
  };
}
