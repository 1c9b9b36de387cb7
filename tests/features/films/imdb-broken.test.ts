import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { becomeImporter } from '../../../src/features/films/bulk/turn.ts';
import { FilmFileError, ImportError } from '../../../src/features/films/films.ts';
import { aka, film, NAMES, table, writeFiles } from './imdb-files.ts';
import { FILES, imdbStage } from './imdb-stage.ts';

const { sql, url, folder, importFolder, whole } = await imdbStage();

test('files that were unpacked are read like packed ones, whatever they are called', async () => {
  writeFiles(folder, FILES);
  for (const [i, name] of NAMES.entries()) {
    const packed = join(folder, `${name}.tsv.gz`);
    writeFileSync(i % 2 ? packed : join(folder, `${name}.tsv`), gunzipSync(readFileSync(packed)));
    if (i % 2 === 0) rmSync(packed);
  }
  expect(await importFolder(true)).toMatchObject({ rows: 3, added: 3 });
  for (const name of NAMES) rmSync(join(folder, `${name}.tsv`), { force: true });
});

test('one import at a time: another is told to wait', async () => {
  writeFiles(folder, FILES);
  const giveBack = await becomeImporter(url);
  const second = importFolder(true);
  await expect(second).rejects.toThrow(ImportError);
  await expect(second).rejects.toThrow('Another import is under way');
  await giveBack();
  expect(await importFolder(true)).toMatchObject({ added: 3 });
});

describe('nothing changes and one sentence says why where', () => {
  const broken = (name: (typeof NAMES)[number]) => join(folder, `${name}.tsv.gz`);
  test.each([
    ['a file is missing', () => rmSync(broken('title.crew')), /has no title\.crew\.tsv\.gz/],
    [
      'a packed file is cut off',
      () => truncateSync(broken('title.basics'), readFileSync(broken('title.basics')).length - 12),
      /is damaged or cut off/,
    ],
    [
      'a file ends in the middle of a line',
      () => writeFileSync(broken('title.akas'), gzipSync(table('title.akas', FILES['title.akas']).slice(0, -9))),
      /ends in the middle of line 5, it is cut off: download it again/,
    ],
    [
      'a line in the middle is cut',
      () =>
        writeFileSync(
          broken('title.basics'),
          gzipSync(table('title.basics', [['tt0000001', 'movie', 'Her'], film('tt0000002', 'Moth', '1990')])),
        ),
      /has not 9 columns in line 2/,
    ],
    [
      'a file has other columns',
      () => writeFileSync(broken('title.ratings'), gzipSync('id\tstars\ntt0000001\t3\n')),
      /has not the columns of title\.ratings, its first line must name tconst, numVotes/,
    ],
    [
      'a file is empty',
      () => writeFileSync(broken('name.basics'), gzipSync('')),
      /has not the columns of name\.basics/,
    ],
    [
      'a file is UTF-16',
      () => writeFileSync(broken('title.basics'), gzipSync(Buffer.from(`\ufeff${table('title.basics')}`, 'utf16le'))),
      /is not UTF-8 text/,
    ],
    [
      'a file is not sorted',
      () =>
        writeFileSync(
          broken('title.akas'),
          gzipSync(table('title.akas', [aka('tt0000003', 1, 'B'), aka('tt0000001', 1, 'A')])),
        ),
      /is not sorted by its first column as IMDb sorts it, see line 3/,
    ],
  ])('%s', async (_, spoil, sentence) => {
    writeFiles(folder, FILES);
    spoil();
    const before = await whole();
    const failed = importFolder(true);
    await expect(failed).rejects.toThrow(FilmFileError);
    await expect(failed).rejects.toThrow(sentence);
    expect(await whole()).toEqual(before);
    expect(await sql`select to_regclass('film_titles_next') as open`).toEqual([{ open: null }]);
  });
});
