import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import type { Desk } from '../../../jobs/names.ts';
import { newId } from '../../../lib/ids.ts';
import { addPost, refreshPost } from '../../../posts/posts.ts';
import { type Club, keyOf, loadClub, type Person, requireHost, requireMember } from '../../clubs/clubs.ts';
import { requireFilm } from '../../films/films.ts';
import { adoptFilm } from '../../marks/marks.ts';
import { planScreening, requireTime, type Wish } from '../planning.ts';
import type { Screening } from '../queries.ts';
import { type Ask, type AskKey, closeAsk, insertAsk, selectAnswers, selectAsk, upsertAnswer } from './queries.ts';

export type { Ask, AskKey };

/** The post that asks a club which of several dates suit. */
export const ASK_POST = 'screenings/ask';

/** A question with how many members each of its dates suits. */
export type AskView = { ask: Ask; suits: number[]; answered: number };

type Tools = Omit<Desk, 'db'>;

/**
 * Asks a club which of several dates suit.
 * @param tx a transaction. @throws UserError when the person is no host, and for a date that is over.
 */
export async function askDates(
  tx: Db,
  desk: Tools,
  club: Club,
  person: Person,
  { dates, ...wish }: Omit<Wish, 'startsAt'> & { dates: readonly Date[] },
): Promise<Ask> {
  await requireHost(tx, club, person);
  const now = desk.now();
  for (const date of dates) requireTime(date, now);
  const film = await requireFilm(tx, wish.filmId, club.guildId);
  if (!(await adoptFilm(tx, club.guildId, film.id, now))) throw new UserError('film.gone');
  const ask: Ask = {
    ...keyOf(club),
    filmId: film.id,
    id: newId(),
    state: 'open',
    channelId: wish.channelId ?? club.channelId,
    voiceId: wish.voiceId ?? null,
    place: wish.place ?? null,
    dates: [...dates],
    askedBy: person.userId,
    askedAt: now,
    screeningId: null,
  };
  await insertAsk(tx, ask);
  await addPost(tx, desk, { guildId: ask.guildId, channelId: ask.channelId, kind: ASK_POST, subjectId: ask.id });
  return ask;
}

/** @throws UserError when there is no such question here. */
export async function viewAsk(db: Db, key: AskKey): Promise<AskView> {
  const ask = await selectAsk(db, key);
  if (!ask) throw new UserError('screenings.ask.gone');
  const answers = await selectAnswers(db, key);
  const suits = ask.dates.map((_, place) => answers.filter(({ dates }) => dates.includes(place)).length);
  return { ask, suits, answered: answers.length };
}

/**
 * Says which dates suit a member; the last answer counts, and no date is an answer too.
 * @param places of the dates in the question. @returns the dates.
 * @throws UserError for whoever is no member, and when a date has been picked.
 */
export async function markDates(desk: Desk, key: AskKey, userId: string, places: readonly number[]): Promise<Date[]> {
  return desk.db.transaction(async (tx) => {
    const ask = await requireOpen(tx, key, 'share');
    await requireMember(tx, await loadClub(tx, ask), userId);
    const known = [...new Set(places)].filter((place) => ask.dates[place] !== undefined).sort((a, b) => a - b);
    await upsertAnswer(tx, { ...key, userId }, known, desk.now());
    await show(tx, desk, ask);
    return ask.dates.filter((_, place) => known.includes(place));
  });
}

/** Picks one of the dates: the night is planned. @throws UserError as `planScreening`, and when one was picked before. */
export async function pickDate(desk: Desk, key: AskKey, person: Person, place: number): Promise<Screening> {
  return desk.db.transaction(async (tx) => {
    const { filmId, channelId, voiceId, place: words, ...ask } = await requireOpen(tx, key, 'update');
    const startsAt = ask.dates[place];
    if (!startsAt) throw new UserError('failure.stale');
    const where = { channelId, voiceId: voiceId ?? undefined, place: words ?? undefined };
    const club = await loadClub(tx, ask);
    const screening = await planScreening(tx, desk, club, person, { filmId, startsAt, ...where });
    await closeAsk(tx, key, screening.id);
    await show(tx, desk, ask);
    return screening;
  });
}

async function requireOpen(tx: Db, key: AskKey, lock: 'share' | 'update'): Promise<Ask> {
  const ask = await selectAsk(tx, key, lock);
  if (!ask) throw new UserError('screenings.ask.gone');
  if (ask.state !== 'open') throw new UserError('screenings.ask.picked');
  return ask;
}

async function show(tx: Db, desk: Tools, { guildId, id }: Pick<Ask, 'guildId' | 'id'>): Promise<void> {
  await refreshPost(tx, desk, { guildId, kind: ASK_POST, subjectId: id });
}
