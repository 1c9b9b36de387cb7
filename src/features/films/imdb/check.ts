import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inline } from '../../../lib/text.ts';
import { FilmFileError } from '../import/tsv.ts';
import { directorIds, isWanted, type Tables, type Wanted } from './films.ts';
import { wrongWith } from './lines.ts';
import { Names } from './names.ts';
import { FILES, type FileName, fileNames, Table } from './table.ts';

/** What a first look at the files tells: how many films they have, and the names of their directors. */
export type Checked = { films: number; names: Names; fingerprint: string };

export type Progress = (done: { bytes: number; size: number }) => void;

const NAMES = Object.keys(FILES) as FileName[];
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
    const { films, names } = await readBasics(tables['title.basics'], tables['title.crew'], wanted, report);
    await readThrough(tables['title.ratings'], report);
    await readThrough(tables['title.akas'], report);
    await readNames(tables['name.basics'], names, report);
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
function filesIn(folder: string): Record<FileName, string> {
  const there = filesOf(folder);
  const found = (name: FileName) => fileNames(name).find((file) => there.includes(file));
  const missing = NAMES.filter((name) => found(name) === undefined);
  if (missing.length === NAMES.length) {
    throw new FilmFileError(`${folder} has none of IMDb's files: give the folder that holds your download.`);
  }
  if (missing.length > 0) {
    const files = missing.map((name) => fileNames(name)[0]).join(', ');
    throw new FilmFileError(
      `${folder} has no ${files}: download it from IMDb's non-commercial datasets into that folder.`,
    );
  }
  return Object.fromEntries(NAMES.map((name) => [name, join(folder, found(name) ?? '')])) as Record<FileName, string>;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new FilmFileError(
      `${folder} ${wrongWith(error) ?? 'cannot be read'}: give the folder that holds your download.`,
    );
  }
}

async function readBasics(basics: Table, crew: Table, wanted: Wanted, report: () => void) {
  const names = new Names();
  let films = 0;
  let last: string | undefined;
  for (let steps = 1; basics.key !== undefined; steps++, await basics.step()) {
    if (basics.key === last) throw basics.error(`has the id ${last} twice, the second time`);
    last = basics.key;
    if (steps % STEPS_BETWEEN_REPORTS === 0) report();
    if (!isWanted(basics.fields(), wanted)) continue;
    films++;
    for (const [, ids] of await crew.take(last)) {
      for (const number of directorIds(ids)) names.want(number);
    }
  }
  await readThrough(crew, report);
  names.settle();
  return { films, names };
}

async function readThrough(table: Table, report: () => void): Promise<void> {
  for (let steps = 1; table.key !== undefined; steps++, await table.step()) {
    if (steps % STEPS_BETWEEN_REPORTS === 0) report();
  }
}

async function readNames(table: Table, names: Names, report: () => void): Promise<void> {
  for (let steps = 1; table.key !== undefined; steps++, await table.step()) {
    if (steps % STEPS_BETWEEN_REPORTS === 0) report();
    const number = Number(table.key.slice(2));
    if (!names.isWanted(number)) continue;
    const [, name = ''] = table.fields();
    names.set(number, inline(name));
  }
}
