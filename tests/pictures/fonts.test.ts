import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/runs.ts';
import { TITLES, WIDE_NAME } from './samples.ts';

// before anything loads the canvas: the tests too draw with our fonts alone
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
const { ink } = await import('./ink.ts');
const { familyList } = await import('../../src/pictures/canvas.ts');
const { drawable, missingGlyphs } = await import('../../src/pictures/fonts/faces.ts');
const { facesOf } = await import('../../src/pictures/fonts/families.ts');
const { hanOrder } = await import('../../src/pictures/fonts/han.ts');
const { write } = await import('../../src/pictures/text.ts');
type Face = ReturnType<typeof facesOf>[number];

const DATA = process.env.MARQUEE_DATA;
// never assigned: no font has it
const NOBODY_HAS = '\u0378';
const STYLE = { size: 48, colour: 'text' } as const;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const clusters = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

/** A character in one face and nothing else, be it there or not. */
const alone = (face: Face, text: string) =>
  ink((pen, x, y) => {
    pen.font = `400 48px ${familyList([face])}`;
    pen.fillText(text, x, y);
  });
/** A text as our pictures write it, in black. */
const written = (text: string) =>
  ink((pen, x, y) => {
    const { text: shown, faces } = drawable(text);
    pen.font = `400 48px ${familyList(faces)}`;
    pen.fillText(shown, x, y);
  });
const boxes = new Map<string, Buffer>();
const boxOf = (face: Face) => {
  const known = boxes.get(face.name) ?? alone(face, NOBODY_HAS).pixels;
  boxes.set(face.name, known);
  return known;
};

// The canvas would look for what its list of fonts lacks among those of the machine: so the list must lack nothing.
test('whatever the text, each cluster that is drawn is whole in one of the faces named for it', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 12 });
  const mixed = fc
    .array(fc.constantFrom(...TITLES, '𝓙', 'e\u0301\u0323', '\u{1FAE9}', '1️⃣', '👨‍👩‍👧'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(anything, mixed), (text) => {
      const { text: shown, faces } = drawable(text);
      for (const cluster of clusters(shown)) {
        const points = [...cluster].filter((one) => !/\p{DI}/u.test(one)).map((one) => one.codePointAt(0) ?? 0);
        expect(faces.some(({ characters }) => points.every((point) => characters.has(point)))).toBe(points.length > 0);
      }
    }),
    { numRuns: runs(1_000) },
  );
});

describe('a title or a name', () => {
  test.each([
    ...TITLES,
    WIDE_NAME,
    '👨‍👩‍👧‍👦 🇰🇷 👍🏽 ❤️ ☂',
    'Ｊｉｎ「映画」',
    '뷁뙇쀍',
    '喺度睇戲㗎',
    'ﷺ ۴۲',
    'Žižek ğışöü',
  ])('"%s" draws no .notdef box', (title) => {
    expect(missingGlyphs(title)).toEqual([]);
    for (const cluster of clusters(title).filter((one) => one !== ' ')) {
      const { text, faces } = drawable(cluster);
      const drawn = written(cluster);
      expect(text).toBe(cluster);
      expect(drawn.blank, cluster).toBe(false);
      for (const face of faces) expect(drawn.pixels.equals(boxOf(face)), `${cluster} in ${face.name}`).toBe(false);
    }
  });

  test('in a script of which we have no font is told by name, and drawn as neutral marks', () => {
    expect(missingGlyphs('ሰላም, hi')).toEqual(['ሰ', 'ላ', 'ም']);
    expect(drawable('ሰላም, hi').text).toBe('···, hi');
    expect(drawable('\u{1FAE9} Jin').text).toBe('· Jin');
    const [latin] = facesOf('latin');
    expect(latin && alone(latin, 'ሰ').pixels.equals(boxOf(latin))).toBe(true);
    expect(latin && written('ሰ').pixels.equals(alone(latin, '·').pixels)).toBe(true);
  });

  test('keeps its letters when they are fancy, decomposed or heaped with marks', () => {
    expect(drawable('𝓙𝓲𝓷').text).toBe('Jin');
    expect(drawable('Z̷̧̢a͟l͓̽g̷o').text).toBe('Zalgo');
    expect(drawable('각본'.normalize('NFD')).text).toBe('각본');
    expect(drawable('Top 1️⃣').text).toBe('Top 1');
  });

  test('is one line without anything invisible', () => {
    expect(drawable('a\n\u202Eb\u200B\tc').text).toBe('a b c');
    expect(drawable(' \u200B ').text).toBe('');
    expect(drawable('\u2068a\u2067b \u2069\u2069\u2066 c\u2068').text).toBe('\u2068ab \u2069 c');
  });

  test('is drawn by few of the files', () => {
    expect(drawable('Parasite 기생충 (2019)').faces.map(({ family }) => family)).toEqual(['latin', 'kr', 'kr', 'kr']);
  });
});

