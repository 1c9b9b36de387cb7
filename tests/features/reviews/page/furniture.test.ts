import { describe, expect, test } from 'vitest';
import { decide } from '../../../../src/features/reviews/match.ts';
import { bylineRow } from '../../../../src/features/reviews/page/byline-row.ts';
import { findHeadline } from '../../../../src/features/reviews/page/head.ts';
import { readPage } from '../../../../src/features/reviews/page/page.ts';
import { toLines } from '../../../../src/features/reviews/page/plain.ts';
import { film, scoreOf } from '../pages.ts';

const PROSE = 'Ferry Night is filmed as if the harbour were a face, and nobody hurries. '.repeat(4).trim();

describe('a number among the furniture of a page is no verdict', () => {
  test.each([
    [`Ferry\n\n${PROSE}\n\nRead also: Island review: 4 stars`],
    [`Ferry\n\n${PROSE}\n\nIsland review: 4 stars`],
    [`Ferry\n\n${PROSE}\n\nOlder: Island gets 2 stars`],
    [`Ferry\n\n${PROSE}\n\nMore boats: Island (4/5) · Salt (5/5)`],
    [`Ferry\n\n${PROSE}\n\nIsland (4/5) · Salt (5/5)`],
    [`Ferry\n\n${PROSE}\n\nUser reviews\n9/10`],
    [`Ferry\n\n${PROSE}\n\nDiscussion about this post\n9/10 would sail again – Kay, Dec 24`],
    [`Ferry\n\n${PROSE}\n\n3 Responses to “Ferry”\nRick on May 10, 2021 at 8:44 am\n5/10`],
    [`Le Bac\n\n${PROSE}\n\nDéjà 14 commentaires\nLulu : 18/20 !`],
    [`Ferry\n\n${PROSE}\n\nRick: 5/10`],
    [`Ferry\n\n${PROSE} We rate films on a scale of ½ to five stars`],
    [`Fähre\n\n${PROSE}\n\nKinotipp der Woche: Insel im Salz 5/5`],
    [`Ferry\n\n${PROSE}\n\nTip of the week: Island Night 5/5`],
    [`Ferry\n\n${PROSE}\n\nUpgrade now. Rated 4.9/5 in the App Store.`],
    ['Ferry\n\nI once gave 3/10 to a film that I love now.'],
    ['Ferry\n\nAudiences gave it 5 out of 5 stars and an 80% recommendation.'],
    ['Ferry\n\nMona Keller would give the last match in this 3 and 3/4 stars.'],
    ['El ferri\n\nLa media de las estrellas de la prensa fue de 3,2 sobre 4.'],
    ['Ferry (2018)\n\nThe one of 1977 is on my shelf, and I’d give it four stars any day.'],
    ['물결\n그래픽은 100점 만점에 100점 그래픽인데 이야기가 없다.'],
  ])('%j', (page) => {
    expect(scoreOf(page)).toBeUndefined();
  });
});

describe('a verdict where pages put it', () => {
  test.each([
    ['Mona’s Reels\n\nFerry (2018)\n**/****\ndirected by Jo Salt\n\nThe old one gets four stars from me.', 50],
    ['Harbour News\n\n"Ferry" | *** out of ****\n\nA quiet film.', 75],
    ['Ferry (2021)\n\n28/01/2022 | 3.5/5 | Mona\n\nA quiet film.', 70],
    ['Ferry\n\nIt gets half a star, for the dog.', 10],
    ['물결\n내 별점: ★★★★☆ (4.5/5)', 90],
    ['El ferri\n\nNota: 8,5', 85],
    ['El ferri\n\nDirección: 5/10\nTotal: 4,5/10', 45],
    ['Ferry\n\nA quiet film.\n\nVerdict: Good 8/10', 80],
    ['Ferry Night\n\nA quiet film.\n\nThis week: Ferry Night 4/5', 80],
    ['Ferry\n\n9 outta 10, would sail again', 90],
    ['Heat (1995)\n\nThe heist of 1995 is still the best there is, and I give it 9/10.', 90],
  ])('%j', (page, score) => {
    expect(scoreOf(page)).toBe(score);
  });

  test('a label without a scale is read only above five', () => {
    expect(scoreOf('Ferry\n\nNote: 2')).toBeUndefined();
    expect(scoreOf('Ferry\n\nRating: 15')).toBeUndefined();
  });
});

