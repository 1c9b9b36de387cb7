import { drawBallotFlow } from './ballot-flow.ts';
import { drawHistogram } from './histogram.ts';
import { drawSeason } from './season.ts';
import type { PictureSpec } from './specs.ts';

/** Draws a picture as PNG, in the thread that calls: the worker's. The same spec gives the same bytes. */
export function drawPicture(spec: PictureSpec): Buffer {
  switch (spec.kind) {
    case 'ballotFlow':
      return drawBallotFlow(spec);
    case 'histogram':
      return drawHistogram(spec);
    case 'season':
      return drawSeason(spec);
  }
}
