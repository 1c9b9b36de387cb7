import { block, MARGIN, outline, type Pen, WIDTH } from './canvas.ts';
import type { FlowBar, FlowRound } from './specs.ts';
import { write } from './text.ts';

/** Pixels a bar takes with the room around it. */
export const ROW = 50;
const THICK = 30;
const NAME_WIDTH = 380;
export const BARS_FROM = MARGIN + NAME_WIDTH + 20;
const RIGHT = WIDTH - MARGIN;
const VOTES_WIDTH = 64;
const GAINED_WIDTH = 76;
/** Pixels between what a bar had and what it gained. */
const SEAM = 4;

/** How far bars reach: `unit` pixels a vote, the same in every round, so that growth is seen. */
export type Scale = { unit: number; gains: boolean };

export function scaleOf(rounds: readonly FlowRound[]): Scale {
  const all = rounds.flatMap(({ bars, exhausted }) => [...bars, ...(exhausted ? [exhausted] : [])]);
  const gains = all.some(({ gained }) => gained > 0);
  const most = Math.max(1, ...all.map(({ votes }) => votes), ...rounds.map(({ majority }) => majority?.votes ?? 0));
  return { unit: (RIGHT - BARS_FROM - VOTES_WIDTH - (gains ? GAINED_WIDTH : 0)) / most, gains };
}

type Shape = { votes: number; gained: number; state: FlowBar['state'] | 'nobody' };

/** A film (or nobody) with its bar, its votes, and what of them it gained: hollow when it goes, in the accent when it wins. */
export function drawFlowBar(pen: Pen, bar: Shape & { name: string }, top: number, { unit, gains }: Scale): void {
  const baseline = top + ROW / 2 + 10;
  const wins = bar.state === 'wins';
  const colour = wins ? 'accent' : bar.state === 'stays' ? 'text' : 'quiet';
  write(pen, bar.name, MARGIN, baseline, { size: 28, bold: wins, colour, width: NAME_WIDTH });
  const votesAt = RIGHT - (gains ? GAINED_WIDTH : 0);
  write(pen, String(bar.votes), votesAt, baseline, { size: 30, bold: true, colour, align: 'right' });
  if (bar.gained > 0) write(pen, `+${bar.gained}`, RIGHT, baseline, { size: 28, colour: 'quiet', align: 'right' });
  drawShape(pen, bar, top + (ROW - THICK) / 2, unit);
}

function drawShape(pen: Pen, { votes, gained, state }: Shape, y: number, unit: number): void {
  const box = (from: number, to: number) => ({
    x: BARS_FROM + from * unit,
    y,
    width: (to - from) * unit,
    height: THICK,
  });
  const colour = state === 'wins' ? 'accent' : 'bar';
  const kept = votes - gained;
  if (votes === 0) {
    block(pen, 'bar', { x: BARS_FROM, y, width: 4, height: THICK }, 2);
  } else if (state === 'goes' || state === 'nobody') {
    outline(pen, 'bar', box(0, votes));
  } else if (gained === 0 || kept <= 0) {
    block(pen, colour, box(0, votes));
  } else {
    block(pen, colour, { ...box(0, kept), width: Math.max(1, kept * unit - SEAM) });
    block(pen, colour, box(kept, votes));
  }
}
