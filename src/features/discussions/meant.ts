import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { label } from '../../lib/text.ts';
import { type Club, keyOf } from '../clubs/clubs.ts';
import { resolveFilm } from '../films/films.ts';
import { type Discussion, listDiscussions } from './discussions.ts';

const SHOWN_TITLE = 100;

/**
 * The discussion of a club that is meant: of the film that is named, else the one in whose thread this is said, else
 * the only one that is open.
 * @throws UserError when there is none, or more than one may be meant.
 */
export async function discussionMeant(
  db: Db,
  club: Club,
  asked: { channelId: string; film: string | undefined },
): Promise<Discussion> {
  const all = await listDiscussions(db, keyOf(club));
  if (asked.film !== undefined) return ofFilm(db, club, all, asked.film);
  const here = all.find(({ threadId }) => threadId === asked.channelId);
  if (here) return here;
  const [one, ...more] = all.filter(({ state }) => state === 'open');
  if (!one) throw new UserError('discussions.none', { club: club.name });
  if (more.length > 0) throw new UserError('discussions.which');
  return one;
}

async function ofFilm(db: Db, club: Club, all: readonly Discussion[], words: string): Promise<Discussion> {
  const ids = isId(words) ? [words] : await candidates(db, club.guildId, words);
  const found = ids.map((id) => all.find(({ filmId }) => filmId === id)).find((one) => one !== undefined);
  if (!found) throw new UserError('discussions.none.of', { film: label(words, SHOWN_TITLE), club: club.name });
  return found;
}

async function candidates(db: Db, guildId: string, text: string): Promise<string[]> {
  const found = await resolveFilm(db, { text, guildId });
  if (found.kind === 'unknown') return [];
  const films = found.kind === 'film' ? [found.film, ...found.namesakes] : found.suggestions;
  return films.map(({ id }) => id);
}
