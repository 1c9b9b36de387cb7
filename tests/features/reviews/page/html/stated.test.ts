import { describe, expect, test } from 'vitest';
import { readHtml } from '../../../../../src/features/reviews/page/html/html.ts';
import { ld, site } from './site.ts';

const ratingOf = async (html: string) => {
  const { rating } = await readHtml(html);
  return rating && `${rating.value} of ${rating.scale}`;
};

const movie = {
  '@type': 'Movie',
  name: 'Night Ferry',
  dateCreated: '2019-04-05',
  sameAs: 'https://www.imdb.com/title/tt9900001/',
};
const rated = (ratingValue: unknown, bestRating?: unknown) => ({
  '@type': 'Rating',
  ratingValue,
  ...(bestRating === undefined ? {} : { bestRating }),
});
const review = {
  '@context': 'https://schema.org',
  '@type': 'Review',
  itemReviewed: { ...movie, director: { '@type': 'Person', name: 'Ute Hansen' }, duration: 'PT1H44M' },
  author: { '@type': 'Person', name: 'Dana Whitlock' },
  datePublished: '2020-03-14T08:00:00+01:00',
  publisher: { '@type': 'Organization', name: 'The Harbour Reel' },
  reviewRating: rated(3.5, 5),
};

describe('JSON-LD', () => {
  test('gives film, year, id, running time, rating, author, site and day', async () => {
    const page = await readHtml(site({ head: ld(review) }), 'https://reel.example/night-ferry?utm=1');
    expect(page).toMatchObject({
      rating: { value: '3.5', scale: '5', score: 70 },
      author: 'Dana Whitlock',
      site: 'The Harbour Reel',
      published: '2020-03-14',
      imdbId: 'tt9900001',
      runtimeMinutes: 104,
      year: 2019,
      language: 'en',
      url: 'https://reel.example/night-ferry?utm=1',
    });
    expect(page.titles[0]).toMatchObject({ title: 'Night Ferry', weight: 100 });
    expect(page.lines.map(({ text }) => text).join('\n')).toContain('Ute Hansen');
  });

  test.each<[string, unknown, string]>([
    [
      'in a graph, by references',
      {
        '@graph': [
          { '@type': 'WebPage', '@id': '#p' },
          { '@type': 'Movie', '@id': '#m', name: 'Night Ferry' },
          { ...review, itemReviewed: { '@id': '#m' } },
        ],
      },
      '3.5 of 5',
    ],
    [
      'in a graph, the reference first',
      {
        '@graph': [
          { ...review, itemReviewed: { '@id': '#m' } },
          { '@type': 'Movie', '@id': '#m', name: 'Night Ferry' },
        ],
      },
      '3.5 of 5',
    ],
    ['in an array', [{ '@type': 'Organization', name: 'X' }, review], '3.5 of 5'],
    ['as the main thing of a page', { '@type': 'WebPage', mainEntity: review }, '3.5 of 5'],
    ['of several types', { ...review, '@type': ['Article', 'Review'] }, '3.5 of 5'],
    [
      'with prefixed names',
      {
        '@type': 'schema:Review',
        'schema:itemReviewed': { '@type': 'http://schema.org/Movie', 'schema:name': 'Night Ferry' },
        'schema:reviewRating': { 'schema:ratingValue': { '@value': '4' }, 'schema:bestRating': 5 },
      },
      '4 of 5',
    ],
    ['inside the film, alone', { ...movie, review: { ...review, itemReviewed: undefined } }, '3.5 of 5'],
    ['of ten', { ...review, reviewRating: rated('8', '10') }, '8 of 10'],
    ['of a hundred', { ...review, reviewRating: rated(85, 100) }, '85 of 100'],
    ['above five without a best value', { ...review, reviewRating: rated(8) }, '8 of 10'],
    ['without a best value: of five, as schema.org says', { ...review, reviewRating: rated('4') }, '4 of 5'],
    ['with a decimal comma', { ...review, reviewRating: rated('3,5', '5') }, '3.5 of 5'],
    ['with its scale in the value', { ...review, reviewRating: rated('7/10') }, '7 of 10'],
    ['as a letter', { ...review, reviewRating: rated('B+') }, 'B+ of letter'],
    ['as a row of stars', { ...review, reviewRating: rated('★★★½') }, '3.5 of 5'],
    [
      'beside what readers gave on average',
      { ...review, itemReviewed: { ...movie, aggregateRating: rated('4.9', 5) } },
      '3.5 of 5',
    ],
  ])('%s', async (_, data, expected) => {
    expect(await ratingOf(site({ head: ld(data) }))).toBe(expected);
  });

  test('signs written as entities inside its texts are signs', async () => {
    const named = { ...review, itemReviewed: { ...movie, name: 'Night &amp; Ferry &#8211; L&#039;&eacute;t&eacute;' } };
    const page = await readHtml(site({ head: ld(named) }));
    expect(page.titles[0]?.title).toBe("Night & Ferry – L'été");
  });

  test('of a film that everybody rated, without a review, is no review; beside an article it is', async () => {
    const film = { ...movie, aggregateRating: rated('4.1', 5) };
    const article = { '@type': 'Article', author: { '@type': 'Person', name: 'Dana Whitlock' } };
    expect((await readHtml(site({ head: ld(film) }))).isNoReview).toBe(true);
    expect((await readHtml(site({ head: ld(film) + ld(article) }))).isNoReview).toBeUndefined();
    expect((await readHtml(site({ head: ld({ ...film, review }) }))).isNoReview).toBeUndefined();
  });

  test.each([
    ['with trailing commas', JSON.stringify(review).replace(/\}$/, ',}').replace('}}', '},}')],
    [
      'with line breaks inside its texts',
      JSON.stringify({ ...review, description: 'one_two' }).replace('one_two', 'one\n\ttwo'),
    ],
    ['in a comment', `<!-- ${JSON.stringify(review)} -->`],
    ['in CDATA', `//<![CDATA[\n${JSON.stringify(review)}\n//]]>`],
    ['with entities', JSON.stringify(review).replaceAll('"', '&quot;')],
    ['with a semicolon', `${JSON.stringify(review)};`],
    ['two in one script', `{"@type":"Organization","name":"X"}\n${JSON.stringify(review)}`],
  ])('%s is read all the same', async (_, text) => {
    expect(await ratingOf(site({ head: ld(text) }))).toBe('3.5 of 5');
  });

  test.each<[string, unknown]>([
    ['cut off in the middle', '{"@type": "Review", "reviewRating": {"ratingVal'],
    ['no JSON at all', 'function () { return 5/5 }'],
    ['empty', ''],
    ['null', null],
    ['deep as a well', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    [
      'going round in circles',
      { '@id': '#a', '@type': 'Review', itemReviewed: { '@id': '#a' }, author: { '@id': '#a' }, name: { '@id': '#a' } },
    ],
    [
      'a list of its readers’ reviews',
      {
        ...movie,
        aggregateRating: rated('4.1', 5),
        review: [
          { '@type': 'Review', author: 'a', reviewRating: rated(5) },
          { '@type': 'Review', author: 'b', reviewRating: rated(1) },
        ],
      },
    ],
    [
      'one reader’s review that the film’s page features',
      {
        ...movie,
        aggregateRating: rated('4.1', 5),
        review: { '@type': 'Review', author: 'kinofan', reviewRating: rated(5, 5) },
      },
    ],
    ['what readers gave on average', { ...movie, aggregateRating: rated('4.1', 5) }],
    [
      'an average that calls itself a review’s',
      { '@type': 'Review', itemReviewed: movie, aggregateRating: rated('4.1', 5) },
    ],
    ['a game', { ...review, itemReviewed: { '@type': 'VideoGame', name: 'Night Ferry' } }],
    ['a book', { ...review, itemReviewed: { '@type': 'Book', name: 'Night Ferry' } }],
    [
      'a reader’s under an article of somebody else',
      [
        { '@type': 'Article', author: { '@type': 'Person', name: 'Dana Whitlock' } },
        { ...review, author: { '@type': 'Person', name: 'toastie' } },
      ],
    ],
    [
      'two critics of one film who disagree',
      [review, { ...review, author: { '@type': 'Person', name: 'Imre Vass' }, reviewRating: rated(1, 5) }],
    ],
    ['a widget that nobody has used', { ...review, reviewRating: rated('0', '5') }],
    ['more than there is', { ...review, reviewRating: rated('7', '5') }],
    ['no number', { ...review, reviewRating: rated('great') }],
  ])('%s gives no rating', async (_, data) => {
    expect(await ratingOf(site({ head: ld(data) }))).toBeUndefined();
  });

  test('a widget that nobody has used does not hide what the text says', async () => {
    const head = ld({ ...review, reviewRating: rated('0', '5') });
    expect(await ratingOf(site({ head, article: '<p>Rating: 4/5</p>' }))).toBe('4 of 5');
  });

  test('reviews of several films make a page about several', async () => {
    const of = (name: string, value: number) => ({
      ...review,
      itemReviewed: { '@type': 'Movie', name },
      reviewRating: rated(value, 10),
    });
    const { sections, rating } = await readHtml(site({ head: ld([of('Night Ferry (2019)', 7), of('Low Tide', 4)]) }));
    expect(sections).toMatchObject([
      { title: 'Night Ferry', year: 2019, rating: { score: 70 } },
      { title: 'Low Tide', rating: { score: 40 } },
    ]);
    expect(rating).toBeUndefined();
  });
});

