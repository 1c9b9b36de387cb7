import { fold } from '../../lib/text.ts';
import type { FilmHit } from './search/hits.ts';

/**
 * The films of exactly the title that was typed, without a year: nobody but the person can tell which is meant.
 * @returns none where the words say which, or only one film is called so.
 */
export function sameTitled(text: string, { film, namesakes }: { film: FilmHit; namesakes: FilmHit[] }): FilmHit[] {
  const typed = fold(text);
  const called = [film, ...namesakes].filter(({ title }) => fold(title) === typed);
  return called.length > 1 && called[0] === film ? called : [];
}
