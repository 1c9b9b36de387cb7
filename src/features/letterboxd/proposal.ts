import { z } from 'zod';

const film = z.object({ id: z.string(), title: z.string(), year: z.number().nullable() });
const day = z.string().optional();

const entrySchema = z.object({
  title: z.string(),
  year: z.number().nullable(),
  wish: z.boolean(),
  seen: z.boolean(),
  at: day,
  rating: z.object({ halfStars: z.number(), at: day }).optional(),
  review: z.object({ text: z.string(), at: day }).optional(),
  lists: z.array(z.number()),
  /** The film of ours that is meant; null while that is not decided, or where we know none. */
  film: film.nullable(),
  /** Those that may be meant, while that is not decided. */
  choices: z.array(film),
});

export const proposalSchema = z.object({
  films: z.array(entrySchema),
  /** What the lists are called. */
  lists: z.array(z.string()),
  /** What of it the member wants: the words of `PARTS`, and `list-0` for the first list. */
  parts: z.array(z.string()),
});

/** A film of ours, as far as it is shown. */
export type Film = z.infer<typeof film>;
/** What an export says of a film, and which film of ours that is. */
export type Entry = z.infer<typeof entrySchema>;
/** What an export comes to, kept until the member has decided. */
export type Proposal = z.infer<typeof proposalSchema>;

/** As many as a select takes: of more lists than that the first can be chosen. */
export const MOST_PARTS = 25;

export const PARTS = ['watchlist', 'ratings', 'reviews', 'seen'] as const;
export type Part = (typeof PARTS)[number];

const listPart = (index: number) => `list-${index}`;

type Saying = Pick<Entry, 'wish' | 'seen' | 'rating' | 'review' | 'lists'>;

const SAYS: Readonly<Record<Part, (said: Saying) => boolean>> = {
  watchlist: ({ wish }) => wish,
  ratings: ({ rating }) => rating !== undefined,
  reviews: ({ review }) => review !== undefined,
  seen: ({ seen }) => seen,
};

/** Whether an export says of a film what a part brings. */
export function says(said: Saying, part: string): boolean {
  const own = PARTS.find((one) => one === part);
  return own ? SAYS[own](said) : said.lists.some((index) => listPart(index) === part);
}

/** All parts that an export has something for. */
export function partsOf({ films, lists }: Pick<Proposal, 'films' | 'lists'>): string[] {
  const all = [...PARTS, ...lists.map((_, index) => listPart(index))];
  return all.filter((part) => films.some((said) => says(said, part)));
}

/** What is chosen to begin with: a list is no wish unless there is nothing but lists. */
export function firstParts(proposal: Pick<Proposal, 'films' | 'lists'>): string[] {
  const all = partsOf(proposal);
  const plain = all.filter((part) => PARTS.some((one) => one === part));
  return plain.length > 0 ? plain : all.slice(0, MOST_PARTS);
}

/** What would be kept, film by film of ours. Where two names of an export are one film of ours, the first counts. */
export type Plan = {
  wishes: string[];
  seen: { filmId: string; at: Date }[];
  ratings: { filmId: string; at: Date; halfStars: number }[];
  reviews: { filmId: string; at: Date; text: string }[];
};

/** What the chosen parts bring. @param now stands for a day that is not known, or is not yet. */
export function planOf({ films, parts }: Proposal, now: Date): Plan {
  const wants = (said: Saying, part: Part) => parts.includes(part) && SAYS[part](said);
  const plan: Plan = { wishes: [], seen: [], ratings: [], reviews: [] };
  const planned = new Set<string>();
  for (const said of films) {
    const { film, rating, review, at } = said;
    if (!film || planned.has(film.id)) continue;
    planned.add(film.id);
    const filmId = film.id;
    const rates = rating !== undefined && wants(said, 'ratings');
    const isListed = said.lists.some((index) => parts.includes(listPart(index)));
    if (wants(said, 'watchlist') || isListed) plan.wishes.push(filmId);
    if (wants(said, 'seen') || rates) plan.seen.push({ filmId, at: dateOf(at, now) });
    if (rates) plan.ratings.push({ filmId, at: dateOf(rating.at, now), halfStars: rating.halfStars });
    if (review && wants(said, 'reviews')) plan.reviews.push({ filmId, at: dateOf(review.at, now), text: review.text });
  }
  return plan;
}

function dateOf(day: string | undefined, now: Date): Date {
  const date = day === undefined ? now : new Date(`${day}T00:00:00Z`);
  return date < now ? date : now;
}
