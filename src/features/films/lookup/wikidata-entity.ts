import { z } from 'zod';

/** Properties of Wikidata that say something of a film. */
export const PROPERTY = {
  director: 'P57',
  cast: 'P161',
  character: 'P453',
  date: 'P577',
  genre: 'P136',
  country: 'P495',
  countryCode: 'P297',
  language: 'P364',
  languageCode: 'P218',
  minutes: 'P2047',
  title: 'P1476',
  imdb: 'P345',
  tmdb: 'P4947',
} as const;

const UNIT_MINUTE = /\/Q7727$/;

const value = z.union([
  z.string(),
  z.object({ id: z.string() }).transform(({ id }) => ({ item: id })),
  z.object({ time: z.string() }),
  z.object({ text: z.string(), language: z.string() }),
  z.object({ amount: z.string(), unit: z.string() }),
]);
const claim = z.object({
  rank: z.enum(['preferred', 'normal', 'deprecated']),
  mainsnak: z.object({ datavalue: z.object({ value: z.unknown() }).optional() }),
});
/** A map; PHP writes an empty one as a list. */
const map = <T extends z.ZodType>(one: T) =>
  z.preprocess((given) => (Array.isArray(given) ? {} : given), z.record(z.string(), one)).default({});

/** An item as `wbgetentities` gives it, `formatversion` 2; parts that were not asked for are absent. */
export const entity = z.object({
  id: z.string(),
  labels: map(z.object({ value: z.string() })),
  aliases: map(z.array(z.object({ value: z.string() }))),
  claims: map(z.array(claim)),
});
export type Entity = z.infer<typeof entity>;

/** The values of a property, the preferred before the others, without those that are deprecated, unknown or odd. */
function valuesOf({ claims }: Entity, property: string): z.output<typeof value>[] {
  const stands = (claims[property] ?? []).filter(({ rank }) => rank !== 'deprecated');
  return stands
    .toSorted((a, b) => Number(b.rank === 'preferred') - Number(a.rank === 'preferred'))
    .flatMap(({ mainsnak }) => value.safeParse(mainsnak.datavalue?.value).data ?? []);
}

export function textsOf(one: Entity, property: string): string[] {
  return valuesOf(one, property).filter((found) => typeof found === 'string');
}

/** Ids of the items that a property points to. */
export function itemsOf(one: Entity, property: string): string[] {
  return valuesOf(one, property).flatMap((found) => (typeof found === 'object' && 'item' in found ? [found.item] : []));
}

export function titlesOf(one: Entity): { title: string; language: string }[] {
  return valuesOf(one, PROPERTY.title).flatMap((found) =>
    typeof found === 'object' && 'text' in found ? [{ title: found.text, language: found.language }] : [],
  );
}

/** The earliest year of a property of dates ("+1997-09-03T00:00:00Z"). */
export function yearOf(one: Entity, property: string): number | undefined {
  const years = valuesOf(one, property).flatMap((found) => {
    const year = typeof found === 'object' && 'time' in found ? Number(/^\+?(\d{4})-/.exec(found.time)?.[1]) : 0;
    return year >= 1870 && year <= 2100 ? [year] : [];
  });
  return years.length > 0 ? Math.min(...years) : undefined;
}

/** A length in whole minutes. */
export function minutesOf(one: Entity): number | undefined {
  const [minutes] = valuesOf(one, PROPERTY.minutes).flatMap((found) =>
    typeof found === 'object' && 'amount' in found && UNIT_MINUTE.test(found.unit) ? [Number(found.amount)] : [],
  );
  return minutes && minutes >= 1 && minutes < 2_000 ? Math.round(minutes) : undefined;
}
