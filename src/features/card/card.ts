import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { label } from '../../lib/text.ts';
import { type FilmDetails, type FilmHit, loadFilm, namesakesOf, resolveFilm } from '../films/films.ts';
import { type CriticReview, listReviews, ratedBy } from '../reviews/reviews.ts';

/** What the card of a film shows: only what everybody may see. Of the members' ratings that is how many there are. */
export type Card = { film: FilmDetails; namesakes: FilmHit[]; reviews: CriticReview[]; rated: number };

/** Either the card, or films that may be meant, best first. */
export type Found = { kind: 'card'; card: Card } | { kind: 'unsure'; suggestions: FilmHit[] };

const SHOWN_TITLE = 100;

/**
 * The film that a free text names, or the id that a choice sent.
 * @throws UserError when nothing here comes near it.
 */
export async function findCard(db: Db, asked: { text: string; guildId: string }): Promise<Found> {
  if (isId(asked.text)) return { kind: 'card', card: await openCard(db, asked.text, asked.guildId) };
  const found = await resolveFilm(db, asked);
  if (found.kind === 'unknown') {
    const title = label(asked.text, SHOWN_TITLE);
    throw title === '' ? new UserError('film.empty') : new UserError('film.unknown', { title });
  }
  if (found.kind === 'unsure') return found;
  return { kind: 'card', card: await compose(db, found.film.id, asked.guildId, found.namesakes) };
}

/**
 * The card of one film.
 * @throws UserError when this server has no such film.
 */
export async function openCard(db: Db, filmId: string, guildId: string): Promise<Card> {
  return compose(db, filmId, guildId, await namesakesOf(db, filmId, guildId));
}

async function compose(db: Db, filmId: string, guildId: string, namesakes: FilmHit[]): Promise<Card> {
  const [film, reviews, rated] = await Promise.all([
    loadFilm(db, filmId, guildId),
    listReviews(db, filmId, guildId),
    ratedBy(db, { guildId, filmId }),
  ]);
  if (!film) throw new UserError('film.gone');
  return { film, namesakes, reviews, rated };
}
