import type { AnyCommand } from '../src/discord/command.ts';
import type { House } from '../src/discord/dispatch.ts';
import { cardComponents } from '../src/features/card/components.ts';
import { clubComponents } from '../src/features/clubs/components.ts';
import { whichClub } from '../src/features/clubs/which.ts';
import { markComponents } from '../src/features/marks/components.ts';
import { nominateComponents, nominateForms } from '../src/features/nominations/components.ts';
import { listComponents, listForms } from '../src/features/nominations/list/components.ts';
import { pollComponents } from '../src/features/polls/components.ts';
import { pollJobs, pollPosts } from '../src/features/polls/jobs.ts';
import { reviewComponents } from '../src/features/reviews/components.ts';
import { roundJobs, roundPosts } from '../src/features/rounds/jobs.ts';
import { screeningComponents, screeningForms } from '../src/features/screenings/components.ts';
import { screeningJobs, screeningPosts } from '../src/features/screenings/jobs.ts';
import { setupComponents, setupForms } from '../src/features/setup/components.ts';
import { setupPosts } from '../src/features/setup/jobs.ts';
import { type JobHandlers, type PostKinds, postJobs } from '../src/posts/sending.ts';
import { club } from './club/index.ts';
import { film } from './film.ts';
import { helpAbout } from './help.ts';
import { nominate } from './nominate.ts';
import { nominations } from './nominations.ts';
import { poll } from './poll/index.ts';
import { screening } from './screening/index.ts';
import { setup } from './setup.ts';

const commands: readonly AnyCommand[] = [
  film,
  nominate,
  nominations,
  poll,
  screening,
  club,
  setup,
  helpAbout(() => commands),
];

/** All that the bot answers to. A command or button that is not on this page does not exist. */
export const house: House = {
  commands,
  components: [
    ...cardComponents,
    ...markComponents,
    ...pollComponents,
    ...reviewComponents,
    ...clubComponents,
    ...nominateComponents,
    ...listComponents,
    ...screeningComponents,
    ...setupComponents,
    whichClub(commands),
  ],
  forms: [...nominateForms, ...listForms, ...screeningForms, ...setupForms],
};

/** All that the bot posts by itself. */
const posts: PostKinds = { ...pollPosts, ...roundPosts, ...screeningPosts, ...setupPosts };

/** All that is done when its time has come. */
export const jobs: JobHandlers = {
  ...postJobs(posts),
  ...pollJobs,
  ...roundJobs,
  ...screeningJobs,
  'screenings/event': async () => {},
  'discussions/open': async () => {},
  'reviews/reveal': async () => {},
};

/** What is done in a server that lets the bot in. */
export { welcome } from '../src/features/setup/jobs.ts';
