import type { Db } from '../../db/db.ts';
import { isId } from '../../lib/ids.ts';
import { selectFilm, selectNamesakes } from './queries.ts';
import { isClear, POOR } from './rules.ts';
import { type FilmHit, hitsOf } from './search/hits.ts';
import { type Asking, foundFilms } from './search/known.ts';
import { findFilms } from './search/search.ts';
import { squeeze } from './titles/said.ts';
import { tokens } from './titles/words.ts';

/** What a free text names: a film and all that are called the same; or, with no clear best, what it may mean. */
export type Resolution =
  | { kind: 'film'; film: FilmHit; namesakes: FilmHit[] }
  | { kind: 'unsure'; suggestions: FilmHit[] }
  | { kind: 'unknown' };

const MOST_NAMESAKES = 24;
const MOST_SUGGESTIONS = 25;

/** The film that a free text names: a title, "Title (Year)", or the id that a choice sends back. */
export async function resolveFilm(db: Db, { text, ...asking }: Asking & { text: string }): Promise<Resolution> {
  const id = text.trim();
  const hits = isId(id)
    ? await hitsById(db, id, asking)
    : await findFilms(db, { ...asking, text, limit: MOST_SUGGESTIONS });
  const suggestions = hits.filter(({ similarity }) => similarity >= POOR);
  const [film] = suggestions;
  if (!film) return { kind: 'unknown' };
  if (!isClear(suggestions, sameName)) return { kind: 'unsure', suggestions };
  return { kind: 'film', film, namesakes: await namesakesOf(db, film.id, asking.guildId, asking.adult) };
}

const sameName = (a: string, b: string) => squeeze(tokens(a)) === squeeze(tokens(b));

async function hitsById(db: Db, id: string, asking: Asking): Promise<FilmHit[]> {
  const film = await selectFilm(db, id, asking.guildId);
  return film ? hitsOf(await foundFilms(db, asking, [film.id])) : [];
}

/** The other films that share an exact folded title with a film, whichever of its titles that is; best known first. */
export async function namesakesOf(db: Db, filmId: string, guildId?: string, adult = false): Promise<FilmHit[]> {
  const ids = await selectNamesakes(db, filmId, guildId, MOST_NAMESAKES);
  return hitsOf(await foundFilms(db, { guildId, adult }, ids));
}
