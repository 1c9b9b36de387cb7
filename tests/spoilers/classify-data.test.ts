import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readSpoilers } from '../../src/spoilers/classify.ts';
import { readRows } from '../bench/spoilers/data.ts';
import { compareHeldOut } from '../bench/spoilers/held-out.ts';
import { auc } from '../bench/spoilers/measure.ts';
import { learnAll, toFile } from '../bench/spoilers/weights.ts';

const DATA = process.env.MARQUEE_DATA;
const row = z.object({ sentence: z.string(), label: z.string(), borderline: z.boolean() });

describe.skipIf(!DATA)(`the reader on MARQUEE_DATA${DATA ? '' : ' (skipped: it is not set)'}`, () => {
  test('tells the spoilers of five pages it never saw from the rest, and calls none of them safe', async () => {
    const reader = await readSpoilers();
    const lines = readFileSync(join(DATA ?? '', 'spoilers/ballerina-sentences.jsonl'), 'utf8').split('\n');
    const sentences = lines.filter(Boolean).map((line) => row.parse(JSON.parse(line)));
    const judged = (label: string) =>
      sentences.filter((one) => one.label === label && !one.borderline).map(({ sentence }) => reader.judge(sentence));
    const [spoilers, safe] = [judged('spoiler'), judged('safe')];
    const scores = (some: typeof safe) => some.map(({ spoiler }) => spoiler);
    const calledSafe = (some: typeof safe) => some.filter(({ verdict }) => verdict === 'safe').length;
    expect(spoilers.length).toBeGreaterThan(50);
    expect(auc(scores(spoilers), scores(safe))).toBeGreaterThanOrEqual(0.8);
    expect(calledSafe(spoilers)).toBe(0);
    expect(calledSafe(safe)).toBeGreaterThanOrEqual(safe.length / 10);
  });

  test('has the weights that the script fits', () => {
    expect(toFile(learnAll(readRows(DATA ?? '')))).toBe(readFileSync('src/spoilers/classify/weights.json', 'utf8'));
  });

  test('knows the spoilers of works it never saw better than a bag of words', () => {
    const asJudged = compareHeldOut(readRows(DATA ?? '')).at(-1);
    expect(asJudged?.ours).toBeGreaterThan(0.85);
    expect(asJudged?.ours).toBeGreaterThan((asJudged?.plain ?? 1) + 0.1);
  });
});
