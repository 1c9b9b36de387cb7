import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import {
  type FilmDetails,
  type FilmHit,
  isAdult,
  type More,
  moreOf,
  namesakesOf,
  requireFilm,
  resolveFilm,
  unknownFilm,
} from '../films/films.ts';
import { type CriticReview, listReviews, ratedBy } from '../reviews/reviews.ts';
import { withMore } from './rules.ts';
import { harmless } from './synopsis.ts';

/**
 * What the card of a film shows: only what everybody may see. Of the members' ratings that is how many there are; `more`
 * is what sources tell beside the catalogue.
 */
export type Card = { film: FilmDetails; namesakes: FilmHit[]; reviews: CriticReview[]; rated: number; more?: More };

/**
 * Where a card is asked for: in which server, for which region (ISO 3166-1 alpha-2) it says where to watch, and whether
 * the channel is for adults alone.
 */
export type Place = { guildId: string; region: string; adult: boolean };

/** Either the card, or films that may be meant, best first. */
export type Found = { kind: 'card'; card: Card } | { kind: 'unsure'; suggestions: FilmHit[] };

/**
 * The film that a free text names, or the id that a choice sent.
 * @throws UserError when nothing here comes near it.
 */
export async function findCard(db: Db, text: string, place: Place): Promise<Found> {
  if (isId(text)) return { kind: 'card', card: await openCard(db, text, place) };
  const found = await resolveFilm(db, { text, ...place });
  if (found.kind === 'unknown') throw unknownFilm(text);
  if (found.kind === 'unsure') return found;
  const card = await compose(db, place, { filmId: found.film.id, namesakes: found.namesakes });
  return { kind: 'card', card };
}

/**
 * The card of one film.
 * @throws UserError when this server has no such film, or it is not shown in this place.
 */
export async function openCard(db: Db, filmId: string, place: Place): Promise<Card> {
  const film = await requireFilm(db, filmId, place.guildId);
  return compose(db, place, { filmId: film.id, film });
}

/** `filmId`, and what is loaded of its card already. */
type Loaded = { filmId: string; film?: FilmDetails; namesakes?: FilmHit[] };

async function compose(db: Db, { guildId, region, adult }: Place, { filmId, ...loaded }: Loaded): Promise<Card> {
  const [film, namesakes, reviews, rated, told, isForAdults] = await Promise.all([
    loaded.film ?? requireFilm(db, filmId, guildId),
    loaded.namesakes ?? namesakesOf(db, filmId, guildId, adult),
    listReviews(db, filmId, guildId),
    ratedBy(db, { guildId, filmId }),
    moreOf(db, filmId, region),
    isAdult(db, filmId),
  ]);
  if (isForAdults && !adult) throw new UserError('film.adult');
  if (told.sources.length === 0) return { film, namesakes, reviews, rated };
  const more = { ...told, synopsis: await harmless(told.synopsis, film) };
  return { film: withMore(film, more), namesakes, reviews, rated, more };
}
