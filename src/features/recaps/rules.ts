/** What one person said of a film: half stars, 1 to 10. */
export type Said = { readonly userId: string; readonly halfStars: number };

/** A film's ratings in numbers, all in stars (0.5 to 5) and not rounded. */
export type Numbers = {
  /** How many gave 0.5, 1, ... 5 stars: ten counts. */
  counts: readonly number[];
  rated: number;
  average: number;
  /** The middle rating; of an even number the mean of the two in the middle. */
  median: number;
  /** The standard deviation of all ratings (of the whole, divided by n): 0 where all say the same, 2.25 at most. */
  spread: number;
};

const BINS = 10;

/** The numbers of some ratings; undefined where nobody rated. */
export function numbersOf(said: readonly Said[]): Numbers | undefined {
  const rated = said.length;
  if (rated === 0) return undefined;
  const sorted = said.map(({ halfStars }) => halfStars).sort((a, b) => a - b);
  const sum = sorted.reduce((total, one) => total + one, 0);
  const squares = sorted.reduce((total, one) => total + one * one, 0);
  const middle = (sorted[(rated - 1) >> 1] ?? 0) + (sorted[rated >> 1] ?? 0);
  return {
    counts: histogram(sorted),
    rated,
    average: sum / (2 * rated),
    median: middle / 4,
    // of whole numbers, so that equal ratings give exactly 0 and equal spreads are equal
    spread: Math.sqrt(rated * squares - sum * sum) / (2 * rated),
  };
}

function histogram(halfStars: readonly number[]): number[] {
  return Array.from({ length: BINS }, (_, bin) => halfStars.filter((one) => one === bin + 1).length);
}

/** A number of stars as it is written, to a tenth, halves up: 3.25 is 3.3. */
export function tenth(stars: number): number {
  // what floating point leaves of a tie (4.35 * 10) is mended before it is rounded
  return Math.round(Number((stars * 10).toFixed(6))) / 10;
}

/** People who share a place: all of them, whoever rated first. */
export type Place = { readonly userIds: readonly string[]; readonly value: number };

/**
 * The biggest fan and the hardest critic of a film: who gave the most stars and the fewest (`value` in stars). In a tie
 * all who share the place are named. Undefined where there are none: fewer than two rated, or all gave the same.
 */
export function extremesOf(said: readonly Said[]): { fans: Place; critics: Place } | undefined {
  return ends(said.map(({ userId, halfStars }) => ({ userId, value: halfStars / 2 })));
}

function ends(values: readonly { userId: string; value: number }[]): { fans: Place; critics: Place } | undefined {
  const all = values.map(({ value }) => value);
  const [high, low] = [Math.max(...all), Math.min(...all)];
  if (values.length < 2 || high === low) return undefined;
  const at = (wanted: number): Place => ({
    userIds: values
      .filter(({ value }) => value === wanted)
      .map(({ userId }) => userId)
      .sort(byId),
    value: wanted,
  });
  return { fans: at(high), critics: at(low) };
}

/** Ids of Discord in the order of their numbers, so that lists are the same every time. */
export function byId(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/** Films a member must have rated to be compared with others over a season. */
export const FEWEST_RATED = 3;

/** Who rates high and who rates low over several films: by their own mean, of those who rated three at least; ties as above. */
export function extremesOver(films: readonly (readonly Said[])[]): { fans: Place; critics: Place } | undefined {
  const byPerson = Map.groupBy(films.flat(), ({ userId }) => userId);
  const means = [...byPerson].flatMap(([userId, theirs]) =>
    theirs.length < FEWEST_RATED ? [] : [{ userId, value: numbersOf(theirs)?.average ?? 0 }],
  );
  return ends(means);
}

/** Ratings a film must have to be called divisive or the best. */
const FEWEST_RATINGS = 3;

type Rated = { readonly numbers: Numbers | undefined };

/**
 * The film on which a club was most divided: with the largest spread, of those with three ratings at least; of equal
 * ones with more ratings, then the earlier one in the list. Undefined where none has any spread.
 */
export function mostDivisive<Film extends Rated>(films: readonly Film[]): Film | undefined {
  const [first] = enough(films).sort(
    (a, b) => b.numbers.spread - a.numbers.spread || b.numbers.rated - a.numbers.rated,
  );
  return first && first.numbers.spread > 0 ? first : undefined;
}

/** The film a club liked best: with the highest average, of those with three ratings at least; ties as above. */
export function bestLoved<Film extends Rated>(films: readonly Film[]): Film | undefined {
  return enough(films).sort((a, b) => b.numbers.average - a.numbers.average || b.numbers.rated - a.numbers.rated)[0];
}

function enough<Film extends Rated>(films: readonly Film[]): (Film & { numbers: Numbers })[] {
  return films.filter(
    (film): film is Film & { numbers: Numbers } => film.numbers !== undefined && film.numbers.rated >= FEWEST_RATINGS,
  );
}

/** The critics' mean score of 0-100, to a whole, and how many it is of; undefined where none gave a score. */
export function criticsMean(scores: readonly (number | null)[]): { score: number; count: number } | undefined {
  const given = scores.filter((score) => score !== null);
  if (given.length === 0) return undefined;
  const sum = given.reduce((total, one) => total + one, 0);
  return { score: Math.round(sum / given.length), count: given.length };
}

type Kinds = { readonly genres: readonly string[]; readonly year: number | null };

/** Films of a kind, and the mean of all their ratings in stars, where there are any. */
export type Group<Name> = { name: Name; films: number; average: number | undefined };

/**
 * Films by genre, and by decade (1990 for 1990-1999): the most films first, of equal numbers the higher average, then
 * by name. A film counts in each of its genres. What has no genre, or no year, is left out and counted apart.
 */
export function groupsOf(films: readonly (Kinds & { readonly said: readonly Said[] })[]) {
  return {
    genres: tally(films.flatMap(({ genres, said }) => [...new Set(genres)].map((name) => ({ name, said })))),
    decades: tally(
      films.flatMap(({ year, said }) => (year === null ? [] : [{ name: Math.floor(year / 10) * 10, said }])),
    ),
    withoutGenre: films.filter(({ genres }) => genres.length === 0).length,
    withoutYear: films.filter(({ year }) => year === null).length,
  };
}

function tally<Name extends string | number>(films: readonly { name: Name; said: readonly Said[] }[]): Group<Name>[] {
  const groups = [...Map.groupBy(films, ({ name }) => name)].map(([name, some]) => ({
    name,
    films: some.length,
    average: numbersOf(some.flatMap(({ said }) => said))?.average,
  }));
  return groups.sort((a, b) => b.films - a.films || (b.average ?? 0) - (a.average ?? 0) || (a.name < b.name ? -1 : 1));
}
