import type { JobHandlers, PostKinds } from '../../posts/sending.ts';
import { languageOf, loadClub } from '../clubs/clubs.ts';
import { openNotice, turnNotice } from './messages.ts';
import { passTurn, roundOf, SLATE_POST } from './rounds.ts';

/** What is done when a round's time has come: the turn of its picker ends. */
export const roundJobs: Pick<JobHandlers, 'rounds/due'> = {
  'rounds/due': async (app, key) => {
    await app.db.transaction(async (tx) => void (await passTurn(tx, app, await roundOf(tx, key, true))));
  },
};

export const roundPosts: PostKinds = {
  [SLATE_POST]: {
    write: async ({ db, config }, { guildId, subjectId, data }) => {
      const round = await roundOf(db, { guildId, roundId: subjectId });
      const club = await loadClub(db, round);
      const { turn } = data as { turn?: unknown };
      const locale = languageOf(club, config.locale);
      if (turn === 'begins') return turnNotice(locale, club, round);
      return openNotice(locale, club, round, turn === 'missed');
    },
  },
};
