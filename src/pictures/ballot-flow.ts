import { line, MARGIN, type Pen, picture, WIDTH } from './canvas.ts';
import { BARS_FROM, drawFlowBar, ROW, type Scale, scaleOf } from './flow-bar.ts';
import { drawHeading, HEADING } from './heading.ts';
import type { BallotFlow, FlowRound } from './specs.ts';
import { widthOf, write } from './text.ts';

const LABEL = 54;
const NOTE = 48;
const BETWEEN_ROUNDS = 34;
const WHOLE = WIDTH - 2 * MARGIN;

/** A part of the picture, one below the other. */
type Piece = { height: number; draw(pen: Pen, top: number): void };

/** A count of ballots round by round: bars, what each gained from the round before, who goes and who wins. */
export function drawBallotFlow({ title, subtitle, rounds }: BallotFlow): Buffer {
  const scale = scaleOf(rounds);
  const pieces = rounds.flatMap((round, index) => [...(index > 0 ? [space] : []), ...piecesOf(round, scale)]);
  const height = pieces.reduce((sum, piece) => sum + piece.height, MARGIN + HEADING + MARGIN);
  return picture(height, (pen) => {
    drawHeading(pen, title, subtitle);
    let top = MARGIN + HEADING;
    for (const piece of pieces) {
      piece.draw(pen, top);
      top += piece.height;
    }
  });
}

const space: Piece = { height: BETWEEN_ROUNDS, draw: () => {} };

function piecesOf(round: FlowRound, scale: Scale): Piece[] {
  const { before, label, majority, others, exhausted } = round;
  const pieces: Piece[] = [];
  if (before !== null) pieces.push(between(before), space);
  if (label !== '' || majority !== null)
    pieces.push({ height: LABEL, draw: (pen, top) => drawLabel(pen, round, top, scale) });
  pieces.push(bars(round, scale));
  if (others !== null) pieces.push(note(others));
  if (exhausted) pieces.push(bar({ ...exhausted, name: exhausted.label, state: 'nobody' }, scale));
  return pieces;
}

function bar(one: Parameters<typeof drawFlowBar>[1], scale: Scale): Piece {
  return { height: ROW, draw: (pen, top) => drawFlowBar(pen, one, top, scale) };
}

function bars({ bars, majority }: FlowRound, scale: Scale): Piece {
  const height = bars.length * ROW;
  return {
    height,
    draw: (pen, top) => {
      bars.forEach((one, index) => {
        drawFlowBar(pen, one, top + index * ROW, scale);
      });
      if (!majority) return;
      const x = BARS_FROM + majority.votes * scale.unit;
      line(pen, 'text', { x, y: top }, { x, y: top + height }, [8, 7]);
    },
  };
}

/** The round's name at the left, and above the line of the majority what it stands for. */
function drawLabel(pen: Pen, { label, majority }: FlowRound, top: number, scale: Scale): void {
  const small = { size: 28, colour: 'quiet', align: 'right', width: WHOLE / 2 } as const;
  const half = majority ? widthOf(pen, majority.label, small) / 2 : 0;
  const right = majority ? Math.min(WIDTH - MARGIN, BARS_FROM + majority.votes * scale.unit + half) : WIDTH - MARGIN;
  if (majority) write(pen, majority.label, right, top + 36, small);
  write(pen, label, MARGIN, top + 36, { size: 32, bold: true, colour: 'text', width: right - 2 * half - 24 - MARGIN });
}

function note(text: string): Piece {
  return {
    height: NOTE,
    draw: (pen, top) => write(pen, text, MARGIN, top + 33, { size: 28, colour: 'quiet', width: WHOLE }),
  };
}

/** The line that stands for the rounds left out, between two strokes. */
function between(text: string): Piece {
  const style = { size: 28, colour: 'quiet', align: 'center', width: WHOLE - 200 } as const;
  return {
    height: NOTE,
    draw: (pen, top) => {
      const [y, gap] = [top + NOTE / 2, widthOf(pen, text, style) / 2 + 24];
      write(pen, text, WIDTH / 2, y + 10, style);
      line(pen, 'bar', { x: MARGIN, y }, { x: WIDTH / 2 - gap, y }, [3, 9]);
      line(pen, 'bar', { x: WIDTH / 2 + gap, y }, { x: WIDTH - MARGIN, y }, [3, 9]);
    },
  };
}
