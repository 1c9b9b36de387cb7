import { block, type Pen, type Point } from './canvas.ts';
import { PALETTE } from './palette.ts';

/** Pixels of a spread in a legend, where it stands for no length. */
const LEGEND = 18;

export type Shape = 'average' | 'median' | 'spread' | 'critics';

/**
 * The mark of a number, around a point, told from the others by its shape and not by colour alone: the average a
 * disc, the median a standing bar, the critics a diamond; the spread a band that begins at the point, `width` wide.
 */
export function mark(pen: Pen, shape: Shape, at: Point, width?: number): void {
  if (shape === 'average') disc(pen, at);
  if (shape === 'median') post(pen, at);
  if (shape === 'critics') diamond(pen, at);
  if (shape !== 'spread') return;
  const from = width === undefined ? at.x - LEGEND / 2 : at.x;
  block(pen, 'bar', { x: from - 5, y: at.y - 7, width: (width ?? LEGEND) + 10, height: 14 }, 7);
}

// a rim of the ground keeps a mark apart from what lies below it

function post(pen: Pen, { x, y }: Point): void {
  block(pen, 'ground', { x: x - 8, y: y - 22, width: 16, height: 44 }, 8);
  block(pen, 'text', { x: x - 4, y: y - 22, width: 8, height: 44 }, 4);
}

function disc(pen: Pen, { x, y }: Point): void {
  for (const [colour, radius] of [
    ['ground', 16],
    ['accent', 12],
  ] as const) {
    pen.fillStyle = PALETTE[colour];
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fill();
  }
}

function diamond(pen: Pen, { x, y }: Point): void {
  for (const [colour, reach] of [
    ['ground', 20],
    ['text', 14],
  ] as const) {
    pen.fillStyle = PALETTE[colour];
    pen.beginPath();
    pen.moveTo(x, y - reach);
    for (const [right, down] of [
      [reach, 0],
      [0, reach],
      [-reach, 0],
    ] as const)
      pen.lineTo(x + right, y + down);
    pen.fill();
  }
}
