import { UserError } from '../../errors.ts';
import { inline } from '../../lib/text.ts';

/** What the form's fields may hold, in UTF-16 code units, and how many directors a film may have. */
export const LIMITS = { title: 300, number: 4, directors: 300, people: 10 } as const;

type Person = { name: string; names: readonly string[] };
type Named = {
  title: string;
  originalTitle: string | null;
  year: number | null;
  runtimeMinutes: number | null;
  directors: readonly { name: string }[];
};
type Facts = Omit<Named, 'directors'> & { directors: readonly Person[] };

/**
 * What a moderator typed into the form, as facts. A director whose name stays keeps its other spellings.
 * @throws UserError for a year or length that cannot be, and where nothing is changed.
 */
export function readFacts(fields: Readonly<Record<string, string | undefined>>, known: Facts): Facts {
  const line = (name: string, limit: number = LIMITS.title) => inline(fields[name] ?? '').slice(0, limit);
  const names = line('directors', LIMITS.directors)
    .split(/[,，、]/)
    .map(inline)
    .filter((name) => name !== '');
  const facts = {
    title: line('title'),
    originalTitle: line('original') || null,
    year: numberIn(line('year'), 1870, 2100, 'repairs.year'),
    runtimeMinutes: numberIn(line('runtime'), 1, 6_000, 'repairs.runtime'),
    directors: names
      .slice(0, LIMITS.people)
      .map((name) => known.directors.find((one) => one.name === name) ?? { name, names: [] }),
  };
  if (facts.title === '') throw new UserError('repairs.title');
  if (changesOf(known, facts).length === 0) throw new UserError('repairs.unchanged');
  return facts;
}

/** The facts that a correction may be about, in the order in which they are said. */
export const FACTS = ['title', 'original', 'year', 'runtime', 'directors'] as const;
/** A fact as it was and as it is, in words; empty where it is not known. */
export type Change = { fact: (typeof FACTS)[number]; before: string; after: string };

/** What one film's facts say otherwise than another's. */
export function changesOf(before: Named, after: Named): Change[] {
  const [were, are] = [inWords(before), inWords(after)];
  return FACTS.flatMap((fact) => (were[fact] === are[fact] ? [] : [{ fact, before: were[fact], after: are[fact] }]));
}

function inWords({ title, originalTitle, year, runtimeMinutes, directors }: Named): Record<Change['fact'], string> {
  return {
    title,
    original: originalTitle ?? '',
    year: String(year ?? ''),
    runtime: String(runtimeMinutes ?? ''),
    directors: directors.map(({ name }) => name).join(', '),
  };
}

function numberIn(typed: string, least: number, most: number, key: 'repairs.year' | 'repairs.runtime'): number | null {
  if (typed === '') return null;
  const number = Number(typed);
  if (!/^\d{1,4}$/.test(typed) || number < least || number > most) throw new UserError(key, { least, most });
  return number;
}
