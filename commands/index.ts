import type { House } from '../src/discord/dispatch.ts';
import { cardComponents } from '../src/features/card/components.ts';
import { markComponents } from '../src/features/marks/components.ts';
import { reviewComponents } from '../src/features/reviews/components.ts';
import { film } from './film.ts';

/** All that the bot answers to. A command or button that is not on this page does not exist. */
export const house: House = {
  commands: [film],
  components: [...cardComponents, ...markComponents, ...reviewComponents],
  forms: [],
};
