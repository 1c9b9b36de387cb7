import { familyList, type Pen } from './canvas.ts';
import { type Drawable, drawable } from './fonts/faces.ts';
import { PALETTE, type TextColour } from './palette.ts';

export type Style = {
  /** Pixels; on a phone 28 is about 11. */
  size: number;
  colour: TextColour;
  bold?: boolean;
  align?: 'left' | 'right' | 'center';
  /** Pixels the text may take; what is longer is cut and ends in `…`. */
  width?: number;
};

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const ISOLATED = /\u2068[^\u2069]*\u2069?/g;
const FIRST_STRONG_IS_RIGHT_TO_LEFT = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;

/**
 * Writes one line of text with its baseline at `y`; letters from right to left in their own order, wherever the line
 * is aligned. Returns its width in pixels.
 */
export function write(pen: Pen, text: string, x: number, y: number, style: Style): number {
  const shown = fitted(pen, text, style);
  pen.fillStyle = PALETTE[style.colour];
  pen.textAlign = style.align ?? 'left';
  pen.direction = directionOf(shown);
  pen.fillText(shown, x, y);
  return pen.measureText(shown).width;
}

/** As the first letter runs; a name in isolates does not turn a sentence around it. */
function directionOf(text: string): 'rtl' | 'ltr' {
  const around = text.replace(ISOLATED, '');
  return FIRST_STRONG_IS_RIGHT_TO_LEFT.test(/\p{L}/u.test(around) ? around : text) ? 'rtl' : 'ltr';
}

/** The width in pixels that `write` would take. */
export function widthOf(pen: Pen, text: string, style: Style): number {
  return pen.measureText(fitted(pen, text, style)).width;
}

/** The text as it is drawn, cut to the style's width; leaves the pen with the font set. */
export function fitted(pen: Pen, text: string, style: Style): string {
  const whole = dress(pen, text, style);
  const width = style.width ?? Number.POSITIVE_INFINITY;
  if (pen.measureText(whole).width <= width) return whole;
  dress(pen, `${text}…`, style);
  const clusters = [...graphemes.segment(whole)].map(({ segment }) => segment);
  const cut = (count: number) => `${clusters.slice(0, count).join('').trimEnd()}…`;
  let [fits, tooMany] = [0, clusters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (pen.measureText(cut(middle)).width <= width) fits = middle;
    else tooMany = middle;
  }
  return cut(fits);
}

function dress(pen: Pen, text: string, style: Style): string {
  const { text: shown, faces }: Drawable = drawable(text);
  if (faces.length > 0) pen.font = `${style.bold ? 700 : 400} ${style.size}px ${familyList(faces)}`;
  return shown;
}
