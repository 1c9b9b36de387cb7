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
/** The first word of a kind there is the page's language. */
const MIXED = 'unseen';
const films = [...FILES.map(([name]) => name), MIXED].flatMap((name) =>
  [...new Set(ownPages(name).map(({ title }) => title))].map(film),
);

describe.each(FILES)('pages of our own in %s', (name, language) => {
  test.each(numbered(ownPages(name)))('page %i (%s, %s) is read right', (_, __, ___, page) => check(page, language));
});

describe('pages of our own in all languages', () => {
  const pages = ownPages(MIXED).filter(({ kind }) => kind !== 'several');
  test.each(numbered(pages))('page %i (%s, %s) is read right', (_, kind, __, page) => check(page, kind.slice(0, 2)));
});

function numbered(pages: readonly OwnPage[]) {
  return pages.map((page, index) => [index, page.kind, page.title, page] as const);
}

function check({ text, rating, title, year }: OwnPage, language: string): void {
  const page = readPage(text);
  const { verdict, ...subject } = decide(page, films);
  expect(shown(page.rating)).toBe(rating);
  expect(page.language).toBe(language);
  expect(page.sections).toEqual([]);
  if (title !== '-') expect(verdict).toMatchObject({ kind: 'match', film: { title } });
  if (year !== '') expect(String(subject.year)).toBe(year);
}

describe('pages of our own about several films', () => {
  const pages = ['several', 'several-more', MIXED].flatMap(ownPages).map((page, index) => [index, page] as const);

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
