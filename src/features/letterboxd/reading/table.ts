import { UserError } from '../../../errors.ts';
import { truncate } from '../../../lib/text.ts';
import type { ExportFile, Fault } from './archive.ts';
import { fileName, KINDS, type Kind, kindOf, listName } from './kinds.ts';
import { type Line, lineOf } from './line.ts';
import { recordsOf } from './records.ts';

/** A file of an export, read. `name` is a list's. */
export type Table = { kind: Kind; name: string; lines: Line[] };

/** A file that could not be read, and why; `columns` are those it would need. */
export type Skipped = { file: string; fault: Fault; columns?: string | undefined };

/** Rows of all files of an export together. */
export const MOST_ROWS = 50_000;

const LONGEST_NAME = 100;
const TITLE = ['name', 'title'];
const NEEDED: Partial<Record<Kind, readonly string[]>> = { ratings: ['rating', 'rating10'], reviews: ['review'] };
/** The first line of a list as Letterboxd exports it; the list itself is described in the two lines below. */
const LIST_EXPORT = /^letterboxd list export v\d+$/i;
const MOST_ABOVE = 3;

/**
 * What the files of an export say, in an order that does not depend on theirs. A file that cannot be read is named and
 * left out, as long as another can.
 * @throws UserError for more rows than we take, and the fault of the first file where no file gives a line.
 */
export async function readTables(files: readonly ExportFile[]): Promise<{ tables: Table[]; skipped: Skipped[] }> {
  const read: { path: string; table: Table }[] = [];
  const skipped: Skipped[] = [];
  let left = MOST_ROWS;
  for (const file of [...files].sort(byPath)) {
    const records = 'fault' in file ? file.fault : await recordsOf(file.text, left);
    if (records === 'many') throw new UserError('letterboxd.rows', { limit: MOST_ROWS });
    left -= Array.isArray(records) ? records.length : 0;
    const found = Array.isArray(records) ? tableOf(file.path, records) : { fault: records };
    if ('fault' in found) skipped.push({ file: fileName(file.path), ...found });
    else read.push({ path: file.path, table: found });
  }
  const tables = read.map(({ table }) => table);
  const [first] = skipped;
  if (first && !tables.some(({ lines }) => lines.length > 0)) throw new UserError(first.fault, valuesOf(first));
  return { tables: tables.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)), skipped };
}

/** What the sentence of a fault names. */
export function valuesOf({ file, columns = '' }: Skipped): { file: string; columns: string } {
  return { file, columns };
}

const textOf = (file: ExportFile) => ('text' in file ? file.text : '');

function byPath(a: ExportFile, b: ExportFile): number {
  return compare(a.path, b.path) || compare(textOf(a), textOf(b));
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

function tableOf(path: string, records: readonly string[][]): Table | Omit<Skipped, 'file'> {
  const { name, header, rows } = partsOf(records);
  const columns = columnsOf(header);
  const isFilled = (_: string, at: number) => rows.some((row) => (row[at] ?? '').trim() !== '');
  const given = { all: new Set(columns), filled: new Set(columns.filter(isFilled)) };
  const kind = name === undefined ? kindOf(path, given) : 'list';
  const needed = [TITLE, ...(NEEDED[kind] ? [NEEDED[kind]] : [])];
  if (!needed.every((names) => names.some((one) => given.all.has(one))))
    return { fault: 'letterboxd.columns', columns: needed.map(([first = '']) => first).join(', ') };
  const lines = rows.flatMap((row) => lineOf(columns, row) ?? []);
  return { kind, name: truncate(name || listName(path), LONGEST_NAME), lines };
}

/** A list's own name, where the file begins with what it says of the list, and then the table of its films. */
function partsOf(records: readonly string[][]) {
  const isExport = LIST_EXPORT.test(records[0]?.[0]?.trim() ?? '');
  const films = records.slice(0, MOST_ABOVE + 1).findIndex((record) => columnsOf(record).includes('position'));
  const start = isExport ? MOST_ABOVE : Math.max(films, 0);
  const [header = [], ...rows] = records.slice(start);
  if (start === 0) return { name: undefined, header, rows };
  const [about, described] = records.slice(start - 2, start);
  return { name: described?.[columnsOf(about).indexOf('name')]?.trim() ?? '', header, rows };
}

const columnsOf = (header: readonly string[] = []) => header.map((name) => name.trim().toLowerCase());
