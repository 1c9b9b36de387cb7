import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { labelsOf } from '../nominations/nominations.ts';
import { type PollKey, type PollRow, selectPoll, selectPollFilms } from './queries.ts';

/** A film on a ballot: its nomination's id, what it is called now, and since when it waits. */
export type PollFilm = {
  id: string;
  /** "Title (Year)", namesakes told apart. At most 100 characters. */
  label: string;
  filmId: string;
  waitingSince: Date;
};

/** The films of a poll in the order of its ballot. */
export async function filmsOf(db: Db, key: PollKey): Promise<PollFilm[]> {
  const rows = await selectPollFilms(db, key);
  const labels = labelsOf(rows);
  return rows.map(({ id, filmId, waitingSince, title }, index) => {
    return { id, filmId, waitingSince, label: labels[index] ?? title };
  });
}

/**
 * @param lock `share` lets ballots in and holds up a close; `update` holds up both.
 * @throws UserError when this server has no such poll, also for an id that somebody made up.
 */
export async function loadPoll(db: Db, key: PollKey, lock?: 'share' | 'update'): Promise<PollRow> {
  const poll = await selectPoll(db, key, lock);
  if (!poll) throw new UserError('polls.gone');
  return poll;
}
