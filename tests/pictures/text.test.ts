import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePng } from '../../src/pictures/png.ts';
import { fitted, widthOf, write } from '../../src/pictures/text.ts';
import { runs } from '../support/runs.ts';
import { LONG_TITLE, TITLES, WIDE_NAME } from './samples.ts';

const pen = createCanvas(1, 1).getContext('2d');
const style = (width: number) => ({ size: 28, colour: 'text', width }) as const;

describe('a text that is too long', () => {
  test('is cut to the pixel: one more cluster would not fit', () => {
    const whole = { size: 28, colour: 'text' } as const;
    for (const text of [LONG_TITLE, WIDE_NAME, 'ลุงบุญมีระลึกชาติ', 'باب الحديد كله', '👨‍👩‍👧‍👦'.repeat(9)]) {
      const cut = fitted(pen, text, style(150));
      const next = text.slice(cut.length - 1).trimStart();
      const [cluster] = [...new Intl.Segmenter().segment(next)].map(({ segment }) => segment);
      const more = text.slice(0, text.length - next.length) + cluster;
      expect(cut.endsWith('…')).toBe(true);
      expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      expect(widthOf(pen, cut, whole)).toBeLessThanOrEqual(150);
      expect(widthOf(pen, `${more}…`, whole)).toBeGreaterThan(150);
    }
  });

  test('never takes more than its room, and never loses what fits', () => {
    const texts = fc.array(fc.constantFrom(...TITLES, LONG_TITLE, ' ', '👍🏽', 'क्ष')).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, fc.integer({ min: 40, max: 900 }), (text, width) => {
        expect(widthOf(pen, text, style(width))).toBeLessThanOrEqual(width);
        const whole = fitted(pen, text, { size: 28, colour: 'text' });
        if (!fitted(pen, text, style(width)).endsWith('…')) expect(fitted(pen, text, style(width))).toBe(whole);
      }),
      { numRuns: runs(300) },
    );
  });
});

test('a line runs as its first letter does; a name in isolates does not turn the sentence around it', () => {
  const directionOf = (text: string) => {
    write(pen, text, 0, 0, style(150));
    return pen.direction;
  };
  expect(['باب (2011)', '\u2068باب\u2069 (2011)', '12 באב Jin'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl']);
  expect(['Jin باب', '\u2068باب\u2069, 3번 투표', '\u2068باب كله باب كله'].map(directionOf)).toEqual([
    'ltr',
    'ltr',
    'rtl',
  ]);
});

test('a PNG of ours is read back as the pixels it was made of', async () => {
  const [width, height] = [37, 11];
  const pixels = Uint8Array.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 31 + (at >> 3)) % 256,
  );
  const image = await loadImage(encodePng(pixels, width, height));
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  expect([image.width, image.height]).toEqual([width, height]);
  expect(Buffer.from(canvas.getContext('2d').getImageData(0, 0, width, height).data).equals(pixels)).toBe(true);
});
