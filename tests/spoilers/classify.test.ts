import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Film, readSpoilers } from '../../src/spoilers/classify.ts';
import { looksTelling } from '../../src/spoilers/hint.ts';
import { runs } from '../support/runs.ts';

const reader = await readSpoilers();
const film: Film = {
  title: 'Night Ferry',
  year: 2019,
  synopsis: 'A night porter on a ferry finds a stowaway in the engine room and hides her from the captain.',
  cast: ['Ana Lund', 'Piet Vos'],
  characters: ['Mara', 'Captain Brandt'],
};

describe('what happens in a film is a spoiler', () => {
  test.each([
    'In the end Mara shoots the captain and throws his body into the sea.',
    'When Brandt wakes up, he realises that his daughter has taken the boat and left him to die.',
    'SHE KILLS HER HUSBAND AT THE END',
    'He dies.',
    'The captain is her father.',
    'The porter was dead all along.',
    'A moving film. Then he finds the stowaway, strangles her and burns the ship.',
    '결국 마라가 선장을 총으로 쏘고 시체를 바다에 던진다.',
    '범인은 선장이다.',
    '마지막에 그녀가 남편을 죽이고 도망칩니다.',
  ])('%j', (text) => {
    expect(reader.judge(text).verdict).toBe('spoiler');
    expect(looksTelling(reader, text, film)).toBe(true);
  });
});

describe('a judgement of the film is safe', () => {
  test.each([
    'A great film.',
    'Great acting and a gripping story, I recommend it to everyone who likes thrillers.',
    'The cinematography is beautiful and the score fits the mood.',
    '감독의 연출이 훌륭하고 배우들의 연기도 좋은 영화였습니다.',
    '재밌었어요! 강력 추천합니다.',
    '8/10',
    '',
    ' \n\t',
  ])('%j', (text) => {
    expect(reader.judge(text).verdict).toBe('safe');
    expect(looksTelling(reader, text, film)).toBe(false);
  });
});

describe('what cannot be read is neither', () => {
  test.each([
    'Der Mörder ist am Ende der Gärtner gewesen.',
    'À la fin, le capitaine tue sa propre fille et brûle le bateau.',
    '犯人は彼の妹だった。',
    'في النهاية يموت القبطان',
    'Нe diеs аt thе еnd',
    '💀🔪👰',
  ])('%j', (text) => {
    expect(reader.judge(text)).toEqual({ spoiler: 0.5, verdict: 'unsure' });
  });
});

test('one telling sentence makes the whole text telling, wherever it stands', () => {
  const safe = 'A great film with great acting. ';
  expect(reader.judge(safe.repeat(50)).verdict).toBe('safe');
  expect(reader.judge(`${safe.repeat(50)}The captain is her father. ${safe.repeat(50)}`).verdict).toBe('spoiler');
});

test('what is not told is no spoiler', () => {
  expect(reader.judge('You will never guess who the killer is.').verdict).not.toBe('spoiler');
  expect(reader.judge('범인이 누구인지 끝까지 궁금했다.').verdict).not.toBe('spoiler');
});

describe('what is known of the film counts', () => {
  test('its cast are people who made it, its characters are people it tells of', () => {
    const of = (text: string) => reader.judge(text, film).spoiler;
    expect(of('Lund is superb.')).toBeLessThan(reader.judge('Lund is superb.').spoiler);
    expect(of('Vos leaves the room without a word.')).toBeLessThan(of('Mara leaves the room without a word.'));
  });

  test('what its synopsis says is less of a spoiler, but no safer', () => {
    const text = 'A night porter finds a stowaway in the engine room and hides her from the captain.';
    expect(reader.judge(text).verdict).toBe('spoiler');
    expect(reader.judge(text, film).verdict).toBe('unsure');
  });

  test('a title of telling words is only a title', () => {
    const text = 'The Dead Captain is a great film.';
    const { spoiler } = reader.judge(text, { title: 'The Dead Captain' });
    expect(spoiler).toBeLessThan(reader.judge(text).spoiler);
  });
});

test('every text has a judgement, the same each time', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom('Mara', 'kills', 'the', '||', '죽는다.', '"', '(', '.', '\n', 'film', '’s'), {
        maxLength: 80,
      })
      .map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const judgement = reader.judge(text, film);
      expect(judgement.spoiler).toBeGreaterThanOrEqual(0);
      expect(judgement.spoiler).toBeLessThanOrEqual(1);
      expect(['safe', 'unsure', 'spoiler']).toContain(judgement.verdict);
      expect(reader.judge(text, film)).toEqual(judgement);
    }),
    { numRuns: runs(20_000) },
  );
});

test.each([
  ['one word', 'a'.repeat(100_000)],
  ['short words', 'she kills him and '.repeat(5_600)],
  ['names', 'Kim '.repeat(25_000)],
  ['brackets', '('.repeat(100_000)],
  ['quotes', "a'".repeat(50_000)],
  ['Hangul', '가'.repeat(100_000)],
  ['Korean words', '그가 죽고 '.repeat(16_000)],
  ['sentences', 'Then he finds the gun. '.repeat(4_400)],
  ['lines', 'a film\n'.repeat(14_000)],
])('100,000 characters of %s are judged within five seconds', (_, text) => {
  const begun = performance.now();
  reader.judge(text);
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test('the weights are read once, and small', async () => {
  expect(readSpoilers()).toBe(readSpoilers());
  expect(await readSpoilers()).toBe(reader);
  expect(readFileSync('src/spoilers/classify/weights.json').length).toBeLessThan(100_000);
});
