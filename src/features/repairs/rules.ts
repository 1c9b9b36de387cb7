import { UserError } from '../../errors.ts';
import { inline } from '../../lib/text.ts';

/** What the form's fields may hold, in UTF-16 code units, and how many directors a film may have. */
export const LIMITS = { title: 300, number: 4, directors: 300, people: 10 } as const;

type Person = { name: string; names: readonly string[] };
type Facts = {
  title: string;
  originalTitle: string | null;
  year: number | null;
  runtimeMinutes: number | null;
  directors: readonly Person[];
};

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
  if (JSON.stringify(essence(facts)) === JSON.stringify(essence(known))) throw new UserError('repairs.unchanged');
  return facts;
}

function essence({ title, originalTitle, year, runtimeMinutes, directors }: Facts) {
  return [title, originalTitle, year, runtimeMinutes, ...directors.map(({ name }) => name)];
}

function numberIn(typed: string, least: number, most: number, key: 'repairs.year' | 'repairs.runtime'): number | null {
  if (typed === '') return null;
  const number = Number(typed);
  if (!/^\d{1,4}$/.test(typed) || number < least || number > most) throw new UserError(key, { least, most });
  return number;
}
