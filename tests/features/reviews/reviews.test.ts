import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { criticReviews } from '../../../src/db/schema/index.ts';
import { importFilms } from '../../../src/features/films/films.ts';
import { lockFilm } from '../../../src/features/reviews/queries.ts';
import { importReviews, listReviews, PageError, type PageSource } from '../../../src/features/reviews/reviews.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const now = new Date('2024-05-06T07:08:09Z');
const page = (name: string, text: string): PageSource => ({ name, read: async () => text });

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const films = [
    { title: 'Night Ferry', year: 1999, directors: [{ name: 'Ann Lee' }] },
    { title: 'Night Ferry', year: 2021, directors: [{ name: 'Bo Park' }] },
    { title: 'Low Tide', year: 2018, ids: { imdb: 'tt0000018' } },
  ];
  await importFilms(database.db, films, { source: 'test', now });
});
beforeEach(() => database.db.delete(criticReviews));

const take = (pages: PageSource[], dryRun = false) => importReviews(database.db, pages, { now, dryRun });
const outcomes = async (pages: PageSource[], dryRun = false) =>
  (await take(pages, dryRun)).map(({ outcome }) => outcome);
const stored = () => database.db.select().from(criticReviews);

const REVIEW =
  'Night Ferry (2021) — Movie Review\n\nBy Mona K.\n\n- Oct 10, 2023\n\nA slow and beautiful film.\n\nOUR RATING\n\n8 / 10';

test('a page becomes a review of its film, with the rating as written and as a score', async () => {
  const [report] = await take([page('a.txt', REVIEW)]);
  expect(report).toMatchObject({ outcome: 'imported', subject: { title: 'Night Ferry', year: 2021 } });
  const [row] = await stored();
  expect(await listReviews(database.db, row?.filmId ?? '')).toMatchObject([
    { author: 'Mona K.', published: '2023-10-10', language: 'en', ratingValue: '8', ratingScale: '10', score: 80 },
  ]);
  expect(row?.openLine).toBe('A slow and beautiful film.');
});

test('importing twice changes nothing', async () => {
  await take([page('a.txt', REVIEW)]);
  const before = await stored();
  expect(await outcomes([page('elsewhere.txt', REVIEW)])).toEqual(['unchanged']);
  expect(await stored()).toEqual(before);
});

test('two pages of one review are one, and the second adds what the first did not know', async () => {
  const bare =
    '---\ntitle: Night Ferry (2021)\nauthor: Mona K.\ndate: 2023-10-10\nsite: Night Post\n---\nShorter words.';
  expect(await outcomes([page('a.md', bare), page('b.txt', REVIEW)])).toEqual(['imported', 'completed']);
  expect(await stored()).toMatchObject([{ site: 'Night Post', score: 80, author: 'Mona K.' }]);
  expect(await outcomes([page('b.txt', REVIEW)])).toEqual(['unchanged']);
});

test('imports at the same time store one review once', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => outcomes([page('a.txt', REVIEW)])));
  expect(all.flat().sort()).toEqual(['imported', ...Array(5).fill('unchanged')]);
  expect(await stored()).toHaveLength(1);
});

test('an import waits for another one that is storing a review of the same film', async () => {
  const [known] = await take([page('a.txt', REVIEW)]);
  const [row] = await stored();
  if (known?.subject?.verdict.kind !== 'match' || !row) throw new Error('the page was not imported');
  await database.db.delete(criticReviews);
  let waiting: Promise<string[]> | undefined;
  await database.db.transaction(async (tx) => {
    await lockFilm(tx, row.filmId);
    waiting = outcomes([page('b.txt', `${REVIEW}\n\nThe same review with a footer.`)]);
    await pause(500);
    await tx.insert(criticReviews).values(row);
  });
  expect(await waiting).toEqual(['unchanged']);
  expect(await stored()).toHaveLength(1);
});

test('a dry run says what would happen, two pages of one review included, and changes nothing', async () => {
  expect(await outcomes([page('a.txt', REVIEW), page('b.txt', REVIEW)], true)).toEqual(['imported', 'unchanged']);
  expect(await stored()).toEqual([]);
});

