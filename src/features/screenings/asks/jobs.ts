import type { PostKinds } from '../../../posts/sending.ts';
import { languageOf, loadClub } from '../../clubs/clubs.ts';
import { loadFilm } from '../../films/films.ts';
import { ASK_POST, viewAsk } from './asks.ts';
import { askNotice } from './messages.ts';

export const askPosts: PostKinds = {
  [ASK_POST]: {
    write: async ({ db, config }, { guildId, subjectId }) => {
      const view = await viewAsk(db, { guildId, askId: subjectId });
      const [club, film] = await Promise.all([loadClub(db, view.ask), loadFilm(db, view.ask.filmId, guildId)]);
      return film && askNotice(languageOf(club, config.locale), { ...view, club, film });
    },
  },
};
