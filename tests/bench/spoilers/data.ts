import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../../../src/spoilers/classify/features.ts';

/** A row of the data folder's `spoilers/labelled.jsonl`; its label is as noisy as its source. */
const row = z.object({
  text: z.string(),
  spoiler: z.boolean(),
  source: z.string(),
  level: z.enum(['sentence', 'review']),
  lang: z.enum(['en', 'ko']),
  work: z.string(),
});
export type Row = z.infer<typeof row>;

/** A sentence that was read and judged for this project: 0 tells nothing, 1 the premise, 2 what happens. */
export type Sentence = { text: string; work: string; language: Language; tells: 0 | 1 | 2 };

export function readRows(data: string): Row[] {
  const lines = readFileSync(join(data, 'spoilers/labelled.jsonl'), 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => row.parse(JSON.parse(line)));
}

const HERE = new URL('.', import.meta.url);
const linesOf = (file: string) => readFileSync(new URL(file, HERE), 'utf8').trim().split('\n');

/** The rows' sentences that `labels.txt` judges. It names a sentence by its hash, so that none of the data is in here. */
export function judged(rows: readonly Row[]): Sentence[] {
  const labels = new Map(linesOf('labels.txt').map((line) => [line.slice(0, 12), toTells(line.slice(13))]));
  const found = rows.flatMap(({ text, lang, level, work }) => {
    const sentences = level === 'sentence' ? [text] : split(text.replaceAll('\n', ' '), lang);
    return sentences.flatMap((sentence) => {
      const hash = createHash('sha256').update(sentence).digest('hex').slice(0, 12);
      const tells = labels.get(hash);
      labels.delete(hash);
      return tells === undefined ? [] : [{ text: sentence, work, language: lang, tells }];
    });
  });
  if (labels.size > 0) throw new Error(`${labels.size} of the labels fit no sentence of the data`);
  return found;
}

/** Sentences about invented films, written for this project. */
export function examples(language: Language): Sentence[] {
  return linesOf(`examples.${language}.txt`).map((line) => ({
    text: line.slice(2),
    work: `example ${line}`,
    language,
    tells: toTells(line.slice(0, 1)),
  }));
}

function split(text: string, language: Language): string[] {
  const segments = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)];
  return segments.map(({ segment }) => segment.replace(/\s+/g, ' ').trim());
}

function toTells(text: string): 0 | 1 | 2 {
  const tells = Number(text);
  if (tells !== 0 && tells !== 1 && tells !== 2) throw new Error(`"${text}" is no label`);
  return tells;
}

/** The part of `parts` a work belongs to, by its hash: works are never split between learning and measuring. */
export function partOf(work: string, parts: number): number {
  return createHash('sha256').update(work).digest().readUInt32BE() % parts;
}
