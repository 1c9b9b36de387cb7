import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, describe, expect, test } from 'vitest';
import { nightPicture, nightWords } from '../../../src/features/recaps/night/picture.ts';
import { filmPages } from '../../../src/features/recaps/season/picture.ts';
import { missingGlyphs } from '../../../src/pictures/fonts/faces.ts';
import { PALETTE } from '../../../src/pictures/palette.ts';
import { openPictures } from '../../../src/pictures/pictures.ts';
import type { PictureSpec } from '../../../src/pictures/specs.ts';
import { LOCALES } from '../../../src/texts/texts.ts';
import { LONG_TITLE, TITLES, WIDE_NAME } from '../../pictures/samples.ts';
import { drawnOf, nightOf, said, seasonOf } from './recaps.ts';

const pictures = openPictures();
afterAll(() => pictures.close());

const CLUBS = ['금요일 밤 영화 클럽', '映画の夜', '周五电影社', 'ชมรมภาพยนตร์คืนวันศุกร์', 'نادي السينما', WIDE_NAME];
const RATINGS = [said(), said(7), said(8, 8, 8, 8), said(1, 1, 4, 6, 7, 7, 8, 9, 10, 10)] as const;

/** Every text of a picture. */
function textsOf(spec: PictureSpec): string[] {
  return (
    JSON.stringify(spec, (_, value) => (typeof value === 'number' ? undefined : value)).match(/(?<=")[^"]+(?=")/g) ?? []
  );
}

/** The colours that cover more than a trifle of a picture, as #rrggbb, and whether all of it is opaque. */
async function coloursOf(png: Buffer) {
  const image = await loadImage(png);
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const counts = new Map<string, number>();
  let isOpaque = true;
  for (let at = 0; at < data.length; at += 4) {
    const colour = `#${Buffer.from(data.subarray(at, at + 3)).toString('hex')}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    isOpaque &&= data[at + 3] === 255;
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return { most: most?.[0], has: (colour: string) => counts.has(colour), isOpaque };
}

describe.each(LOCALES)('in %s', (locale) => {
  test('a night lacks no glyph, whatever its film and its club are called, and is under 200 KB', async () => {
    for (const [index, title] of [...TITLES, LONG_TITLE, WIDE_NAME].entries()) {
      const club = CLUBS[index % CLUBS.length] ?? '';
      const spec = nightPicture(locale, drawnOf(club, title, RATINGS[index % RATINGS.length] ?? [], [index * 3]));
      expect(textsOf(spec).flatMap((text) => missingGlyphs(text))).toEqual([]);
      expect((await pictures.draw(spec)).length).toBeLessThan(200 * 1024);
    }
  });

  test.each(CLUBS)('a season of %s lacks no glyph, and each page is under 200 KB', async (club) => {
    const nights = [...TITLES, LONG_TITLE.repeat(2), WIDE_NAME].map((title, index) =>
      nightOf(
        title,
        index % 7 === 3 ? undefined : said(...Array.from({ length: index % 13 }, (_, one) => 1 + ((one * index) % 10))),
      ),
    );
    for (const { picture } of filmPages(locale, seasonOf(club, nights))) {
      expect(textsOf(picture).flatMap((text) => missingGlyphs(text))).toEqual([]);
      expect((await pictures.draw(picture)).length).toBeLessThan(200 * 1024);
    }
  });
});

test('a recap is one opaque card with the colours whose contrast is checked, the same on a light and a dark theme', async () => {
  const drawn = drawnOf('금요일 밤 영화 클럽', '헤어질 결심', said(1, 6, 7, 8, 8, 9), [87]);
  const colours = await coloursOf(await pictures.draw(nightPicture('ko', drawn)));
  expect(colours.isOpaque).toBe(true);
  expect(colours.most).toBe(PALETTE.ground);
  for (const colour of ['text', 'quiet', 'accent', 'bar'] as const)
    expect(colours.has(PALETTE[colour]), colour).toBe(true);
  const [text, quiet, accent, bar] = (['text', 'quiet', 'accent', 'bar'] as const).map((one) =>
    contrast(PALETTE[one], PALETTE.ground),
  );
  for (const ratio of [text, quiet, accent]) expect(ratio).toBeGreaterThan(4.5);
  expect(bar).toBeGreaterThan(3);
});

test("a club's name from right to left reorders nothing around it, neither in a picture nor in its words", () => {
  const club = 'نادي السينما';
  const night = drawnOf(club, '헤어질 결심', said(6), []);
  const [page] = filmPages('ko', seasonOf(club, [nightOf('헤어질 결심', said(6))]));
  for (const words of [nightPicture('ko', night).subtitle, nightWords('ko', night), page?.picture.subtitle])
    expect(words).toContain(`\u2068${club}\u2069`);
});

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
