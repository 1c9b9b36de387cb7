import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost } from '../../posts/posts.ts';
import { type Club, createClub, keyOf, listClubs, listHosts } from '../clubs/clubs.ts';
import { type FilmDetails, loadFilm } from '../films/films.ts';
import { openRound } from '../rounds/rounds.ts';
import { insertNewGuild, selectClosing, selectUnderWay } from './queries.ts';
import { foremost, type RoundState } from './rules.ts';

/** The kind of the post by which the bot says hello. */
export const GREETING = 'setup/greeting';

/** What a club is at: the state of its round, the films put forward or the one it watches, and when it goes on. */
export type Standing = {
  state: RoundState;
  films: number;
  film: FilmDetails | undefined;
  dueAt: Date | undefined;
};

/** Makes a club whose first round is nominating already. @throws UserError as `createClub`. */
export async function foundClub(desk: Desk, asked: Parameters<typeof createClub>[1]): Promise<Club> {
  return desk.db.transaction(async (tx) => {
    const club = await createClub(tx, asked, desk.now());
    await openRound(tx, desk, club);
    return club;
  });
}

/** What a club waits for. One without a round waits for films to be put forward: that opens the round. */
export async function standingOf(db: Db, club: Club): Promise<Standing> {
  const [underWay, closing] = await Promise.all([selectUnderWay(db, keyOf(club)), selectClosing(db, keyOf(club))]);
  const round = foremost(underWay);
  if (!round) return { state: 'nominating', films: 0, film: undefined, dueAt: undefined };
  const { state, films, filmId, dueAt } = round;
  const film = filmId ? await loadFilm(db, filmId, club.guildId) : undefined;
  const closesAt = state === 'polling' ? closing : undefined;
  return { state, films, film, dueAt: closesAt ?? dueAt ?? undefined };
}

/** A club as the set-up lists it. */
export type ClubOverview = { club: Club; hosts: string[]; standing: Standing };

/** The clubs of a server, the oldest first, with who hosts each and what it waits for. */
export async function overviewOf(db: Db, guildId: string, limit: number): Promise<ClubOverview[]> {
  const clubs = (await listClubs(db, guildId)).slice(0, limit);
  return Promise.all(
    clubs.map(async (club) => ({
      club,
      hosts: await listHosts(db, keyOf(club)),
      standing: await standingOf(db, club),
    })),
  );
}

/**
 * Says hello in a server that the bot is new in.
 * @returns false, and nothing is said, where it was before.
 */
export async function greet(desk: Desk, place: { guildId: string; channelId: string; locale: string }) {
  const { guildId, channelId, locale } = place;
  return desk.db.transaction(async (tx) => {
    if (!(await insertNewGuild(tx, guildId, desk.now()))) return false;
    await addPost(tx, desk, { guildId, channelId, kind: GREETING, subjectId: guildId, data: { locale } });
    return true;
  });
}
