import { describe, expect, test } from 'vitest';
import { decide } from '../../../../src/features/reviews/match.ts';
import { readPage } from '../../../../src/features/reviews/page/page.ts';
import { film, scoreOf } from '../pages.ts';

describe('a rating in the manner of many sites', () => {
  test.each([
    ['Ferry\n\nI give this one 4 out of 5 lifebelts.', 80],
    ['Ferry\n\nGut.\n\n8,5\nvon 10 Ankern', 85],
    ['Ferry\n\n★★★ out of four', 75],
    ['Ferry\n\nMy wife loved the ending, I give it 7/10.', 70],
    ['Ferry\n\nAll in all this was a 6/10.', 60],
    ['Ferry\n\nA lot of water. 4.5/5 lifebelts!', 90],
    ['Ferry\n\nPros:\n- The captain\n\nOverall: B', 67],
    ['물결 후기\n신파라서 하나 뺐어요. 제 별점은요 ★★★★ !! 추천합니다.', 80],
    ['Ferry\n\nWet and long. I’d put it at about a 7 out of 10, and the music at a 10.', 70],
    ['Ferry\n\nAm Ende sind es 8/10 für den Film.', 80],
    ['Ferry\n\nNever again.\n\n2/10 would not sail again', 20],
    ['Ferry\n\nI’d give the original an A and this one a C+.', 50],
    [
      '---\ntitle: Ferry\n---\nI know the first film by heart: a solid 6/10, and I stand by it. Here is the second.\n\n9/10',
      90,
    ],
  ])('%j', (page, score) => {
    expect(scoreOf(page)).toBe(score);
  });
});

describe('what is no verdict in the manner of many sites', () => {
  test.each([
    ['Ferry\n\nRating: 0/5 (0 votes cast)\n\nText.'],
    ['Ferry\n\nRating: 4.2/5 based on 37 reviews'],
    ['Ferry\n\nNote : 4,2/5 (37 avis)'],
    ['Ferry\n\n9 out of 10 people.'],
    ['Ferry\n\nNine out of 10 scenes.'],
    ['Ferry\n\n3/10 films.'],
    ['Ferry\n\nI was going to give it 8/10 but fell asleep.'],
    ['Ferry\n\nLetterboxd: 3.8/5'],
    ['Ferry\n\nPuntuación media: 4,1/5'],
    ['Ferry\n\nMy wife gave it a 9/10.'],
    ['Ferry\n\nThe trailer is a 10/10.'],
    ['Ferry\n\nThe ending gets a 10/10 from me.'],
    ['Ferry\n\nThe fish was a 9/10.'],
    ['Ferry\n\nMona Keller is a 10/10 in this.'],
    ['Ferry\n\nI would give the first half 8/10.'],
    ['물결\n친구는 별 다섯 개를 줬다.'],
    ['Ferry\n\nOverall: A quiet film.'],
    ['Ferry\n\nDie Serie aus dem Norden bekommt von mir glatte 10/10, keine Frage.'],
  ])('%j', (page) => {
    expect(scoreOf(page)).toBeUndefined();
  });
});

describe('who wrote it and when', () => {
  test.each([
    ['Ferry\nPosted on March 14, 2013 by Mona Keller\n\nText.', 'Mona Keller', '2013-03-14'],
    ['Fähre\nVeröffentlicht am 22. September 2019 von Mona K.\n\nText.', 'Mona K.', '2019-09-22'],
    [
      'Ferry\nA review by The Movie Crab\nWritten by The Movie Crab on 2023-06-16\n\nText.',
      'The Movie Crab',
      '2023-06-16',
    ],
    ['mardi 30 septembre 2008\n\nLe Bac\n\nTexte.', undefined, '2008-09-30'],
    ['lunes, 26 de diciembre de 2016\n\nCrítica de "El ferri"\n\nTexto.', undefined, '2016-12-26'],
  ])('%j', (page, author, published) => {
    expect(readPage(page)).toMatchObject({ published, ...(author ? { author } : {}) });
  });
});

describe('the running time', () => {
  test.each([
    ['Ferry\n\nWe saw all 107 minutes of it.', 107],
    ['Le Bac\n\nComédie dramatique_1h35 : avec Mona Petit', 95],
    ['Le Bac\n\nDurée:\n1h42', 102],
    ['# Fähre\n\nLaufzeit:: 155 min', 155],
    ['물결 후기\n2시간 19분이 정신없었다.', 139],
    ['Ferry\n\nAbout 100 minutes of rain.', undefined],
    ['Ferry\n\nThe last 66 minutes are better.', undefined],
    ['Ferry\n\nThis one has 107 minutes, the old one 92 minutes.', undefined],
  ])('%j', (page, minutes) => {
    expect(readPage(page).runtimeMinutes).toBe(minutes);
  });
});

describe('the film of a headline with more in it', () => {
  const films = [film('Ferry', 1995), film('Ferry', 2018), film('Old', 2021), film('Dune', 1984), film('Day', 2011)];
  const about = (page: string) => {
    const { title, year, verdict } = decide(readPage(page), films);
    return { title, year, film: verdict.kind === 'match' ? verdict.film.id : undefined };
  };

  test('a sequel that the catalogue lacks is not taken for its predecessor', () => {
    expect(about('---\ntitle: "Ferry: Day One"\n---\nText.')).toMatchObject({
      title: 'Ferry: Day One',
      film: undefined,
    });
  });

  test('the year beside the first mention tells namesakes apart', () => {
    const page = '---\ntitle: "Film Diary: Ferry"\n---\nWatched **Ferry** (1995) again.';
    expect(about(page)).toEqual({ title: 'Ferry', year: 1995, film: 'Ferry 1995' });
  });

  test('the year of a film it is compared with is not its year', () => {
    expect(about('# Dune\n\nBetter than Dune (1984), and I like that one.')).toMatchObject({ year: undefined });
  });

  test('the one film that the first lines link to counts more than a word of a pun', () => {
    const page =
      '---\ntitle: "Old Boats and New Tricks"\n---\nNobody asked for [Ferry](https://www.imdb.com/title/tt0000002/) again.';
    expect(about(page).title).toBe('Ferry');
  });

  test('a line "Movie: 4/5" names no film', () => {
    expect(about('---\ntitle: "Ferry"\n---\nBook: 5/5\n\nMovie: 4/5').title).toBe('Ferry');
  });
});

test('a page as long as one may be is read at once, whatever it is made of', () => {
  for (const part of [
    '8/10 ',
    '★',
    '![a](',
    'Abc\n',
    'tag: a\n',
    'tag:\n - a: b\n  ',
    'Night Ferry runs 97 minutes. ',
  ]) {
    const page = `${part.startsWith('tag') ? '---\n' : ''}${part.repeat((2 * 1024 ** 2) / part.length)}\n---\nRating: 3/5`;
    const start = performance.now();
    expect(readPage(page).lines.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(8000);
  }
});

test('the verdict at the end of an overlong page is found', () => {
  expect(scoreOf(`Ferry\n\n${'The sea is wide. '.repeat(30_000)}\n\nRating: 3/5`)).toBe(60);
});

test('a game among the films of a page is left out', () => {
  const page =
    '## Ferry\n\nWet.\n\nScore: 4/5\n\n## Harbour (game)\n\nFun.\n\nScore: 5/5\n\n## Night\n\nDark.\n\nScore: 2/5';
  expect(readPage(page).sections.map(({ title }) => title)).toEqual(['Ferry', 'Night']);
});
