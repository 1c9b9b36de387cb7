import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/errors.ts';
import { readApart } from '../../../../src/features/reviews/page/reading.ts';
import { site } from './html/site.ts';

const read = (text: string, kind: 'html' | 'text' = 'html') =>
  readApart({ kind, text }).then(
    (page) => (Array.isArray(page.lines) ? 'read' : 'no page'),
    (error: unknown) => (error instanceof UserError ? error.key : Promise.reject(error)),
  );

test('a page is read apart as it is read here', async () => {
  const page = await readApart({
    kind: 'html',
    text: site({ article: '<p>Rating: 4/5</p>' }),
    url: 'https://reel.example/a',
  });
  expect(page).toMatchObject({ rating: { score: 80 }, url: 'https://reel.example/a', language: 'en' });
  expect(
    await readApart({ kind: 'text', text: 'Night Ferry\n\nRating: 4/5', url: 'https://reel.example/a.txt' }),
  ).toMatchObject({
    rating: { score: 80 },
    url: 'https://reel.example/a.txt',
  });
});

describe('a page made to keep a reader busy is read or given up, and meanwhile everything else goes on', () => {
  test.each([
    ['nothing', '', ['read']],
    ['no HTML', 'Rating: 3/5', ['read']],
    ['a tag that never ends', '<div class="rating', ['read']],
    ['three hundred thousand open tags', '<div>'.repeat(300_000), ['import.too-hard']],
    ['lists inside lists', '<ul><li>'.repeat(15_000), ['read', 'import.too-hard']],
    ['many boxes', '<div class="rating">4/5</div>'.repeat(20_000), ['read', 'import.too-hard']],
    [
      'items in items',
      '<div itemscope itemtype="https://schema.org/Review"><b itemprop="author">a</b>'.repeat(5_000),
      ['read', 'import.too-hard'],
    ],
    ['boxes in boxes', '<div class="rating">4/5'.repeat(5_000), ['read', 'import.too-hard']],
    [
      'many attributes',
      `<p ${Array.from({ length: 50_000 }, (_, i) => `a${i}=b`).join(' ')}>x`,
      ['read', 'import.too-hard'],
    ],
    [
      'many scripts of data',
      '<script type="application/ld+json">{"@type":"Review"}</script>'.repeat(5_000),
      ['read', 'import.too-hard'],
    ],
  ])(
    '%s',
    async (_, html, expected) => {
      let longest = 0;
      let last = performance.now();
      const watch = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 10);
      expect(expected).toContain(await read(html));
      clearInterval(watch);
      // the machine of a test may be busy itself; what is read apart would take seconds here
      expect(longest).toBeLessThan(1_500);
    },
    30_000,
  );
});

test('more pages than are read at once wait for their turn', async () => {
  const pages = Array.from({ length: 5 }, (_, index) => read(`Night Ferry\n\nRating: ${index}/5`, 'text'));
  expect(await Promise.all(pages)).toEqual(Array(5).fill('read'));
});
