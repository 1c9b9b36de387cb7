import { z } from 'zod';
import type { JobHandlers, PostKinds } from '../../../posts/sending.ts';
import { languageFor, loadClub } from '../../clubs/clubs.ts';
import { roundOf } from '../../rounds/rounds.ts';
import { goOn } from './cycle.ts';
import { cycleNotice } from './messages.ts';
import { CYCLE_POST } from './telling.ts';

export const cycleJobs: Pick<JobHandlers, 'screenings/cycle'> = {
  'screenings/cycle': goOn,
};

const news = z.object({
  what: z.enum(['open', 'longer', 'late', 'called-off', 'no-night', 'no-zone']),
  until: z.string().optional(),
  lateMs: z.number().optional(),
  next: z.string().optional(),
});

export const cyclePosts: PostKinds = {
  [CYCLE_POST]: {
    write: async ({ db, config }, { guildId, subjectId, userId, data }) => {
      const round = await roundOf(db, { guildId, roundId: subjectId });
      const club = await loadClub(db, round);
      return cycleNotice(await languageFor(db, club, userId, config.locale), club, round, news.parse(data));
    },
  },
};
