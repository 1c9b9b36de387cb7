import { describe, expect, test } from 'vitest';
import { readHtml } from '../../../../../src/features/reviews/page/html/html.ts';
import { PROSE, site } from './site.ts';

const ratingOf = async (html: string) => {
  const { rating } = await readHtml(html);
  return rating && `${rating.value} of ${rating.scale}`;
};

describe('a page without data of its own is read by its article', () => {
  test('which has its title, its text and nothing of what stands around it', async () => {
    const page = await readHtml(
      site({ before: '<p>By Dana Whitlock | 14 March 2020</p>', article: '<p><b>Rating:</b> 3.5/5</p>' }),
    );
    expect(page).toMatchObject({
      author: 'Dana Whitlock',
      published: '2020-03-14',
      site: 'The Harbour Reel',
      language: 'en',
      sections: [],
    });
    expect(page.rating).toEqual({ value: '3.5', scale: '5', score: 70 });
    expect(page.titles[0]).toMatchObject({ title: 'Night Ferry', year: 2019 });
    const text = page.lines.map((line) => line.text).join('\n');
    for (const paragraph of PROSE) expect(text).toContain(paragraph);
    for (const other of ['Low Tide', 'toastie', 'Top rated', '©', 'ratingValue']) expect(text).not.toContain(other);
  });

  test.each([
    ['a line in the article', { article: '<p><strong>Score: 7.5/10</strong></p>' }, '7.5 of 10'],
    [
      'a table',
      {
        article:
          '<table><tr><th>Director</th><td>Ute Hansen</td></tr><tr><th>Our rating</th><td>★★★★☆</td></tr></table>',
      },
      '4 of 5',
    ],
    ['the heading', { heading: 'Night Ferry (2019) ★★★½' }, '3.5 of 5'],
    ['a picture by its text', { article: '<p><img src="/s35.gif" alt="3,5/5"></p>' }, '3.5 of 5'],
    ['a letter', { article: '<p>Grade: <b>B+</b></p>' }, 'B+ of letter'],
    [
      'a number in two elements',
      { article: '<p class="end">Verdict: <span class="v">8</span><span class="of">/10</span></p>' },
      '8 of 10',
    ],
    [
      'icons',
      {
        article:
          '<p>Rating: <i class="fa fa-star"></i><i class="fa fa-star"></i><i class="fa fa-star"></i><i class="fa fa-star-half-o"></i></p>',
      },
      '3.5 of 5',
    ],
    [
      'icons with empty ones',
      {
        article:
          '<p>Rating: <i class="icon-star"></i><i class="icon-star"></i><i class="icon-star-empty"></i><i class="icon-star-empty"></i><i class="icon-star-empty"></i></p>',
      },
      '2 of 5',
    ],
    [
      'a box before the article',
      { before: '<div class="review-score"><span>8</span><span>/10</span></div>' },
      '8 of 10',
    ],
    [
      'a box that only speaks to screen readers',
      { before: '<div class="star-rating" role="img" aria-label="Rated 4 out of 5 stars"></div>' },
      '4 of 5',
    ],
    ['a box outside the article', { after: '<div class="final-verdict"><b>Verdict</b> 6.5/10</div>' }, '6.5 of 10'],
  ] as const)('%s', async (_, parts, expected) => {
    expect(await ratingOf(site(parts))).toBe(expected);
  });

  test.each([
    ['nothing', {}],
    ['what readers gave', { before: '<div class="user-rating">User rating: 4.5/5 (93 votes)</div>' }],
    ['what others gave', { before: '<div class="imdb-rating">7.9/10</div><div class="metacritic-score">81/100</div>' }],
    ['a widget to vote with', { article: '<div class="post-ratings">★★★★★ (12 votes, average: 4.67 out of 5)</div>' }],
    ['a box for readers', { article: '<div class="reader-score"><span>5/5</span></div>' }],
    ['hidden text', { article: '<p style="display:none">Rating: 1/5</p>' }],
    ['boxes that disagree', { before: '<div class="rating">4/5</div><div class="rating">2/5</div>' }],
    [
      'the parts of a verdict',
      { before: '<ul><li class="rating">Story 7/10</li><li class="rating">Sound 9/10</li></ul>' },
    ],
  ])('%s is no rating', async (_, parts) => {
    expect(await ratingOf(site(parts))).toBeUndefined();
  });

  test('a page about several films lists them', async () => {
    const body = ['Night Ferry (2019)', 'Low Tide (2016)']
      .map((title, index) => `<h2>${title}</h2><p>${PROSE[index]}</p><p>${index + 3}/5</p>`)
      .join('');
    const { sections, rating } = await readHtml(
      `<html><head><title>Two films</title></head><body><article><h1>Two films</h1>${body}</article></body></html>`,
    );
    expect(sections.map(({ title, rating }) => [title, rating?.score])).toEqual([
      ['Night Ferry', 60],
      ['Low Tide', 80],
    ]);
    expect(rating).toBeUndefined();
  });

  test('a Korean page in an English template is Korean', async () => {
    const text =
      '안개 속을 떠나는 배, 그리고 한 명 더 많은 승객. 말이 거의 없는 영화인데도 한 시간이 금방 갔다. '.repeat(4);
    const page = await readHtml(
      `<html lang="en"><head><title>영화 밤배 (2019) 후기 : 네모 블로그</title></head><body><div class="post"><h3>영화 &lt;밤배&gt; (2019) 후기</h3><p>${text}</p><p>별점 ★★★☆</p></div></body></html>`,
    );
    expect(page).toMatchObject({ language: 'ko', rating: { value: '3.5', scale: '5' } });
  });

  test('its address is the one it names on its own site, else the one it was fetched from', async () => {
    const head = (href: string) => `<link rel="canonical" href="${href}">`;
    const urlOf = async (href: string, address?: string) => (await readHtml(site({ head: head(href) }), address)).url;
    expect(await urlOf('https://reel.example/a', 'https://www.reel.example/a?x=1')).toBe('https://reel.example/a');
    expect(await urlOf('/b', 'https://reel.example/a')).toBe('https://reel.example/b');
    expect(await urlOf('https://elsewhere.example/a', 'https://reel.example/a')).toBe('https://reel.example/a');
    expect(await urlOf('javascript:alert(1)', 'https://reel.example/a')).toBe('https://reel.example/a');
    expect(await urlOf('https://reel.example/a')).toBe('https://reel.example/a');
  });
});

test.each([
  [
    '<span class="full">★</span><span class="full">★</span><span class="full">★</span><span class="empty">★</span><span class="empty">★</span>',
    '3 of 5',
  ],
  ['<span class="on">★★★</span><span class="off">★★</span>', '3 of 5'],
  ['★★★<span style="color:#ccc">★★</span>', '3 of 5'],
  ['★★★<span class="grey">★★</span>', '3 of 5'],
  [
    '<span class="star filled">★</span><span class="star filled">★</span><span class="star">★</span><span class="star">★</span><span class="star">★</span>',
    '2 of 5',
  ],
  ['<span>★★★★★<span style="width:60%">★★★★★</span></span>', undefined],
  ['<span class="gold">★★★★</span>', '4 of 5'],
  ['<span style="color:gold">★★★★</span>', '4 of 5'],
])('stars shown as not given are not given: %s', async (stars, rating) => {
  const text = 'A boat goes out at night and does not come back, and the harbour waits. '.repeat(5);
  const page = await readHtml(
    `<html><body><article><h1>Night Ferry (2019)</h1><p>${text}</p><p>${stars}</p></article></body></html>`,
  );
  expect(page.rating && `${page.rating.value} of ${page.rating.scale}`).toBe(rating);
});