describe('the line that heads a page', () => {
  test.each([
    [`The Salt Lens\nFerry Night\n\n${PROSE}`, 'Ferry Night'],
    ['Mona’s Notebook\n\nFerry\nOct. 4, 2024 — Mona Keller\n\nA quiet film.', 'Ferry'],
    ['News Sports Arts\n\nFerry\nJo Salt, 2023. 141 minutes.\n\nA quiet film.', 'Ferry'],
    ['PIXEL & BOAT\nReviews • Interviews • Guide • Shop\n\nFerry Review\nA quiet film.', 'Ferry Review'],
    ['« Previous: Island (2018) | Next: Salt\n\nFerry (2019)\n\nA quiet film.', 'Ferry (2019)'],
    ['CITY READER\n\n‘Ferry’ goes down well\n\nA quiet film.', '‘Ferry’ goes down well'],
    ['Ferry\n\nDirector: Jo Salt\nRunning time: 104 minutes', 'Ferry'],
  ])('%j', (page, headline) => {
    expect(findHeadline(new Map(), toLines(page))).toBe(headline);
  });

  test('names a title, its year and its other title', () => {
    const { titles } = readPage('Cold Water (Kalte Wasser), 2018\n\nIt is cold.');
    expect(titles[0]).toMatchObject({ title: 'Cold Water', year: 2018, other: 'Kalte Wasser' });
    expect(readPage('Ferry: Part Two sinks the box office\n\nText.').titles[0]?.title).toBe('Ferry: Part Two');
  });
});

describe('a line of who and when', () => {
  test.each([
    ['Mona Keller | Mar 2, 2022, 9:00am EST', 'Mona Keller', '2022-03-02'],
    ['28/01/2022 | 3.5/5 | Mona', 'Mona', '2022-01-28'],
    ['20 December 2019, by Mona Keller', 'Mona Keller', '2019-12-20'],
    ['Posted Dec 23, 2022 by Mona. Filed under Reviews. 7 Comments »', 'Mona', '2022-12-23'],
    ['Filmkritik von Mona Keller, 14. September 2023', 'Mona Keller', '2023-09-14'],
    ['Oct. 17, 2014 | Updated: Oct. 18, 2014 8:12 a.m.', undefined, '2014-10-17'],
    ['Wed 19 Jul 2023 17.00 BST', undefined, '2023-07-19'],
    ['04.26.2024', undefined, '2024-04-26'],
  ])('%j', (line, author, published) => {
    expect(bylineRow(line)).toEqual({ published, ...(author ? { author } : {}) });
  });

  test.each([
    'Beginning on October 6, 2023, you can see it.',
    'Kinostart: 14.09.2023',
    'Watched on May 3, 2021',
    'Last modified on 21 Jul 2023',
    '물결 후기 | 2023년 8월 7일 CGV',
  ])('%j is none', (line) => {
    expect(bylineRow(line)).toBeUndefined();
  });

  test('a name right above the day wrote the page', () => {
    expect(readPage('Ferry review\n\nMona Keller\nWed 19 Jul 2023 17.00 BST\n\nText.')).toMatchObject({
      author: 'Mona Keller',
      published: '2023-07-19',
    });
  });
});

describe('the film of a page without its year', () => {
  test('an old film of that name is not taken for what a new page is about', () => {
    const page = readPage('---\ntitle: Ferry\ndate: 2024-05-02\n---\nA quiet film.');
    expect(decide(page, [film('Ferry', 1930)]).verdict.kind).toBe('ambiguous');
    expect(decide(page, [film('Ferry', 2019)]).verdict.kind).toBe('match');
  });

  test('a headline that is a sentence names the film with its article', () => {
    const page = readPage('The Ferry is the darkest boat of the year\n\nJo Salt’s The Ferry floats.');
    expect(decide(page, [film('Ferry', 1930), film('The Ferry', 2022)]).title).toBe('The Ferry');
  });

  test('the earlier film that a page speaks of gives no year', () => {
    const page = readPage('Ferry: Salt finds a reason\nMay 8, 2021\n\nThe 1961 film won ten prizes.');
    expect(page.year).toBeUndefined();
  });
});

test('a running time with a comma, a short one in a row, a year after its countries', () => {
  expect(readPage('Ferry\n\nRunning time: 1 hour, 47 minutes').runtimeMinutes).toBe(107);
  expect(readPage('Ferry\n\nMona · ★★★★ · 132m · 15\n\nText.').runtimeMinutes).toBe(132);
  expect(readPage('Fähre\n\nFrankreich / Kanada 2023, 121 Min., FSK 12').year).toBe(2023);
});
