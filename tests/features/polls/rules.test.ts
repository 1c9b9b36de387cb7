import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ballotOf,
  DURATION,
  endOf,
  extendedEnd,
  hoursOf,
  isExtended,
  lateness,
  markFilms,
  markRank,
  rankPages,
  remindAt,
} from '../../../src/features/polls/rules.ts';
import { runs } from '../../support/runs.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-01-09T18:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const filmsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    return { id: `film ${index}`, label: `Film ${index}`, filmId: `${index}`, waitingSince: NOW };
  });
const length = fc.integer({ min: DURATION.shortest, max: DURATION.longest });
/** Films, and what somebody does with the menus of their ranks: a rank (some beyond the last) and a film, or none. */
const ranking = fc.integer({ min: 1, max: 25 }).chain((count) =>
  fc.record({
    films: fc.constant(filmsOf(count)),
    acts: fc.array(
      fc.record({
        rank: fc.integer({ min: -2, max: 27 }),
        film: fc.option(
          fc.oneof(
            fc.integer({ min: 0, max: count - 1 }).map((index) => `film ${index}`),
            fc.string(),
          ),
          {
            nil: undefined,
          },
        ),
      }),
      { maxLength: 40 },
    ),
  }),
);

describe('a ranking', () => {
  test('has every film at one rank at most, only films of the ballot, and ends with a film', () => {
    fc.assert(
      fc.property(ranking, ({ films, acts }) => {
        const marked = acts.reduce<string[]>((before, { rank, film }) => markRank(films, before, rank, film), []);
        const named = marked.filter((id) => id !== '');
        expect(new Set(named).size).toBe(named.length);
        expect(named.every((id) => films.some((film) => film.id === id))).toBe(true);
        expect(marked.length).toBeLessThanOrEqual(films.length);
        expect(marked.at(-1)).not.toBe('');
        expect(ballotOf(films, marked, 'ranked')).toEqual(named);
      }),
      { numRuns: runs(1_000) },
    );
  });

  test('has the film that was chosen last at the rank where it was put, whatever was marked before', () => {
    fc.assert(
      fc.property(ranking, fc.nat(24), fc.nat(24), ({ films, acts }, rank, chosen) => {
        fc.pre(rank < films.length && chosen < films.length);
        const before = acts.reduce<string[]>((marked, act) => markRank(films, marked, act.rank, act.film), []);
        const marked = markRank(films, before, rank, `film ${chosen}`);
        expect(marked[rank]).toBe(`film ${chosen}`);
        // nothing else moves: every other rank is as before, or open where the film or its predecessor stood
        for (const [index, id] of before.entries())
          if (index !== rank) expect(marked[index] ?? '').toBe(id === `film ${chosen}` ? '' : id);
      }),
      { numRuns: runs(1_000) },
    );
  });

  test('is cleared by leaving every rank open', () => {
    const films = filmsOf(4);
    const full = films.reduce<string[]>((marked, { id }, rank) => markRank(films, marked, rank, id), []);
    expect(full).toHaveLength(4);
    expect(films.reduce<string[]>((marked, _, rank) => markRank(films, marked, rank, undefined), full)).toEqual([]);
  });

  test.each([
    [1, 1],
    [5, 1],
    [6, 2],
    [12, 3],
    [25, 5],
  ])('of %i films has %i pages', (films, pages) => expect(rankPages(films)).toBe(pages));
});

test('what is marked holds films of the ballot only, each once, and of a single choice the first', () => {
  const films = filmsOf(6);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...films.map(({ id }) => id)), fc.string())), (chosen) => {
      const all = markFilms(films, chosen, 'approval');
      expect(all).toEqual(films.map(({ id }) => id).filter((id) => chosen.includes(id)));
      expect(markFilms(films, chosen, 'single')).toEqual(all.slice(0, 1));
      const ballot = ballotOf(films, chosen, 'approval');
      expect(new Set(ballot)).toEqual(new Set(all));
      expect(ballot).toHaveLength(all.length);
      expect(ballotOf(films, chosen, 'single')).toEqual(ballot.slice(0, 1));
    }),
    { numRuns: runs(1_000) },
  );
});

describe('times', () => {
  test("Discord's own poll ends on a whole hour that is not before the one asked for, within Discord's 768", () => {
    fc.assert(
      fc.property(length, (ms) => {
        const closesAt = endOf('native', later(ms), NOW);
        const hours = hoursOf({ openedAt: NOW, closesAt });
        expect(closesAt.getTime() - NOW.getTime()).toBe(hours * HOUR);
        expect(closesAt.getTime() - later(ms).getTime()).toBeGreaterThanOrEqual(0);
        expect(closesAt.getTime() - later(ms).getTime()).toBeLessThan(HOUR);
        expect(hours).toBeGreaterThanOrEqual(1);
        expect(hours).toBeLessThanOrEqual(768);
        expect(endOf('ranked', later(ms), NOW)).toEqual(later(ms));
      }),
      { numRuns: runs(1_000) },
    );
  });

  test('a reminder comes while the poll is open, a day before the close at the soonest', () => {
    fc.assert(
      fc.property(length, (ms) => {
        const at = remindAt({ openedAt: NOW, closesAt: later(ms) }).getTime();
        expect(at).toBeGreaterThan(NOW.getTime());
        expect(at).toBeLessThan(later(ms).getTime());
        expect(later(ms).getTime() - at).toBeLessThanOrEqual(24 * HOUR);
      }),
      { numRuns: runs(1_000) },
    );
  });

  test('more time is half as long again as the poll was open, an hour at least', () => {
    expect(extendedEnd({ openedAt: NOW, closesAt: later(48 * HOUR) }, later(48 * HOUR))).toEqual(later(72 * HOUR));
    expect(extendedEnd({ openedAt: NOW, closesAt: later(60_000) }, later(60_000))).toEqual(later(HOUR + 60_000));
  });

  test('lateness is told from a minute on', () => {
    expect(lateness(NOW, later(59_999))).toBe(0);
    expect(lateness(NOW, later(60_000))).toBe(60_000);
    expect(lateness(NOW, later(-HOUR))).toBe(0);
  });
});

test.each([
  [{ method: 'approval', quorum: 3, extended: false }, 2, true],
  [{ method: 'approval', quorum: 3, extended: false }, 3, false],
  [{ method: 'approval', quorum: 3, extended: true }, 2, false],
  [{ method: 'native', quorum: 3, extended: false }, 2, false],
  [{ method: 'ranked', quorum: 0, extended: false }, 0, false],
] as const)('a poll %j with %i ballots gets more time: %s', (poll, ballots, isIt) => {
  expect(isExtended(poll, ballots)).toBe(isIt);
});
