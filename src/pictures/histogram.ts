import { block, line, MARGIN, type Pen, picture, WIDTH } from './canvas.ts';
import { drawHeading, HEADING } from './heading.ts';
import { mark, type Shape } from './marks.ts';
import type { Histogram } from './specs.ts';
import { write } from './text.ts';

const FACTS = 128;
const BARS = 300;
const AXIS = 96;
const STRIP = 58;
/** Half stars; half a bin is left free on either side. */
const BINS = 10;
const STEP = (WIDTH - 2 * MARGIN) / (BINS + 1);
const TOP = MARGIN + HEADING + FACTS;
const FLOOR = TOP + BARS;

/** The ratings of one film as a histogram, with the club's numbers and the critics' on the same axis. */
export function drawHistogram(spec: Histogram): Buffer {
  const strips = Number(spec.average !== null) + Number(spec.critics !== null);
  return picture(FLOOR + AXIS + strips * STRIP + MARGIN / 2, (pen) => {
    drawHeading(pen, spec.title, spec.subtitle);
    drawFacts(pen, spec);
    drawBars(pen, spec);
    drawAxis(pen);
    drawStrips(pen, spec);
  });
}

function drawFacts(pen: Pen, spec: Histogram): void {
  const facts: { label: string; text: string; shape: Shape }[] = [];
  if (spec.average) facts.push({ ...spec.average, shape: 'average' });
  if (spec.median) facts.push({ ...spec.median, shape: 'median' });
  if (spec.spread) facts.push({ ...spec.spread, shape: 'spread' });
  if (spec.critics) facts.push({ ...spec.critics, shape: 'critics' });
  const width = (WIDTH - 2 * MARGIN) / 4;
  facts.forEach(({ label, text, shape }, index) => {
    const [x, y] = [MARGIN + index * width, MARGIN + HEADING];
    write(pen, text, x, y + 34, {
      size: 44,
      bold: true,
      colour: shape === 'average' ? 'accent' : 'text',
      width: width - 16,
    });
    mark(pen, shape, { x: x + 14, y: y + 68 });
    write(pen, label, x + 38, y + 78, { size: 28, colour: 'quiet', width: width - 54 });
  });
}

function drawBars(pen: Pen, { counts, nobody }: Histogram): void {
  const most = Math.max(...counts);
  if (most === 0)
    write(pen, nobody, WIDTH / 2, FLOOR - BARS / 2, {
      size: 34,
      colour: 'quiet',
      align: 'center',
      width: WIDTH - 2 * MARGIN,
    });
  counts.slice(0, BINS).forEach((count, bin) => {
    if (count === 0) return;
    const height = Math.max(6, (count / most) * (BARS - 44));
    const x = xOf((bin + 1) / 2);
    block(pen, 'bar', { x: x - STEP * 0.4, y: FLOOR - height, width: STEP * 0.8, height });
    write(pen, String(count), x, FLOOR - height - 12, { size: 28, colour: 'text', align: 'center' });
  });
}

function drawAxis(pen: Pen): void {
  line(pen, 'bar', { x: MARGIN, y: FLOOR + 1.5 }, { x: WIDTH - MARGIN, y: FLOOR + 1.5 });
  for (let star = 1; star <= 5; star++) {
    write(pen, `${star} ★`, xOf(star), FLOOR + 40, { size: 28, colour: 'text', align: 'center' });
    write(pen, String(star * 20), xOf(star), FLOOR + 76, { size: 28, colour: 'quiet', align: 'center' });
  }
}

/** Below the axis: where the club stands, and below that where the critics stand. */
function drawStrips(pen: Pen, { average, median, spread, critics }: Histogram): void {
  let y = FLOOR + AXIS + STRIP / 2;
  if (average) {
    groove(pen, y);
    if (spread) mark(pen, 'spread', { x: xOf(spread.low), y }, xOf(spread.high) - xOf(spread.low));
    if (median) mark(pen, 'median', { x: xOf(median.value), y });
    mark(pen, 'average', { x: xOf(average.value), y });
    y += STRIP;
  }
  if (!critics) return;
  groove(pen, y);
  mark(pen, 'critics', { x: xOf(critics.value / 20), y });
}

function groove(pen: Pen, y: number): void {
  block(pen, 'groove', { x: MARGIN, y: y - 3, width: WIDTH - 2 * MARGIN, height: 6 });
}

function xOf(stars: number): number {
  return MARGIN + STEP * (0.5 + Math.min(5, Math.max(0, stars)) * 2);
}
