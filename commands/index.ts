import type { AnyCommand } from '../src/discord/command.ts';
import type { House } from '../src/discord/dispatch.ts';
import { cardComponents } from '../src/features/card/components.ts';
import { clubComponents } from '../src/features/clubs/components.ts';
import { whichClub } from '../src/features/clubs/which.ts';
import { discussionComponents } from '../src/features/discussions/components.ts';
import { discussionJobs, discussionPosts } from '../src/features/discussions/jobs.ts';
import { filmJobs } from '../src/features/films/lookup/jobs.ts';
import { letterboxdComponents } from '../src/features/letterboxd/components.ts';
import { markComponents } from '../src/features/marks/components.ts';
import { nominateComponents, nominateForms } from '../src/features/nominations/components.ts';
import { listComponents } from '../src/features/nominations/list/components.ts';
import { nominationComponents, nominationForms } from '../src/features/nominations/one/components.ts';
import { pollComponents } from '../src/features/polls/components.ts';
import { pollJobs, pollPosts } from '../src/features/polls/jobs.ts';
import { recapComponents } from '../src/features/recaps/components.ts';
import { recapJobs, recapPosts } from '../src/features/recaps/jobs.ts';
import { repairComponents, repairForms } from '../src/features/repairs/components.ts';
import { reviewComponents } from '../src/features/reviews/components.ts';
import { reviewForms } from '../src/features/reviews/member/components.ts';
import { reviewJobs, reviewPosts } from '../src/features/reviews/reveal/jobs.ts';
import { importComponents } from '../src/features/reviews/web/components.ts';
import { roundJobs, roundPosts } from '../src/features/rounds/jobs.ts';
import { askPosts } from '../src/features/screenings/asks/jobs.ts';
import { cycleJobs, cyclePosts } from '../src/features/screenings/cadence/jobs.ts';
import { screeningComponents, screeningForms } from '../src/features/screenings/components.ts';
import { followJobs } from '../src/features/screenings/event/following/jobs.ts';
import { eventJobs } from '../src/features/screenings/event/jobs.ts';
import { screeningJobs, screeningPosts } from '../src/features/screenings/jobs.ts';
import { setupComponents, setupForms } from '../src/features/setup/components.ts';
import { setupPosts } from '../src/features/setup/jobs.ts';
import { type JobHandlers, type PostKinds, postJobs } from '../src/posts/sending.ts';
import { club } from './club/index.ts';
import { discuss } from './discuss/index.ts';
import { film } from './film.ts';
import { helpAbout } from './help.ts';
import { hide } from './hide.ts';
import { imports } from './import/index.ts';
import { nominate } from './nominate.ts';
import { nominations } from './nominations.ts';
import { poll } from './poll/index.ts';
import { recap } from './recap/index.ts';
import { repair } from './repair/index.ts';
import { review } from './review.ts';
import { reviews } from './reviews/index.ts';
import { screening } from './screening/index.ts';
import { setup } from './setup.ts';

const commands: readonly AnyCommand[] = [
  film,
  nominate,
  nominations,
  poll,
  screening,
  discuss,
  hide,
  review,
  reviews,
  imports,
  repair,
  recap,
  club,
  setup,
  helpAbout(() => commands),
];

/** All that the bot answers to. A command or button that is not on this page does not exist. */
export const house: House = {
  commands,
  components: [
    ...cardComponents,
    ...discussionComponents,
    ...markComponents,
    ...pollComponents,
    ...recapComponents,
    ...reviewComponents,
    ...importComponents,
    ...letterboxdComponents,
    ...repairComponents,
    ...clubComponents,
    ...nominateComponents,
    ...listComponents,
    ...nominationComponents,
    ...screeningComponents,
    ...setupComponents,
    whichClub(commands),
  ],
  forms: [...nominateForms, ...nominationForms, ...repairForms, ...reviewForms, ...screeningForms, ...setupForms],
};

/** All that the bot posts by itself. */
const posts: PostKinds = {
  ...discussionPosts,
  ...pollPosts,
  ...recapPosts,
  ...reviewPosts,
  ...roundPosts,
  ...screeningPosts,
  ...cyclePosts,
  ...askPosts,
  ...setupPosts,
};

/** All that is done when its time has come. */
export const jobs: JobHandlers = {
  ...postJobs(posts),
  ...discussionJobs,
  ...filmJobs,
  ...pollJobs,
  ...reviewJobs,
  ...roundJobs,
  ...recapJobs,
  ...screeningJobs,
  ...cycleJobs,
  ...eventJobs,
  ...followJobs,
};

/** What is done when the bot starts, so that films are renewed day by day. */
export { keepRenewing } from '../src/features/films/lookup/jobs.ts';
/** What is done when Discord tells of events, and when a session with it begins. */
export { catchUpEvents, eventNews, lookUpEvents } from '../src/features/screenings/event/following/jobs.ts';
/** What is done in a server that lets the bot in. */
export { welcome } from '../src/features/setup/jobs.ts';
