import { describe, expect, test } from 'vitest';
import { decide, type KnownFilm } from '../../../../../src/features/reviews/match.ts';
import { readPage } from '../../../../../src/features/reviews/page/page.ts';
import type { Rating } from '../../../../../src/features/reviews/page/scale.ts';
import { fold } from '../../../../../src/lib/text.ts';
import { type OwnPage, ownPages } from './pages.ts';

const LANGUAGES = { english: 'en', german: 'de', french: 'fr', spanish: 'es', korean: 'ko' };
const shown = (rating: Rating | undefined) => (rating ? `${rating.value} of ${rating.scale}` : 'none');
const FILES = Object.entries(LANGUAGES).flatMap(([name, language]) =>
  [name, `${name}-more`].map((file) => [file, language] as const),
);
const films = FILES.map(([name]) => name).flatMap((name) =>
  [...new Set(ownPages(name).map(({ title }) => title))].map(film),
);

describe.each(FILES)('pages of our own in %s', (name, language) => {
  test.each(ownPages(name).map((page, index) => [index, page.kind, page.title, page] as const))(
    'page %i (%s, %s) is read right',
    (_, __, ___, { text, rating, title, year }) => {
      const page = readPage(text);
      const { verdict, ...subject } = decide(page, films);
      expect(shown(page.rating)).toBe(rating);
      expect(page.language).toBe(language);
      expect(page.sections).toEqual([]);
      if (title !== '-') expect(verdict).toMatchObject({ kind: 'match', film: { title } });
      if (year !== '') expect(String(subject.year)).toBe(year);
    },
  );
});

describe('pages of our own about several films', () => {
  const pages = [...ownPages('several'), ...ownPages('several-more')].map((page, index) => [index, page] as const);

  test.each(pages.filter(([, { kind }]) => kind === 'several'))('page %i lists each with its rating', (_, page) => {
    const { sections, rating } = readPage(page.text);
    expect(sections.map(inWords).map(fold)).toEqual(page.rating.split(';').map(fold));
    expect(rating).toBeUndefined();
  });

  test.each(pages.filter(([, { kind }]) => kind === 'single'))('page %i names others and is about one', (_, page) => {
    expect(readPage(page.text).sections).toEqual([]);
    expect(shown(readPage(page.text).rating)).toBe(page.rating);
  });
});

function inWords({ title, rating }: { title: string; rating?: Rating }): string {
  if (!rating) return title;
  return `${title} = ${rating.scale === 'letter' ? rating.value : shown(rating)}`;
}

function film(title: OwnPage['title']): KnownFilm {
  return { id: title, title, year: null, otherYears: [], titles: [title], people: [], runtimeMinutes: null };
}
