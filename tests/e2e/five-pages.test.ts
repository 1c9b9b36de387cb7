import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { importReviews } from '../../src/features/reviews/reviews.ts';
import { fold } from '../../src/lib/text.ts';
import type { StepResult } from '../../src/rehearsal/player/result.ts';
import type { Stage } from '../../src/rehearsal/stage.ts';
import { onlySeen, openHouseOnStage } from '../support/house.ts';

const DATA = process.env.MARQUEE_DATA;
const sentences = z.object({ sentence: z.string(), label: z.enum(['safe', 'spoiler', 'boilerplate']) });

/** Words that are too few to give anything away when they stand in a sentence of ours by chance. */
const TELLING = 25;

describe.skipIf(!DATA)(`the five pages of MARQUEE_DATA${DATA ? '' : ' (skipped: it is not set)'}`, () => {
  test('/film ballerina shows the Korean film with both ratings and its namesakes, and no spoiler sentence in the open', async () => {
    const { stage, database } = await openHouseOnStage();
    const folder = join(DATA ?? '', 'reviews');
    const names = readdirSync(folder).filter((name) => /^\d{3}_[0-9a-f]{16}\.txt$/.test(name));
    const pages = names.map((name) => ({ name, read: () => readFile(join(folder, name), 'utf8') }));
    const reports = await importReviews(database.db, pages, { now: new Date('2026-01-09T18:00:00Z') });
    expect(reports.map(({ outcome }) => outcome)).toEqual(Array(5).fill('imported'));
    const again = await importReviews(database.db, pages, { now: new Date('2026-01-10T18:00:00Z') });
    expect(again.map(({ outcome }) => outcome)).toEqual(Array(5).fill('unchanged'));

    const card = onlySeen(await stage.play({ as: 'm1', type: '/film ballerina' }));
    expect(card.text).toContain('Ballerina · 발레리나 · 2023');
    expect(card.text).toContain('75 from 2');
    expect(card.text).toContain('8 / 10 (80) Steven C.');
    expect(card.text).toMatch(/3\.50 \/ 5 \(70\) Focus Magazine/);
    expect(card.text).toContain('2025');

    const reviews = await everyPage(stage);
    expect(reviews.map(pageNumber)).toEqual([
      [1, 2],
      [2, 2],
    ]);
    const critics = reviews.flatMap(({ text }) => text.match(/ \(\d{1,3}\) | · no rating/g) ?? []);
    expect(critics).toHaveLength(pages.length);
    const shown = [card, ...reviews];
    const open = fold(shown.flatMap((seen) => [seen.text, seen.notification, ...seen.controls]).join('\n'));
    const lines = readFileSync(join(DATA ?? '', 'spoilers', 'ballerina-sentences.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean);
    const spoilers = lines.map((line) => sentences.parse(JSON.parse(line))).filter(({ label }) => label === 'spoiler');
    const told = spoilers
      .map(({ sentence }) => fold(sentence))
      .filter((sentence) => sentence.length >= TELLING && open.includes(sentence));
    const kept = await database.sql<{ excerpt: string }[]>`
      select replace(excerpt, coalesce(open_line, ''), ' ') as excerpt from critic_reviews where excerpt is not null`;
    const leaked = kept
      .flatMap(({ excerpt }) => excerpt.split(/[.!?\n]/).map(fold))
      .filter((sentence) => sentence.length >= TELLING && open.includes(sentence));
    expect(kept.length).toBeGreaterThan(3);
    expect(leaked).toEqual([]);
    expect(spoilers.length).toBeGreaterThan(50);
    expect(told).toEqual([]);
    expect(stage.violations).toEqual([]);
  });
});

type Seen = StepResult['seen'][number];

/** The reviews of the card shown last, turned from page to page until "Next" cannot be pressed any more. */
async function everyPage(stage: Stage): Promise<Seen[]> {
  const pages = [onlySeen(await stage.play({ as: 'm1', click: 'Reviews' }))];
  for (;;) {
    const turned = await stage.play({ as: 'm1', click: 'Next' });
    if (turned.error !== null) {
      expect(turned.error).toBe('the button "Next" is disabled');
      return pages;
    }
    pages.push(onlySeen(turned));
  }
}

/** "Page 1 of 2" as numbers. */
function pageNumber({ controls }: Seen): number[] {
  const counter = controls.find((label) => label.startsWith('Page '));
  return (counter?.match(/\d+/g) ?? []).map(Number);
}
