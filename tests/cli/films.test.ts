import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CliCommand, CliError } from '../../src/cli/command.ts';
import { importFilms } from '../../src/cli/import-films.ts';
import { search } from '../../src/cli/search.ts';
import { testDatabase } from '../support/database.ts';

const { url } = await testDatabase();
const cwd = await mkdtemp(join(tmpdir(), 'marquee-cli-'));
afterAll(() => rm(cwd, { recursive: true }));

/** Runs a command on this file's database: what it prints, and its exit code or its sentence. */
async function run(command: CliCommand, ...args: string[]): Promise<{ code: number; out: string[]; sentence: string }> {
  const out: string[] = [];
  const io = { env: { DATABASE_URL: url }, cwd, out: (line: string) => out.push(line), note: () => {} };
  try {
    return { code: await command.run(args, io), out, sentence: '' };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { code: error.exitCode, out, sentence: error.message };
  }
}

const json = (line: string | undefined) => JSON.parse(line ?? 'null');

describe('marquee import films', () => {
  test('says what was new, changed and unchanged', async () => {
    await writeFile(join(cwd, 'films.tsv'), 'title\tyear\tvotes\nZebra Garden\t1999\t5\nZebra Garden\t1975\t\n');
    expect((await run(importFilms, 'films.tsv')).out).toEqual([
      '2 lines read about 2 films: 2 new, 0 changed, 0 unchanged.',
    ]);
    expect((await run(importFilms, 'films.tsv')).out).toEqual([
      '2 lines read about 2 films: 0 new, 0 changed, 2 unchanged.',
    ]);
  });

  test('names the line that cannot be read and says that nothing was changed', async () => {
    await writeFile(join(cwd, 'broken.tsv'), 'title\tyear\nGood\t1999\nBad\n');
    const { code, sentence } = await run(importFilms, 'broken.tsv');
    expect(code).toBe(1);
    expect(sentence).toMatch(/^Line 3 .* Nothing was changed\.$/);
    expect((await run(search, '--json', 'good 1999')).out[0]).not.toContain('"Good"');
  });

  test('needs one file', async () => {
    expect(await run(importFilms)).toMatchObject({ code: 2 });
    expect(await run(importFilms, 'a.tsv', 'b.tsv')).toMatchObject({ code: 2 });
    expect(await run(importFilms, 'none.tsv')).toMatchObject({
      code: 1,
      sentence: expect.stringContaining('is not there'),
    });
  });
});

describe('marquee search', () => {
  test('prints films a line each, and says when there is none', async () => {
    expect((await run(search, 'zebra', 'graden')).out.slice(0, 2)).toEqual([
      'Zebra Garden (1999)',
      'Zebra Garden (1975)',
    ]);
    expect((await run(search, 'qqqqzzzz')).out).toEqual(['Nothing here comes near that title.']);
  });

  test('answers a batch in its order, one line of JSON a query', async () => {
    await writeFile(
      join(cwd, 'queries.jsonl'),
      '{"query":"발레리나"}\n\n{"query":"zebra garden 1975","kind":"year"}\n{"query":""}\n',
    );
    const { out } = await run(search, '--json', '--batch', 'queries.jsonl');
    expect(out.map((line) => json(line).query)).toEqual(['발레리나', 'zebra garden 1975', '']);
    expect(json(out[0]).results[0]).toMatchObject({
      title: 'Ballerina',
      year: 2023,
      alternativeTitles: expect.any(Array),
    });
    expect(json(out[1]).results[0]).toMatchObject({ title: 'Zebra Garden', year: 1975 });
    expect(json(out[1]).ms).toBeGreaterThan(0);
    expect(json(out[2]).results).toEqual([]);
  });

  test('a batch is JSON without being asked, and an answer never takes more than its one line', async () => {
    await writeFile(join(cwd, 'lines.jsonl'), '{"query":"zebra garden"}\n{"query":"two\\nlines"}\n');
    const { out } = await run(search, '--batch', 'lines.jsonl');
    const printed = `${out.join('\n')}\n`.split('\n');
    expect(printed.pop()).toBe('');
    expect(printed.map((line) => json(line).query)).toEqual(['zebra garden', 'two\nlines']);
    expect(json(printed[0]).results).not.toEqual([]);
  });

  test('asks for a title or a batch, and names the line that is no query', async () => {
    await writeFile(join(cwd, 'bad.jsonl'), '{"query":"a"}\nnonsense\n');
    expect(await run(search)).toMatchObject({ code: 2 });
    expect(await run(search, '--batch', 'bad.jsonl')).toMatchObject({
      code: 2,
      sentence: expect.stringMatching(/^Line 2 /),
    });
    expect(await run(search, '--batch', 'none.jsonl')).toMatchObject({
      code: 1,
      sentence: expect.stringContaining('none.jsonl'),
    });
  });
});
