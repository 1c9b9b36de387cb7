import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deletions, farDeletions } from '../../../../src/features/films/titles/deletions.ts';
import { edits, likeness } from '../../../../src/features/films/titles/edits.ts';
import { tokens } from '../../../../src/features/films/titles/words.ts';
import { runs } from '../../../support/runs.ts';

const word = fc.stringMatching(/^[a-z]{3,14}$/);
const letter = fc.stringMatching(/^[a-z]$/);

/** One slip: a letter left out, put in, changed, or two neighbours swapped. */
const slip = fc
  .record({ word, at: fc.nat(20), letter, kind: fc.constantFrom('out', 'in', 'changed', 'swapped') })
  .map(({ word, at, letter, kind }) => {
    const i = at % word.length;
    const [start, rest] = [word.slice(0, i), word.slice(i)];
    const typed = {
      out: start + rest.slice(1),
      in: start + letter + rest,
      changed: start + letter + rest.slice(1),
      swapped: start + rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2),
    }[kind];
    return { word, typed };
  });

test('a word with one slip shares a deletion with the right one, so that the index finds it', () => {
  fc.assert(
    fc.property(slip, ({ word, typed }) => {
      fc.pre(typed.length >= 2);
      const found = new Set(deletions(word));
      expect(deletions(typed).some((hash) => found.has(hash))).toBe(true);
    }),
    { numRuns: runs(10_000) },
  );
});

test('one slip costs at most one edit, and no edit is free', () => {
  fc.assert(
    fc.property(slip, ({ word, typed }) => {
      expect(edits(typed, word)).toBeLessThanOrEqual(1);
      expect(edits(typed, word) === 0).toBe(typed === word);
    }),
    { numRuns: runs(10_000) },
  );
});

test('it costs the same both ways, and a limit changes nothing below it', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const away = edits(a, b);
      expect(edits(b, a)).toBeCloseTo(away);
      expect(edits(a, b, away)).toBeCloseTo(away);
      expect(edits(a, b, away - 0.01)).toBe(Number.POSITIVE_INFINITY);
    }),
    { numRuns: runs(5000) },
  );
});

test('a neighbouring key, a doubled letter and a look-alike are nearer than any other letter', () => {
  expect(edits('rewinf', 'rewind')).toBeLessThan(edits('rewinq', 'rewind'));
  expect(edits('balerina', 'ballerina')).toBeLessThan(edits('bllerina', 'ballerina'));
  expect(edits('se7en', 'seten')).toBeLessThan(edits('se9en', 'setqn'));
  expect(likeness(tokens('발래리나')[0] ?? '', tokens('발레리나')[0] ?? '')).toBeGreaterThan(0.9);
});

test('words that differ much are not alike, and short ones must be exact', () => {
  expect(likeness('carnage', 'cabbage')).toBe(0);
  expect(likeness('up', 'us')).toBe(0);
  expect(likeness('up', 'up')).toBe(1);
  expect(likeness('cranage', 'carnage')).toBeGreaterThan(0.8);
});

test('a word two letters short is found by its further deletions', () => {
  const found = new Set(deletions('untamed'));
  expect(farDeletions('uuntamedd').some((hash) => found.has(hash) || deletions('untamed').includes(hash))).toBe(true);
});
