import { describe, expect, test } from 'vitest';
import { type Candidate, nearest } from '../../../../src/features/card/similar/rules.ts';

const LEE = { name: 'Lee Chung-hyun', names: ['이충현'], role: 'director' } as const;
const JEON = { name: 'Jeon Jong-seo', names: [], role: 'cast' } as const;
const PARK = { name: 'Park Shin-hye', names: [], role: 'cast' } as const;
const KIM = { name: 'Kim Ji-hoon', names: [], role: 'cast' } as const;
const film = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  title: id,
  year: 2020,
  genres: [],
  votes: null,
  people: [],
  together: 0,
  ...more,
});
const GENRES = ['action', 'thriller'];
const ids = (candidates: Candidate[], genres = GENRES) => nearest(genres, candidates).map(({ id }) => id);

describe('how near a film is', () => {
  test('a director comes before what members loved, that before an actor, and all before the kind', () => {
    const all = [
      film('kind', { genres: GENRES, votes: 900_000 }),
      film('actor', { people: [JEON] }),
      film('loved', { together: 3 }),
      film('director', { people: [LEE] }),
      film('nothing', { votes: 2_000_000 }),
    ];
    expect(ids(all)).toEqual(['director', 'loved', 'actor', 'kind']);
    expect(ids(all.toReversed())).toEqual(ids(all));
  });

  test('genres alone are enough where two are shared, or all that either film has', () => {
    const of = (own: string[], other: string[]) => ids([film('x', { genres: own })], other).length === 1;
    expect(of(['action', 'thriller', 'drama'], GENRES)).toBe(true);
    expect(of(['action'], GENRES)).toBe(false);
    expect(of(['action', 'drama'], GENRES)).toBe(false);
    expect(of(['horror'], ['horror'])).toBe(true);
    expect(of([], [])).toBe(false);
  });

  test('popularity orders what is equally near and never puts a far film before a near one', () => {
    const famous = film('famous', { genres: GENRES, votes: 2_000_000 });
    expect(ids([film('unknown', { genres: GENRES }), famous])).toEqual(['famous', 'unknown']);
    expect(ids([famous, film('actor', { people: [JEON] })])).toEqual(['actor', 'famous']);
  });

  test('five at most, of one person three, and the newest first where nothing else tells', () => {
    const by = (year: number) => film(`lee ${year}`, { people: [LEE], year });
    const all = [by(2001), by(2002), by(2003), by(2004), ...'abcd'.split('').map((id) => film(id, { people: [KIM] }))];
    expect(ids(all)).toEqual(['lee 2004', 'lee 2003', 'lee 2002', 'a', 'b']);
  });
});

test('the two weightiest reasons are said, with the people and how many loved both', () => {
  const all = { people: [JEON, LEE, PARK, KIM], together: 4, genres: GENRES };
  expect(nearest(GENRES, [film('x', all)])[0]?.reasons).toEqual([
    { kind: 'director', people: [LEE] },
    { kind: 'together', count: 4 },
  ]);
  expect(nearest(GENRES, [film('x', { ...all, people: [JEON, PARK, KIM], together: 0 })])[0]?.reasons).toEqual([
    { kind: 'cast', people: [JEON, PARK] },
    { kind: 'genres', genres: GENRES },
  ]);
});
