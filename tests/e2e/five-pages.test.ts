import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { importReviews } from '../../src/features/reviews/reviews.ts';
import { fold } from '../../src/lib/text.ts';
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

    const shown = [card, onlySeen(await stage.play({ as: 'm1', click: 'Reviews' }))];
    while (shown.at(-1)?.text.includes('Steven C.') !== true)
      shown.push(onlySeen(await stage.play({ as: 'm1', click: 'Next' })));
    const open = fold(shown.flatMap((seen) => [seen.text, seen.notification, ...seen.controls]).join('\n'));
    const lines = readFileSync(join(DATA ?? '', 'spoilers', 'ballerina-sentences.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean);
    const spoilers = lines.map((line) => sentences.parse(JSON.parse(line))).filter(({ label }) => label === 'spoiler');
    const told = spoilers
      .map(({ sentence }) => fold(sentence))
      .filter((sentence) => sentence.length >= TELLING && open.includes(sentence));
    expect(spoilers.length).toBeGreaterThan(50);
    expect(told).toEqual([]);
    expect(stage.violations).toEqual([]);
  });
});