describe('Arabic', () => {
  test('is joined: a word is narrower than its letters apart', () => {
    const widths = (texts: string[]) => {
      const all: number[] = [];
      ink((pen, x, y) => all.push(...texts.map((text) => write(pen, text, x, y, STYLE))));
      return all;
    };
    const [word = 0, ...letters] = widths(['مختار', ...'مختار']);
    expect(word).toBeLessThan(0.9 * letters.reduce((sum, one) => sum + one, 0));
  });

  test('runs from right to left: the tall alef that comes first stands at the right', () => {
    const { columns } = written('اب');
    const tops = columns.map((top, x) => ({ top, x })).filter(({ top }) => top >= 0);
    const middle = ((tops[0]?.x ?? 0) + (tops.at(-1)?.x ?? 0)) / 2;
    const highest = tops.reduce((best, one) => (one.top < best.top ? one : best));
    expect(highest.x).toBeGreaterThan(middle);
  });
});

describe('isolates around a name', () => {
  test('draw nothing themselves, least of all a box', () => {
    expect(missingGlyphs('a\u2068b\u2069')).toEqual([]);
    expect(written('a\u2068b\u2069').pixels.equals(written('ab').pixels)).toBe(true);
    expect(written('\u2068\u2069').blank).toBe(true);
  });

  test('keep the number after a name from right to left behind it: the tall digit stands at the right', () => {
    const lastTop = (text: string) =>
      Math.min(
        ...written(text)
          .columns.filter((top) => top >= 0)
          .slice(-8),
      );
    expect(lastTop('가 \u2068ب\u2069 1')).toBe(lastTop('1'));
    expect(lastTop('가 ب 1')).toBe(lastTop('ب'));
    expect(lastTop('1')).toBeLessThan(lastTop('ب'));
  });
});

test('Han characters are drawn as the language that wrote them does', () => {
  const first = (text: string) => hanOrder(text)[0];
  expect(['千と千尋の神隠し', '戦場'].map(first)).toEqual(['jp', 'jp']);
  expect(['花样年华', '让子弹飞', '三峡好人'].map(first)).toEqual(['sc', 'sc', 'sc']);
  expect(['花樣年華', '悲情城市', '刺客聶隱娘'].map(first)).toEqual(['tc', 'sc', 'tc']);
  expect(first('살인의 追憶')).toBe('kr');
});

test.skipIf(!DATA)('every title of the catalogue can be drawn (needs MARQUEE_DATA)', () => {
  const lines = readFileSync(join(DATA ?? '', 'films/films.tsv'), 'utf8')
    .split('\n')
    .slice(1);
  const titles = lines.flatMap((line) => line.split('\t')).filter((cell) => cell !== '');
  expect(titles.length).toBeGreaterThan(50_000);
  expect(titles.filter((title) => missingGlyphs(title).length > 0)).toEqual([]);
});
