import { z } from 'zod';
import { FAULTS } from './reading/archive.ts';
import { BY, type Saying, together } from './rules.ts';

const film = z.object({ id: z.string(), title: z.string(), year: z.number().nullable() });
const day = z.string().optional();

const entrySchema = z.object({
  title: z.string(),
  year: z.number().nullable(),
  wish: z.boolean(),
  seen: z.boolean(),
  day: z.object({ at: z.string(), by: z.enum(BY) }).optional(),
  rating: z.object({ halfStars: z.number(), at: day, present: z.boolean().optional() }).optional(),
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
  /** The places of the lists of which only the member can say whether they have seen those films. */
  unsure: z.array(z.number()).default([]),
  /** What the member wants: `watchlist`, `ratings`, `reviews`, `seen`; the first list is `list-0`, as films seen `seen-0`. */
  parts: z.array(z.string()),
  /** The page of the parts that is shown, from 0. */
  page: z.number().default(0),
  /** The files that could not be read. */
  skipped: z.array(z.object({ file: z.string(), fault: z.enum(FAULTS), columns: z.string().optional() })).default([]),
});

/** A film of ours, as far as it is shown. */
export type Film = z.infer<typeof film>;
/** What an export says of a film, and which film of ours that is. */
export type Entry = z.infer<typeof entrySchema>;
/** What an export comes to, kept until the member has decided. */
export type Proposal = z.infer<typeof proposalSchema>;

/** As many parts as a select takes; of more there are pages. */
export const PARTS_AT_ONCE = 25;

const PARTS = ['watchlist', 'ratings', 'reviews', 'seen'] as const;
export type Part = (typeof PARTS)[number];

const listPart = (index: number) => `list-${index}`;
const seenPart = (index: number) => `seen-${index}`;

const SAYS: Readonly<Record<Part, (said: Saying) => boolean>> = {
  watchlist: ({ wish }) => wish,
  ratings: ({ rating }) => rating !== undefined,
  reviews: ({ review }) => review !== undefined,
  seen: ({ seen }) => seen,
};

/** What of the export a part is: something it has once, or a list and what that one would become. */
export function kindOfPart(part: string): { own: Part } | { list: number; as: 'watchlist' | 'seen' } {
  const own = PARTS.find((one) => one === part);
  return own ? { own } : { list: Number(part.replace(/\D+/, '')), as: part.startsWith('seen') ? 'seen' : 'watchlist' };
}

const partsOfList = (index: number, unsure: readonly number[]) =>
  unsure.includes(index) ? [listPart(index), seenPart(index)] : [listPart(index)];

/** The parts that bring something of what an export says of a film. */
export function partsOfFilm(said: Saying, unsure: readonly number[]): string[] {
  return [...PARTS.filter((part) => SAYS[part](said)), ...said.lists.flatMap((index) => partsOfList(index, unsure))];
}

/** All parts that an export has something for. */
export function partsOf({ films, lists, unsure }: Pick<Proposal, 'films' | 'lists' | 'unsure'>): string[] {
  const all = [...PARTS, ...lists.flatMap((_, index) => partsOfList(index, unsure))];
  const there = new Set(films.flatMap((said) => partsOfFilm(said, unsure)));
  return all.filter((part) => there.has(part));
}

/** What is chosen to begin with: a list is no wish unless there is nothing but lists, and never one that is unsure. */
export function firstParts(proposal: Pick<Proposal, 'films' | 'lists' | 'unsure'>): string[] {
  const all = partsOf(proposal);
  const plain = all.filter((part) => PARTS.some((one) => one === part));
  if (plain.length > 0) return plain;
  const unsure = proposal.unsure.flatMap((index) => partsOfList(index, proposal.unsure));
  return all.filter((part) => !unsure.includes(part));
}

/** The unsure lists of which the member has not said yet what they are. */
export function undecidedLists({ lists, unsure, parts }: Proposal): string[] {
  const isOpen = (index: number) => !partsOfList(index, unsure).some((part) => parts.includes(part));
  return unsure.filter(isOpen).flatMap((index) => lists[index] ?? []);
}

/** What an export says of each film of ours: several of its films may turn out to be one, and nothing of them is lost. */
export function byFilm(films: readonly Entry[]): Map<string, Saying> {
  const all = new Map<string, Saying>();
  for (const { film, ...said } of films) {
    if (!film) continue;
    const before = all.get(film.id);
    all.set(film.id, before ? together(before, said) : said);
  }
  return all;
}

/** What would be kept, film by film of ours. */
export type Plan = {
  wishes: string[];
  seen: { filmId: string; at: Date }[];
  ratings: { filmId: string; at: Date; halfStars: number }[];
  reviews: { filmId: string; at: Date; text: string }[];
};

/** What the chosen parts bring. @param now stands for a day that is not known, or is not yet. */
export function planOf({ films, parts }: Pick<Proposal, 'films' | 'parts'>, now: Date): Plan {
  const plan: Plan = { wishes: [], seen: [], ratings: [], reviews: [] };
  for (const [filmId, said] of byFilm(films)) {
    const { rating, review, day } = said;
    const wants = (part: Part) => parts.includes(part) && SAYS[part](said);
    const isListed = (part: (index: number) => string) => said.lists.some((index) => parts.includes(part(index)));
    const rates = rating !== undefined && wants('ratings');
    if (wants('watchlist') || isListed(listPart)) plan.wishes.push(filmId);
    if (wants('seen') || isListed(seenPart) || rates) plan.seen.push({ filmId, at: dateOf(day?.at, now) });
    if (rates) plan.ratings.push({ filmId, at: dateOf(rating.at, now), halfStars: rating.halfStars });
    if (review && wants('reviews')) plan.reviews.push({ filmId, at: dateOf(review.at, now), text: review.text });
  }
  return plan;
}

function dateOf(day: string | undefined, now: Date): Date {
  const date = day === undefined ? now : new Date(`${day}T00:00:00Z`);
  return date < now ? date : now;
}
