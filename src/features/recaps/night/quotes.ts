import type { Entry } from '../../reviews/reviews.ts';

/** What is quoted of a film's reviews: lines in the open, and texts behind the curtain. */
export type Quotes = {
  open: { userId: string; halfStars: number; line: string }[];
  hidden: { userId: string; halfStars: number; text: string }[];
};

/** Quotes in one recap: what they hold must stay within Discord's size of a message, in Korean too. */
const MOST = { open: 4, hidden: 2 } as const;

/**
 * The quotes of a recap, of reviews given the highest rating first: from both ends in turn, so that the fans and the
 * critics are both heard. A line that its writer meant to be open but that tells too much goes behind the curtain.
 * @param tells whether a line gives the film away.
 */
export function quotesOf(entries: readonly Entry[], tells: (line: string) => boolean): Quotes {
  const told = entries.map((entry) => ({ ...entry, telling: entry.openLine !== null && tells(entry.openLine) }));
  const open = told.flatMap(({ userId, halfStars, openLine, telling }) =>
    openLine === null || telling ? [] : [{ userId, halfStars, line: openLine }],
  );
  const hidden = told.flatMap(({ userId, halfStars, openLine, hidden: text, telling }) => {
    const parts = [telling ? openLine : null, text].filter((part) => part !== null);
    return parts.length === 0 ? [] : [{ userId, halfStars, text: parts.join('\n') }];
  });
  return { open: bothEnds(open).slice(0, MOST.open), hidden: bothEnds(hidden).slice(0, MOST.hidden) };
}

/** The first, the last, the second, the last but one ... */
function bothEnds<One>(list: readonly One[]): One[] {
  return list.map((_, index) => list[index % 2 === 0 ? index / 2 : list.length - (index + 1) / 2] as One);
}