describe('microdata', () => {
  const scope = (type: string, prop = '') =>
    `itemscope itemtype="https://schema.org/${type}"${prop ? ` itemprop="${prop}"` : ''}`;

  test('gives what JSON-LD gives', async () => {
    const article = `<div ${scope('Review')}><span ${scope('Movie', 'itemReviewed')}><a itemprop="url" href="https://www.imdb.com/title/tt9900001/"><span itemprop="name">Night Ferry</span></a><meta itemprop="dateCreated" content="2019"></span>
<span itemprop="author">Dana Whitlock</span> <time itemprop="datePublished" datetime="2020-03-14">14 March</time>
<div ${scope('Rating', 'reviewRating')}><meta itemprop="worstRating" content="1"><span itemprop="ratingValue">7</span>/<span itemprop="bestRating">10</span></div></div>`;
    expect(await readHtml(site({ article }))).toMatchObject({
      rating: { value: '7', scale: '10', score: 70 },
      author: 'Dana Whitlock',
      published: '2020-03-14',
      imdbId: 'tt9900001',
      year: 2019,
    });
  });

  test('an average of many is no rating', async () => {
    const article = `<div ${scope('Movie')}><span itemprop="name">Night Ferry</span><div ${scope('AggregateRating', 'aggregateRating')}><span itemprop="ratingValue">4.5</span>/<span itemprop="bestRating">5</span> (<span itemprop="ratingCount">93</span> votes)</div></div>`;
    expect(await ratingOf(site({ article }))).toBeUndefined();
  });

  test('comments marked up as reviews are their writers’', async () => {
    const comment = (name: string, value: number) =>
      `<div ${scope('Review', 'review')}><b itemprop="author">${name}</b><span ${scope('Rating', 'reviewRating')}><meta itemprop="ratingValue" content="${value}"></span></div>`;
    const after = `<div ${scope('Movie')}><span itemprop="name">Night Ferry</span>${comment('a', 5)}${comment('b', 2)}</div>`;
    expect(await ratingOf(site({ after }))).toBeUndefined();
  });
});
