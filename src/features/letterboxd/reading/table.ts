import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { UserError } from '../../../errors.ts';
import { errorCode } from '../../../lib/error-code.ts';
import { truncate } from '../../../lib/text.ts';
import type { ExportFile } from './archive.ts';
import { fileName, type Kind, kindOf, listName } from './kinds.ts';
import { type Line, lineOf } from './line.ts';

/** A file of an export, read. `name` is a list's. */
export type Table = { kind: Kind; name: string; lines: Line[] };

/** Rows of all files of an export together. */
export const MOST_ROWS = 50_000;

const LONGEST_RECORD = 256 * 1024;
const LONGEST_NAME = 100;
const BLOCK = 64 * 1024;
/** The first line of a list as Letterboxd exports it; the list itself is described in the two lines below. */
const LIST_EXPORT = /^letterboxd list export v\d+$/i;
const NEEDED: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  watchlist: [['name', 'title']],
  watched: [['name', 'title']],
  diary: [['name', 'title']],
  likes: [['name', 'title']],
  list: [['name', 'title']],
  ratings: [
    ['name', 'title'],
    ['rating', 'rating10'],
  ],
  reviews: [['name', 'title'], ['review']],
};

/**
 * What the files of an export say. A file by itself that is called otherwise is a list.
 * @throws UserError for a file with other columns, one that is no CSV, and more rows than we take.
 */
export async function readTables(files: readonly ExportFile[]): Promise<Table[]> {
  const tables: Table[] = [];
  let left = MOST_ROWS;
  for (const file of files) {
    const records = await recordsOf(file, left);
    left -= records.length;
    tables.push(tableOf(file, records));
  }
  return tables;
}

async function recordsOf({ path, text }: ExportFile, most: number): Promise<string[][]> {
  const parser = parse({ relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_RECORD });
  const records: string[][] = [];
  try {
    for await (const record of Readable.from(blocks(text)).pipe(parser)) {
      if (records.length > most) throw new UserError('letterboxd.rows', { limit: MOST_ROWS });
      records.push(record);
    }
  } catch (error) {
    throw errorCode(error).startsWith('CSV_') ? new UserError('letterboxd.csv', { file: fileName(path) }) : error;
  }
  return records;
}

/** Piece by piece, so that a long file does not hold up whatever else the process has to do. */
function* blocks(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += BLOCK) yield text.slice(at, at + BLOCK);
}

function tableOf({ path }: ExportFile, records: readonly string[][]): Table {
  const kind = kindOf(path) ?? 'list';
  const isExport = LIST_EXPORT.test(records[0]?.[0]?.trim() ?? '');
  const [about, described] = isExport ? records.slice(1, 3) : [];
  const own = described?.[columnsOf(about).indexOf('name')]?.trim();
  const [header, ...rows] = isExport ? records.slice(3) : records;
  const columns = columnsOf(header);
  const missing = NEEDED[kind].filter((names) => !names.some((name) => columns.includes(name)));
  if (missing.length > 0) {
    const needed = NEEDED[kind].map(([first = '']) => first).join(', ');
    throw new UserError('letterboxd.columns', { file: fileName(path), columns: needed });
  }
  return {
    kind,
    name: truncate(own || listName(path), LONGEST_NAME),
    lines: rows.flatMap((row) => lineOf(columns, row) ?? []),
  };
}

const columnsOf = (header: readonly string[] = []) => header.map((name) => name.trim().toLowerCase());
