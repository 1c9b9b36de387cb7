import { UserError } from '../../../errors.ts';
import { heldUp } from '../../../posts/posts.ts';
import type { JobHandlers, PostKinds } from '../../../posts/sending.ts';
import { languageOf, loadClub } from '../../clubs/clubs.ts';
import { loadFilm } from '../../films/films.ts';
import { roundOf } from '../../rounds/rounds.ts';
import { ratedBy } from '../member/member.ts';
import { revealedNotice } from './messages.ts';
import { REVEALED_POST, reveal, revealedData } from './reveal.ts';

const GONE: readonly string[] = ['rounds.gone', 'clubs.gone'];

export const reviewJobs: Pick<JobHandlers, 'reviews/reveal'> = {
  'reviews/reveal': async (app, key) => {
    try {
      await reveal(app, key);
    } catch (error) {
      // The round went with its club: nothing is left to show.
      if (!(error instanceof UserError && GONE.includes(error.key))) throw error;
    }
  },
};

export const reviewPosts: PostKinds = {
  [REVEALED_POST]: {
    write: async ({ db, config, now }, post) => {
      const { guildId, subjectId } = post;
      const round = await roundOf(db, { guildId, roundId: subjectId });
      const film = round.filmId ? await loadFilm(db, round.filmId, guildId) : undefined;
      if (!film) return undefined;
      const [club, rated] = await Promise.all([loadClub(db, round), ratedBy(db, { guildId, filmId: film.id })]);
      const lateMs = revealedData.parse(post.data).lateMs + heldUp(post, now());
      return revealedNotice(languageOf(club, config.locale), { club, film, number: round.number, rated, lateMs });
    },
  },
};
