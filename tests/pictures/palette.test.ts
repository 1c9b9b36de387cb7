import { describe, expect, test } from 'vitest';
import { PALETTE, SHAPE_COLOURS, TEXT_COLOURS } from '../../src/pictures/palette.ts';

/** Contrast ratio of two #rrggbb colours (WCAG 2.2, relative luminance). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('contrast on the ground', () => {
  test('the ratio is 21 for black on white and 1 for a colour on itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast(PALETTE.bar, PALETTE.bar)).toBe(1);
  });

  test.each(TEXT_COLOURS)('text in "%s" has at least 4.5:1', (colour) => {
    expect(contrast(PALETTE[colour], PALETTE.ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SHAPE_COLOURS)('a shape in "%s" has at least 3:1', (colour) => {
    expect(contrast(PALETTE[colour], PALETTE.ground)).toBeGreaterThanOrEqual(3);
  });
});
