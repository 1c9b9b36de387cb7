import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { label } from '../../lib/text.ts';
import { sameTitled } from './namesakes.ts';
import { resolveFilm } from './resolve.ts';
import type { FilmHit } from './search/hits.ts';

/** The film that words name, or those that they may mean, best first. */
export type Meant = { kind: 'film'; filmId: string } | { kind: 'unsure'; suggestions: FilmHit[] };

/** Characters of a typed title that an answer repeats. */
export const SHOWN_TITLE = 100;

/**
 * The film that a person's words name, for something that is kept: of films of the very same title, which only the
 * person can tell apart, none is taken.
 * @param takesBestKnown whether of these the best known is taken, where it is only looked at.
 * @throws UserError when nothing comes near.
 */
export async function filmMeant(
  db: Db,
  asked: { text: string; guildId: string },
  { takesBestKnown = false } = {},
): Promise<Meant> {
  const found = await resolveFilm(db, asked);
  if (found.kind === 'unsure') return found;
  if (found.kind === 'unknown') throw unknownFilm(asked.text);
  const suggestions = takesBestKnown ? [] : sameTitled(asked.text, found);
  return suggestions.length > 0 ? { kind: 'unsure', suggestions } : { kind: 'film', filmId: found.film.id };
}

/** That no film here comes near what was typed, or nothing was. */
export function unknownFilm(text: string): UserError {
  const title = label(text, SHOWN_TITLE);
  return title === '' ? new UserError('film.empty') : new UserError('film.unknown', { title });
}