test('the whole text is not kept: an excerpt has at most 300 characters', async () => {
  await take([page('a.txt', `${REVIEW}\n\n${'It goes on and on about the harbour. '.repeat(200)}`)]);
  const [row] = await stored();
  expect(row?.excerpt?.length).toBeLessThanOrEqual(300);
  expect(JSON.stringify(row).length).toBeLessThan(1500);
});

describe('a page is left out, with its reason, when', () => {
  test.each([
    [
      'its film is one of several namesakes',
      'Night Ferry\nA review by mona\n\nFine.',
      'ambiguous',
      /1999.*2021|2021.*1999/,
    ],
    ['its film is not in the catalogue', 'Dawn (2001) Review\n\nFine.', 'unknown', /"Dawn" \(2001\)/],
    [
      'it reviews several films',
      '## Low Tide (2018)\n\nFine.\n\n## Night Ferry (1999)\n\nFine.',
      'several',
      /several films/,
    ],
    ['it is empty', ' \n\n', 'unreadable', /empty/],
    ['it has front matter and nothing else', '---\ntitle: Low Tide\n---\n', 'unreadable', /empty/],
  ])('%s', async (_, text, outcome, reason) => {
    const [report] = await take([page('a.txt', text)]);
    expect(report).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
    expect(await stored()).toEqual([]);
  });
});

test('a page that cannot be read does not keep the others from being imported', async () => {
  const broken: PageSource = { name: 'b.txt', read: () => Promise.reject(new PageError('It is torn.')) };
  const reports = await take([broken, page('a.txt', REVIEW)]);
  expect(reports.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['unreadable', 'It is torn.'],
    ['imported', undefined],
  ]);
});

test('nor does a page on which the reading itself fails, which is told with what went wrong', async () => {
  const bug = new RangeError('out of it');
  const failing: PageSource = { name: 'b.txt', read: () => Promise.reject(bug) };
  const [failed, read] = await take([failing, page('a.txt', REVIEW)]);
  expect(failed).toEqual({ name: 'b.txt', outcome: 'unreadable', reason: 'Something went wrong on our side.', bug });
  expect(read?.outcome).toBe('imported');
});

test('a page of a database of films is no review', async () => {
  const film = { '@type': 'Movie', name: 'Low Tide', aggregateRating: { ratingValue: 4.1, ratingCount: 9000 } };
  const html = `<html><head><script type="application/ld+json">${JSON.stringify(film)}</script></head><body><h1>Low Tide (2018)</h1><p>${'The sea goes out. '.repeat(20)}</p></body></html>`;
  const [report] = await take([{ name: 'a.html', read: async () => ({ kind: 'html', text: html }) }]);
  expect(report).toMatchObject({ outcome: 'unreadable', reason: 'It holds no review: neither a rating nor a text.' });
  expect(await stored()).toEqual([]);
});

test('the IMDb id of a page settles its film', async () => {
  const [report] = await take([page('a.md', '---\nslug: ebb-1999\nimdb_id: tt0000018\ngrade: B\n---\nFine.')]);
  expect(report).toMatchObject({
    outcome: 'imported',
    rating: { score: 67 },
    subject: { verdict: { film: { title: 'Low Tide' } } },
  });
});

test('a bare rating takes its scale from another page of the same make, else it is none', async () => {
  const made = (rating: number) =>
    `+++\ntitle = "Low Tide"\nextra.movie.year = 2018\nextra.movie.rating = ${rating}\n+++\nFine ${rating}.`;
  const [alone] = await take([page('a.md', made(4))]);
  expect(alone?.rating).toBeUndefined();
  const together = await take([page('b.md', made(4.5)), page('c.md', made(8))]);
  expect(together.map(({ rating }) => rating?.score)).toEqual([45, 80]);
});

test('what a hostile page calls author and site is cut to size and stored as text', async () => {
  const text = `---\ntitle: Low Tide\nsite: "${'|| @everyone '.repeat(100)}"\nurl: javascript:alert(1)\n---\nFine.`;
  await take([page('a.md', text)]);
  const [row] = await stored();
  expect(row?.site?.length).toBeLessThanOrEqual(200);
  expect(row?.url).toBeNull();
});
