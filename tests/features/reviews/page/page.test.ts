import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../../src/features/reviews/page/page.ts';
import { runs } from '../../../support/runs.ts';

const titleOf = (page: string) => readPage(page).titles[0]?.title;

describe('the title is found in every kind of page', () => {
  test.each([
    ['---\ntitle: "Night Ferry"\ndate: 2015-04-28\n---\n\nText about it.', 'Night Ferry'],
    ['---\ntitle: Night Ferry (1999)\ngrade: C\n---\n\nText.', 'Night Ferry'],
    [
      '---\nslug: the-night-ferry-1968\ngrade: B\n---\n\nOn the surface, _The Night Ferry_ plays well.',
      'The Night Ferry',
    ],
    ['+++\ntitle = "밤배"\nextra.movie.en_title = "Night Ferry"\n+++\nShort.', 'Night Ferry'],
    ['# Nachtfähre - Der Sturm\n\n[[Thriller]] | Erscheinungsjahr: [[2020er|2025]]\n\nText.', 'Nachtfähre - Der Sturm'],
    ['Night Ferry\nA review by mona\nWritten by mona on 2023-01-02\n\nText.', 'Night Ferry'],
    ['Successfully Unsubscribed\n\nNight Ferry (2023) — Movie Review\n\nBy Mona K.\n\nText.', 'Night Ferry'],
    ['Night Ferry (2023) Korean Film: Revenge Led By A Captain\n\nText.', 'Night Ferry'],
    ['Search This Blog\nWelcome\nTitle: Night Ferry (밤배)\nYear: 2023\nText.', 'Night Ferry'],
    [' date 2023-10-11 \n\nNight Ferry: A New Action Movie on Netflix\n\nText.', 'Night Ferry'],
    ['Movie Review: Night Ferry\n\nText.', 'Night Ferry'],
    ['Kritik: Nachtfähre\n\nText.', 'Nachtfähre'],
    ['Reseña: Barco de noche\n\nTexto.', 'Barco de noche'],
    ['<밤배>\n<밤배>관람일자 : 2016년', '밤배'],
    ['영화 밤배 후기(스포o)\n밤배를 봤다. 밤배는 좋았다.', '밤배'],
    ['밤배 (Night Ferry, 2017) : 본 적 없던 스릴러 (결말, 스포 포함)\n<밤배>를 보고 왔다.', '밤배'],
    ['재미있는 듯 재미없는 밤배배 후기\n밤배배를 보았다. 역시 밤배배였다.', '밤배배'],
    ['[영화] 밤 배 {줄거리&결말포함/스포주의}\n밤배를 봤다. 밤 배는 좋았다.', '밤 배'],
  ])('%j', (page, title) => {
    expect(titleOf(page)).toBe(title);
  });
});

test('a pun for a headline gives way to the film that the page links to, when they share a word', () => {
  const page =
    '---\ntitle: "Ferry me to the moon"\ntags:\n  - ferry\n---\n\nI saw [Night Ferry](http://www.imdb.com/title/tt0000001/) and [Dawn](http://www.imdb.com/title/tt0000002/).';
  expect(titleOf(page)).toBe('Night Ferry');
});

test('two titles that a page states are both kept', () => {
  expect(readPage('밤배 (Night Ferry, 2017) 후기\n밤배를 봤다. 밤배는 좋았다.').titles[0]).toMatchObject({
    title: '밤배',
    other: 'Night Ferry',
    year: 2017,
  });
});

describe('a page about several films lists them', () => {
  test('films linked in bold type, with director and year', () => {
    const page = `---\ntitle: Reseñas (XXX)\n---\nIntro.\n
**[Uno](http://www.imdb.com/title/tt0000001/)** (_Ana Ruiz_, 2015)\n\nTexto.\n
**[Dos](http://www.imdb.com/title/tt0000002/)** (_Eva Paz_, 2017)\n\nTexto.`;
    expect(readPage(page).sections).toMatchObject([
      { title: 'Uno', year: 2015, imdbId: 'tt0000001' },
      { title: 'Dos', year: 2017, imdbId: 'tt0000002' },
    ]);
  });

  test('headings with ranks, which are no ratings', () => {
    const page =
      '# 19. [_One_](http://www.imdb.com/title/tt0000001/)\n\nFine.\n\n# 18. [_Two_](http://www.imdb.com/title/tt0000002/)\n\nBetter.';
    const { sections, rating } = readPage(page);
    expect(sections.map(({ title, rating }) => [title, rating])).toEqual([
      ['One', undefined],
      ['Two', undefined],
    ]);
    expect(rating).toBeUndefined();
  });

  test('sections that each end in a rating; a book among them is left out', () => {
    const page = `## One\n\nA nice movie. ***Score: 3.3/5***.\n\n## The book\n\nThis book is long. ***Score: 4/5***.\n\n## Two\n\nA film.\n***Score: 4/5***.`;
    const { sections } = readPage(page);
    expect(sections.map(({ title, rating }) => [title, rating?.score])).toEqual([
      ['One', 66],
      ['Two', 80],
    ]);
  });

  test.each([
    ['# Night Ferry (2020)\n\n## Story\n\nIt begins. 7/10\n\n## Acting\n\nFine. 8/10\n\n## Verdict\n\n7.5/10'],
    [
      '# Night Ferry\n\nSee also [Dawn](http://www.imdb.com/title/tt0000002/) and [Dusk](http://www.imdb.com/title/tt0000003/).',
    ],
    ['Night Ferry\n\n**A bold remark**\n\nText (2019).\n\n**Another remark**\n\nText (2020).'],
  ])('%j is about one film', (page) => {
    expect(readPage(page).sections).toEqual([]);
  });
});

const hostile = fc.string({ unit: fc.constantFrom(...'*_[]()!|#>~`\\/:-=+<>"“”\n\n  Aa1½★☆가영화. '), maxLength: 400 });

test('no page, whatever stands on it, breaks the reader; facts stay in their bounds', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), hostile), (text) => {
      const page = readPage(text);
      if (page.rating) expect(page.rating.score).toBeGreaterThanOrEqual(0);
      if (page.rating) expect(page.rating.score).toBeLessThanOrEqual(100);
      if (page.published) expect(page.published).toMatch(/^\d{4}-\d\d-\d\d$/);
    }),
    { numRuns: runs(10_000) },
  );
});

test('a page of prose with neither figures nor symbols nor lone letters has no rating', () => {
  const words = fc.constantFrom(
    'the',
    'film',
    'gives',
    'stars',
    'rating',
    'verdict',
    'of',
    'score',
    'good',
    'bad',
    '.',
    ':',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (some) => {
      expect(readPage(some.join(' ')).rating).toBeUndefined();
    }),
    { numRuns: runs(5_000) },
  );
});

test.each(['_', '![', '★', '`', '[', '**a', '"', 'Ab ', 'A: B', '영화 ', '1/', '<가'])(
  'a hundred thousand characters of %j are read in a few seconds',
  (unit) => {
    const begun = performance.now();
    readPage(unit.repeat(100_000 / unit.length));
    expect(performance.now() - begun).toBeLessThan(8_000);
  },
);
