import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedPlace } from './place.ts';

/** What the server writes about itself. */
export function logFile(place: EmbeddedPlace): string {
  return join(place.home, 'postgres.log');
}

/** The last line of it. */
export function logTail(place: EmbeddedPlace): string {
  try {
    return lastLine(readFileSync(logFile(place), 'utf8'));
  } catch {
    return 'it wrote none.';
  }
}

/** The last line of what a program said. */
export function lastLine(text: string | null | undefined): string {
  return text?.trim().split('\n').at(-1) ?? '';
}
