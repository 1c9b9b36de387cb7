import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { alternativeTitles, importFilmsFile, searchFilms, seedStarter } from '../../../src/features/films/films.ts';
import { fold } from '../../../src/lib/text.ts';
import { testDatabase } from '../../support/database.ts';
import { NOW } from './catalogue.ts';

const DATA = process.env.MARQUEE_DATA;
const database = DATA ? await testDatabase() : undefined;

const meant = z.object({ title: z.string(), year: z.number() });
const question = z.object({
  query: z.string(),
  expect: meant,
  eval: z.enum(['top1', 'top5']),
  ambiguous_title: z.boolean(),
});

type Found = { title: string; year: number | null };

function isMeant(found: Found, others: readonly string[], { title, year }: z.infer<typeof meant>): boolean {
  const titles = [found.title, ...others].map(fold);
  return titles.includes(fold(title)) && Math.abs((found.year ?? 0) - year) <= 1;
}

describe.skipIf(!DATA)(
  `the catalogue and the queries of MARQUEE_DATA${DATA ? '' : ' (skipped: it is not set)'}`,
  () => {
    const file = (name: string) => join(DATA ?? '', 'films', name);
    const use = () => database?.db ?? expect.unreachable();

    beforeAll(async () => {
      await seedStarter(use());
      const counts = await importFilmsFile(use(), file('films.tsv'), { source: 'file', now: NOW });
      expect(counts.added).toBeGreaterThan(36_000);
    }, 120_000);

    test('importing it a second time changes nothing', async () => {
      const counts = await importFilmsFile(use(), file('films.tsv'), { source: 'file', now: NOW });
      expect(counts).toMatchObject({ added: 0, changed: 0 });
    }, 120_000);

    test('98 of 100 queries find the film meant, each well inside a second', async () => {
      const lines = readFileSync(file('queries.jsonl'), 'utf8').split('\n').filter(Boolean);
      const missed: string[] = [];
      for (const asked of lines.map((line) => question.parse(JSON.parse(line)))) {
        const begun = performance.now();
        const hits = await searchFilms(use(), { text: asked.query, limit: 25 });
        expect(performance.now() - begun).toBeLessThan(1000);
        const first = hits.slice(0, asked.eval === 'top1' && !asked.ambiguous_title ? 1 : 5);
        const others = await alternativeTitles(
          use(),
          first.map(({ id }) => id),
        );
        if (!first.some((hit) => isMeant(hit, others.get(hit.id) ?? [], asked.expect))) missed.push(asked.query);
      }
      expect(1 - missed.length / lines.length, missed.join(', ')).toBeGreaterThanOrEqual(0.98);
    }, 60_000);
  },
);
