import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importFilmsFile, seedStarter } from '../../../src/features/films/films.ts';
import { importReviews, type PageReport } from '../../../src/features/reviews/reviews.ts';
import { fold } from '../../../src/lib/text.ts';
import { testDatabase } from '../../support/database.ts';

const data = process.env.MARQUEE_DATA;
if (!data) process.stderr.write('The review pages are not measured: MARQUEE_DATA is not set.\n');

type Gold = {
  file: string;
  film_title: string | null;
  film_year: number | null;
  original_title: string | null;
  author: string | null;
  published: string | null;
  rating_value: string | null;
  rating_normalised_0_100: number | null;
  runtime_min: number | null;
  language: string;
  films?: unknown[] | null;
  must_match?: { title: string; year: number };
  accept?: [number, number];
};

describe.skipIf(!data)('the labelled pages (needs MARQUEE_DATA)', () => {
  test('are read right: no rating is wrong, at least 97 in 100 facts hold, the five pages find their film', async () => {
    const folder = join(data ?? '', 'reviews');
    const gold: Gold[] = (await readFile(join(folder, 'gold.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const database = await testDatabase();
    await seedStarter(database.db);
    await importFilmsFile(database.db, join(data ?? '', 'films/films.tsv'), { source: 'file', now: new Date(0) });
    const names = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
    const sources = names.map((name) => ({ name, read: () => readFile(join(folder, name), 'utf8') }));
    const reports = new Map(
      (await importReviews(database.db, sources, { now: new Date(0) })).map((report) => [report.name, report]),
    );
    const checks = gold.flatMap((page) => check(page, reports.get(page.file)));
    const wrong = checks.filter(({ right }) => !right).map(({ what }) => what);
    expect(wrong.filter((what) => what.startsWith('rating') || what.startsWith('match'))).toEqual([]);
    expect(wrong.length / checks.length, wrong.join('\n')).toBeLessThanOrEqual(0.03);
  }, 240_000);
});

function check(gold: Gold, report: PageReport | undefined): { what: string; right: boolean }[] {
  const page = report?.page;
  const found = report?.subject?.verdict.kind === 'match' ? report.subject.verdict.film : undefined;
  const is = (what: string, right: boolean) => ({ what: `${what} of ${gold.file}`, right });
  if (gold.films?.length) return [is('several', (page?.sections.length ?? 0) > 1)];
  const titles = [report?.subject?.title, report?.subject?.originalTitle, found?.title].map((title) =>
    fold(title ?? ''),
  );
  const wanted = [gold.film_title, gold.original_title].map((title) => fold(title ?? '')).filter(Boolean);
  const [low, high] = gold.accept ?? [(gold.rating_normalised_0_100 ?? 0) - 3, (gold.rating_normalised_0_100 ?? 0) + 3];
  const score = report?.rating?.score;
  return [
    ...(gold.film_title
      ? [
          is(
            'title',
            wanted.some((title) => titles.includes(title)),
          ),
        ]
      : []),
    ...(gold.film_year ? [is('year', [report?.subject?.year, found?.year].includes(gold.film_year))] : []),
    ...(gold.must_match
      ? [is('match', found?.title === gold.must_match.title && found.year === gold.must_match.year)]
      : []),
    gold.rating_value === null
      ? is('rating', score === undefined)
      : is('rating', gold.rating_normalised_0_100 === null || (score !== undefined && score >= low && score <= high)),
    ...(gold.published || page?.published ? [is('day', page?.published === (gold.published ?? undefined))] : []),
    ...(gold.author ? [is('author', fold(page?.author ?? '') === fold(gold.author))] : []),
    ...(gold.runtime_min ? [is('runtime', page?.runtimeMinutes === gold.runtime_min)] : []),
    is('language', page?.language === gold.language),
  ];
}
