import type { Film, Reader } from './classify.ts';

/**
 * Whether a line that a member means to be free of spoilers looks as if it told too much: reason for a hint that they
 * alone see, never for refusing or deleting it.
 */
export function looksTelling(reader: Reader, line: string, film: Film): boolean {
  return reader.judge(line, film).verdict === 'spoiler';
}
