import type { House } from '../src/discord/dispatch.ts';
import { cardComponents } from '../src/features/card/components.ts';
import { markComponents } from '../src/features/marks/components.ts';
import { pollComponents } from '../src/features/polls/components.ts';
import { pollJobs, pollPosts } from '../src/features/polls/jobs.ts';
import { reviewComponents } from '../src/features/reviews/components.ts';
import { roundJobs, roundPosts } from '../src/features/rounds/jobs.ts';
import { type JobHandlers, type PostKinds, postJobs } from '../src/posts/sending.ts';
import { film } from './film.ts';
import { poll } from './poll/index.ts';

/** All that the bot answers to. A command or button that is not on this page does not exist. */
export const house: House = {
  commands: [film, poll],
  components: [...cardComponents, ...markComponents, ...pollComponents, ...reviewComponents],
  forms: [],
};

/** All that the bot posts by itself. */
const posts: PostKinds = { ...pollPosts, ...roundPosts };

/** All that is done when its time has come. */
export const jobs: JobHandlers = {
  ...postJobs(posts),
  ...pollJobs,
  ...roundJobs,
};
