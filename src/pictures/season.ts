import { block, line, MARGIN, type Pen, picture, WIDTH } from './canvas.ts';
import { drawHeading, HEADING } from './heading.ts';
import type { Season, SeasonRow } from './specs.ts';
import { write } from './text.ts';

const ROW = 96;
const PLAIN_ROW = 62;
const RIGHT = WIDTH - MARGIN;
const AVERAGE_WIDTH = 100;
const BIN = 18;
const BARS_WIDTH = 10 * BIN;
const BARS_AT = RIGHT - AVERAGE_WIDTH - BARS_WIDTH;
const BARS_HEIGHT = 40;
const TITLE_WIDTH = BARS_AT - MARGIN - 32;

/**
 * A year in films: each with its ratings as a small histogram and their average.
 * @throws RangeError for much more than one page (see `seasonPages`)
 */
export function drawSeason({ title, subtitle, rows }: Season): Buffer {
  const height = rows.some(({ note }) => note !== '') ? ROW : PLAIN_ROW;
  return picture(MARGIN + HEADING + rows.length * height + MARGIN / 2, (pen) => {
    drawHeading(pen, title, subtitle);
    rows.forEach((row, index) => {
      drawRow(pen, row, MARGIN + HEADING + index * height, height);
    });
  });
}

function drawRow(pen: Pen, { title, note, average, counts, best }: SeasonRow, top: number, height: number): void {
  line(pen, 'groove', { x: MARGIN, y: top }, { x: RIGHT, y: top }, [], 2);
  const colour = best ? 'accent' : 'text';
  const middle = top + height / 2;
  const baseline = note === '' ? middle + 11 : middle - 6;
  write(pen, title, MARGIN, baseline, { size: 30, bold: best, colour, width: TITLE_WIDTH });
  if (note !== '') write(pen, note, MARGIN, baseline + 38, { size: 28, colour: 'quiet', width: TITLE_WIDTH });
  write(pen, average, RIGHT, middle + 13, { size: 36, bold: true, colour, align: 'right', width: AVERAGE_WIDTH - 16 });
  drawBars(pen, counts, middle + BARS_HEIGHT / 2, best);
}

function drawBars(pen: Pen, counts: readonly number[], floor: number, best: boolean): void {
  const most = Math.max(1, ...counts);
  counts.slice(0, 10).forEach((count, bin) => {
    const x = BARS_AT + bin * BIN;
    const height = count === 0 ? 3 : Math.max(6, (count / most) * BARS_HEIGHT);
    block(pen, best ? 'accent' : 'bar', { x, y: floor - height, width: BIN - 4, height }, count === 0 ? 1 : 3);
  });
}
