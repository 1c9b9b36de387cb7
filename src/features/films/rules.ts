/** What popularity may add to a score: less than lies between a title called exactly so and one called nearly so. */
const MOST = 0.05;
/** The same where nothing is called so: of what begins alike, the best known is likely meant. */
const MOST_OTHERWISE = 0.2;
/** A review here or a member here who has seen it counts as so many votes elsewhere, where votes are not known. */
const VOTES_OF_ONE = 100;
const VERY_MANY_VOTES = 20_000;

/** How well known a film is, as a part of its score. */
export function popularity(
  { votes, activity }: { votes: number | null; activity: number },
  exactness: Fit['exactness'],
): number {
  const counted = votes || activity * VOTES_OF_ONE;
  const most = exactness === 'exact' ? MOST : MOST_OTHERWISE;
  return most * Math.min(1, Math.log1p(counted) / Math.log1p(VERY_MANY_VOTES));
}

type Fit = {
  title: string;
  exactness: 'exact' | 'prefix' | 'words' | 'fuzzy';
  similarity: number;
  isWhole: boolean;
};

const SURE = 0.9;
/** Called so, with more said that fits: its director. In another year than the one given, it comes to less. */
const ALMOST = 0.8;
const LIKELY = 0.5;
const CLEAR = 0.07;
/** Below this a film is nothing one would have meant. */
export const POOR = 0.15;

/**
 * Whether the first of some films, best first, is the one that was meant: called so (in the year given, if one was), or
 * called nearly so, likely, and clearly ahead of all that are called otherwise.
 */
export function isClear([best, ...others]: readonly Fit[], sameName: (a: string, b: string) => boolean): boolean {
  if (!best) return false;
  const ahead = best.similarity - (others[0]?.similarity ?? 0);
  if (best.exactness === 'exact') return best.similarity >= SURE || (best.similarity >= ALMOST && ahead >= CLEAR);
  const rival = others.find((other) => !sameName(other.title, best.title));
  return best.isWhole && best.similarity >= LIKELY && best.similarity - (rival?.similarity ?? 0) >= CLEAR;
}
