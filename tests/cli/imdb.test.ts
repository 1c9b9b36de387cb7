import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CliError } from '../../src/cli/command.ts';
import { importImdbFiles } from '../../src/cli/import-imdb.ts';
import { aka, film, writeFiles } from '../features/films/imdb-files.ts';
import { testDatabase } from '../support/database.ts';

const { sql, url } = await testDatabase();
const cwd = mkdtempSync(join(tmpdir(), 'marquee-imdb-cli-'));
afterAll(() => rmSync(cwd, { recursive: true }));
writeFiles(join(cwd, 'download'), {
  'title.basics': [
    film('tt9000001', 'Zebra Lantern', '1999'),
    film('tt9000002', 'Zebra Lantern Shorter', '2000', { type: 'short' }),
    film('tt9000003', 'Zebra Undressed', '2001', { adult: '1' }),
  ],
  'title.akas': [aka('tt9000001', 1, 'Zebralaterne', 'de')],
});

/** Runs the command: what it prints, and its exit code or its sentence. */
async function run(...args: string[]) {
  const [out, notes]: [string[], string[]] = [[], []];
  const io = {
    env: { DATABASE_URL: url },
    cwd,
    out: (line: string) => out.push(line),
    note: (line: string) => notes.push(line),
  };
  try {
    return { code: await importImdbFiles.run(args, io), out, notes, sentence: '' };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { code: error.exitCode, out, notes, sentence: error.message };
  }
}

describe('marquee import imdb', () => {
  test('brings films alone unless told otherwise, says what was new, and names IMDb as its terms ask', async () => {
    const first = await run('download');
    expect(first).toMatchObject({ code: 0, out: ['1 films read: 1 new, 0 changed, 0 unchanged.'] });
    expect(first.notes).toEqual(['Information courtesy of IMDb (https://www.imdb.com). Used with permission.']);
    expect(importImdbFiles.help).toMatch(/personal and non-commercial use alone/);
    expect((await run('--films-only', 'download')).out).toEqual(['1 films read: 0 new, 0 changed, 1 unchanged.']);
    expect((await run('--also', 'short', 'download')).out).toEqual(['2 films read: 1 new, 0 changed, 1 unchanged.']);
    expect((await run('--also', 'short', '--adult', 'download')).out).toEqual([
      '3 films read: 1 new, 0 changed, 2 unchanged.',
    ]);
  });

  test('wrong usage is exit code 2, a wrong folder a sentence and exit code 1', async () => {
    mkdirSync(join(cwd, 'empty'));
    writeFileSync(join(cwd, 'file'), '');
    expect(await run()).toMatchObject({ code: 2 });
    expect(await run('a', 'b')).toMatchObject({ code: 2 });
    expect(await run('--films-only', '--also', 'short', 'download')).toMatchObject({ code: 2 });
    expect(await run('--also', 'tvEpisode', 'download')).toMatchObject({
      code: 2,
      sentence: expect.stringMatching(/^tvEpisode: no such type/),
    });
    const words = (what: string) => ({ code: 1, sentence: `${what} Nothing was changed.` });
    const give = 'give the folder that holds your download.';
    expect(await run('nowhere')).toEqual(
      expect.objectContaining(words(`${join(cwd, 'nowhere')} is not there: ${give}`)),
    );
    expect(await run('file')).toEqual(expect.objectContaining(words(`${join(cwd, 'file')} is not a folder: ${give}`)));
    expect(await run('empty')).toEqual(
      expect.objectContaining(words(`${join(cwd, 'empty')} has none of IMDb's files: ${give}`)),
    );
  });

  test('a disk that is full is a sentence, and the next import mends what was begun', async () => {
    await sql`delete from films where source = 'imdb'`;
    await sql.unsafe(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$`);
    await sql`create trigger no_room before insert on film_external_ids for each row execute function no_room()`;
    expect(await run('download')).toMatchObject({
      code: 1,
      sentence:
        'The database has no room left (53100): free some space on its disk and start again. Then import again: it goes on where it stopped.',
    });
    await sql`drop trigger no_room on film_external_ids`;
    expect(await run('download')).toMatchObject({ code: 0, out: ['1 films read: 1 new, 0 changed, 0 unchanged.'] });
  });
});
