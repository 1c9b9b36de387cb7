import { describe, expect, test } from 'vitest';
import { decide, halvesOf, type KnownFilm } from '../../../src/features/reviews/match.ts';
import { readPage } from '../../../src/features/reviews/page/page.ts';
import { film } from './pages.ts';

const korean = film('Ferry', 2023, {
  titles: ['Ferry', '페리'],
  people: [['Lee Min-ho', '이민호'], ['Kim Ji-a'], ['Park Yu-na']],
  runtimeMinutes: 93,
});
const american = film('Ferry', 2025, { people: [['Ann Hill']], runtimeMinutes: 125 });
const old = film('Ferry', 1966);
const FERRIES = [american, korean, old];

const verdictOf = (page: string, films: KnownFilm[] = FERRIES, stated?: KnownFilm) => {
  const { verdict } = decide(readPage(page), films, stated);
  return verdict.kind === 'match' ? verdict.film.id : verdict.kind;
};

describe('namesakes are told apart', () => {
  test.each([
    ['by the year beside the title', 'Ferry (2023) — Movie Review\n\nText.', korean.id],
    ['by a labelled year', '# Ferry\n\nErscheinungsjahr: [[2020er|2025]] | 2h 5min\n\nText.', american.id],
    ['by a year off by one', 'Ferry (2024) — Movie Review\n\nText.', 'ambiguous'],
    [
      'by people in another order, with other hyphens',
      'Ferry: a new movie\n\nMin‑Ho Lee directs Ji-a Kim here.',
      korean.id,
    ],
    ['by people in their own script', '페리 후기\n이민호 감독의 페리, 페리를 봤다.', korean.id],
    ['by the original title on the page', 'Ferry\n\nFerry, or 페리, is a film.', korean.id],
  ])('%s', (_, page, expected) => {
    expect(verdictOf(page)).toBe(expected);
  });

  test('nothing on the page decides: ambiguous, never a guess', () => {
    expect(verdictOf('Ferry\nA review by mona\n\nI liked it.')).toBe('ambiguous');
  });

  test('a film that came after the review cannot be the one', () => {
    const page = '---\ntitle: Ferry\ndate: 2010-01-01\n---\nI liked it.';
    expect(verdictOf(page, [american, old])).toBe(old.id);
  });

  test('an id that the page states settles it', () => {
    expect(verdictOf('---\ntitle: Something else\nimdb_id: tt0000001\n---\nText.', [], old)).toBe(old.id);
  });
});

test('the only film of that name is the one, unless the year says otherwise', () => {
  const page = (year: string) => `---\ntitle: Ferry${year}\n---\nText.`;
  expect(verdictOf(page(''), [old])).toBe(old.id);
  expect(verdictOf(page(' (1967)'), [old])).toBe(old.id);
  expect(verdictOf(page(' (1999)'), [old])).toBe('unknown');
});

test('a year that another source gives is a year of the film', () => {
  expect(verdictOf('---\ntitle: Ferry (1970)\n---\nText.', [film('Ferry', 1966, { otherYears: [1970] })])).not.toBe(
    'unknown',
  );
});

test('a word that headlines add belongs to the title where a film is called so, and else it does not', () => {
  const page = 'Scary Ferry Movie (2000) — Film Review\n\nBy Ann Lee\n\nText.';
  const movie = film('Scary Ferry Movie', 2000);
  const plain = film('Scary Ferry', 2000);
  expect(verdictOf(page, [movie])).toBe(movie.id);
  expect(verdictOf(page, [plain])).toBe(plain.id);
  expect(verdictOf(page, [plain, movie])).toBe(movie.id);
});

test('blanks in a title do not count', () => {
  expect(
    verdictOf('야간페리 후기\n야간페리를 봤다.', [film('Night Ferry', 2017, { titles: ['Night Ferry', '야간 페리'] })]),
  ).toBe('Night Ferry 2017');
});

test('half of a title is the film only with its year or length', () => {
  const page = (facts: string) => `# Ferry - Der Sturm\n\n${facts}\n\nText.`;
  expect(verdictOf(page('Erscheinungsjahr: 2024 | 2h 5min'), [american])).toBe(american.id);
  expect(verdictOf(page('Ein Film.'), [american])).toBe('unknown');
});

test('a sequel is not the film whose name it begins with', () => {
  expect(verdictOf('# Ferry: Part Two\n\nErscheinungsjahr: 2025\n\nText by Ann Hill.', [american])).toBe('unknown');
});

describe('a pasted article without a headline', () => {
  const long =
    'It goes on for a while and says how it looks and sounds and what the evening was like, which nobody minds at all, really.';
  const storm = film('Harbour Men: Storm Watch', 2019);
  const other = film('Harbour Men: Low Tide', 2018);

  test('is about the film both halves of whose title it gives', () => {
    const page = `${long} Compare Storm Watch with the rest. ${long} Storm Watch is the last of Harbour Men, after Low Tide. ${long} Storm Watch it is.`;
    expect(halvesOf(readPage(page))).toContain('Storm Watch');
    expect(decide(readPage(page), [storm, other])).toMatchObject({
      title: storm.title,
      verdict: { kind: 'match', film: { id: storm.id } },
    });
  });

  test('is about no film that it only mentions', () => {
    const page = `${long} It reminds me of Night Ferry. ${long}`;
    expect(verdictOf(page, [film('Night Ferry', 2017)])).not.toBe('Night Ferry 2017');
  });
});
