import { MARGIN, type Pen, WIDTH } from './canvas.ts';
import { write } from './text.ts';

/** Pixels from the margin to what follows the heading. */
export const HEADING = 128;

/** Title and subtitle of a picture. */
export function drawHeading(pen: Pen, title: string, subtitle: string): void {
  const width = WIDTH - 2 * MARGIN;
  write(pen, title, MARGIN, MARGIN + 40, { size: 46, bold: true, colour: 'text', width });
  write(pen, subtitle, MARGIN, MARGIN + 86, { size: 30, colour: 'quiet', width });
}
