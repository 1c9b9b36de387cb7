import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inline } from '../../../lib/text.ts';
import { FilmFileError } from '../import/tsv.ts';
import { directorIds, isWanted, type Tables, type Wanted } from './films.ts';
import { FILES, type FileName, fileName, Table } from './table.ts';

/** What a first look at the files tells: how many films they have, and the names of their directors by number. */
export type Checked = { films: number; names: Map<number, string>; fingerprint: string };

export type Progress = (done: { bytes: number; size: number }) => void;

const NAMES = Object.keys(FILES) as FileName[];
const LONGEST_NAME = 200;
const STEPS_BETWEEN_REPORTS = 50_000;

/** Reads all files once from end to end, so that nothing is begun that cannot be finished. @throws FilmFileError */
export async function checkFiles(folder: string, wanted: Wanted, onProgress: Progress): Promise<Checked> {
  const paths = filesIn(folder);
  const sizes = NAMES.map((name) => statSync(paths[name]));
  const size = sizes.reduce((sum, { size }) => sum + size, 0);
  const tables = Object.fromEntries(NAMES.map((name) => [name, new Table(paths[name], name)])) as Record<
    FileName,
    Table
  >;
  const report = () => onProgress({ bytes: NAMES.reduce((sum, name) => sum + tables[name].bytes, 0), size });
  try {
    for (const name of NAMES) await tables[name].open();
    const { films, directors } = await readBasics(tables['title.basics'], tables['title.crew'], wanted, report);
    await readThrough(tables['title.ratings'], report);
    await readThrough(tables['title.akas'], report);
    const names = await readNames(tables['name.basics'], directors, report);
    report();
    return { films, names, fingerprint: sizes.map(({ size, mtimeMs }) => `${size}-${Math.round(mtimeMs)}`).join(' ') };
  } finally {
    for (const name of NAMES) tables[name].close();
  }
}

/** The files of titles, to be read side by side. */
export function tablesIn(folder: string): Tables {
  const paths = filesIn(folder);
  const table = (name: FileName) => new Table(paths[name], name);
  return {
    basics: table('title.basics'),
    akas: table('title.akas'),
    ratings: table('title.ratings'),
    crew: table('title.crew'),
  };
}

/** Where the files are. @throws FilmFileError naming those that are missing. */
export function filesIn(folder: string): Record<FileName, string> {
  const paths = Object.fromEntries(NAMES.map((name) => [name, join(folder, fileName(name))])) as Record<
    FileName,
    string
  >;
  const missing = NAMES.filter((name) => !existsSync(paths[name])).map(fileName);
  if (missing.length > 0) {
    throw new FilmFileError(`${folder} has no ${missing.join(', ')}: download it from IMDb's non-commercial datasets.`);
  }
  return paths;
}

async function readBasics(basics: Table, crew: Table, wanted: Wanted, report: () => void) {
  const directors = new Set<number>();
  let films = 0;
  let last: string | undefined;
  for (let steps = 1; basics.key !== undefined; steps++, await basics.step()) {
    if (basics.key === last) throw basics.error(`has the id ${last} twice, the second time`);
    last = basics.key;
    if (steps % STEPS_BETWEEN_REPORTS === 0) report();
    if (!isWanted(basics.fields(), wanted)) continue;
    films++;
    for (const [, ids] of await crew.take(last)) for (const id of directorIds(ids)) directors.add(id);
  }
  await readThrough(crew, report);
  return { films, directors };
}

async function readThrough(table: Table, report: () => void): Promise<void> {
  for (let steps = 1; table.key !== undefined; steps++, await table.step()) {
    if (steps % STEPS_BETWEEN_REPORTS === 0) report();
  }
}

async function readNames(table: Table, wanted: ReadonlySet<number>, report: () => void): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (let steps = 1; table.key !== undefined; steps++, await table.step()) {
    if (steps % STEPS_BETWEEN_REPORTS === 0) report();
    const number = Number(table.key.slice(2));
    const [, name] = wanted.has(number) ? table.fields() : [];
    const line = inline(name ?? '').slice(0, LONGEST_NAME);
    if (line !== '') names.set(number, line);
  }
  return names;
}
