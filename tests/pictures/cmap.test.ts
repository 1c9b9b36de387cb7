import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

// before anything loads the canvas
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
const { GlobalFonts } = await import('@napi-rs/canvas');
const { ink } = await import('./ink.ts');
const { facesOf } = await import('../../src/pictures/fonts/families.ts');
const { readTable } = await import('../../src/pictures/fonts/woff2.ts');
type Face = ReturnType<typeof facesOf>[number];

const FAMILIES = ['latin', 'kr', 'jp', 'sc', 'tc', 'arabic', 'thai', 'hebrew'] as const;
// never assigned: no font has it
const NOBODY_HAS = '\u0378';
const EVERY = 9;

const draw = (text: string) =>
  ink((pen, x, y) => {
    pen.font = '400 48px alone';
    pen.fillText(text, x, y);
  }).pixels;

/** Of some letters those that the canvas draws otherwise once it knows the face: not as a box, not from elsewhere. */
function drawnBy(face: Face, letters: readonly string[]): string[] {
  const without = letters.map(draw);
  const key = GlobalFonts.registerFromPath(face.path, 'alone');
  const box = draw(NOBODY_HAS);
  const drawn = letters.map(draw);
  expect(key && GlobalFonts.remove(key)).toBe(true);
  return letters.filter((_, index) => {
    const pixels = drawn[index];
    return pixels && !pixels.equals(box) && !pixels.equals(without[index] ?? box);
  });
}

describe.each(FAMILIES)('the characters read from the files of "%s"', (family) => {
  test('are drawn with them', () => {
    for (const face of facesOf(family).filter((_, index) => index % EVERY === 0)) {
      const own = [...face.characters].filter((point) => /\p{L}/u.test(String.fromCodePoint(point)));
      const some = [0, 0.3, 0.6, 1].flatMap((share) => own[Math.floor(share * (own.length - 1))] ?? []);
      const letters = [...new Set(some.map((point) => String.fromCodePoint(point)))];
      expect(drawnBy(face, letters), face.name).toEqual(letters);
    }
  });

  test('are those that their makers declare', () => {
    const [face] = facesOf(family);
    const declared = declaredIn(join(dirname(face?.path ?? ''), '../unicode.json'));
    const read = new Set(facesOf(family).flatMap(({ characters }) => [...characters]));
    const more = [...read].filter((point) => !declared.has(point));
    // white space and the like
    expect(more.length).toBeLessThan(4);
    expect(read.size).toBeGreaterThan(400);
  });
});

test('a character that a font lacks is drawn by it as the box', () => {
  const [face] = facesOf('thai').filter(({ name }) => name.endsWith('thai-thai'));
  expect(face && drawnBy(face, ['ก', NOBODY_HAS, '\u0379'])).toEqual(['ก']);
  expect(face?.characters.has(0x378)).toBe(false);
});

function declaredIn(file: string): Set<number> {
  const ranges: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  const points = Object.values(ranges).flatMap((list) =>
    list.split(',').flatMap((range) => {
      const [from = 0, to = from] = range
        .slice(2)
        .split('-')
        .map((hex) => Number.parseInt(hex, 16));
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
  return new Set(points);
}

test('a font without the table asked for is an error', () => {
  const [face] = facesOf('thai');
  expect(() => readTable(readFileSync(face?.path ?? ''), 'CBDT')).toThrow('a font without a CBDT table');
});
