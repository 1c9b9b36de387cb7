import { expect, test } from 'vitest';
import { field, splitFrontMatter } from '../../../../src/features/reviews/page/frontmatter.ts';
import { scaleOfSiblings, statedRating } from '../../../../src/features/reviews/page/stated-rating.ts';

const fieldsOf = (page: string) => Object.fromEntries(splitFrontMatter(page).fields);

test('YAML between dashes is read: text, quotes, lists in both forms, maps as dotted keys', () => {
  const page = `---
title: "The \\"Long\\" Night"
slug: 'it''s-night'
date: 2021-03-04 10:00:00 # when written
tags:
  - film
  - 'thriller'
cast: [Ann Lee, "Bo, Jr."]
movie:
  title: Long Night
  year: 1999
draft: false
---
The text.`;
  expect(fieldsOf(page)).toEqual({
    title: ['The "Long" Night'],
    slug: ["it's-night"],
    date: ['2021-03-04 10:00:00'],
    tags: ['film', 'thriller'],
    cast: ['Ann Lee', 'Bo, Jr.'],
    'movie.title': ['Long Night'],
    'movie.year': ['1999'],
    draft: ['false'],
  });
  expect(splitFrontMatter(page).body).toBe('The text.');
});

test('TOML between plus signs is read, tables and dotted keys alike', () => {
  const page = '+++\ntitle = "Nacht"\ndate = 2022-11-01\n[extra.movie]\nyear = 1973\nrating = 7\n+++\nText.';
  expect(fieldsOf(page)).toMatchObject({ title: ['Nacht'], 'extra.movie.year': ['1973'], 'extra.movie.rating': ['7'] });
});

test('bare header lines are front matter when they are known and a blank line follows', () => {
  expect(fieldsOf('Title: A night\nDate: 2015-08-09\nTags: film\n\nText.')).toMatchObject({ date: ['2015-08-09'] });
  expect(fieldsOf('Title: A night\nRuntime: 93 minutes\nText goes on')).toEqual({});
});

test('dashes that are never closed are text', () => {
  const page = '---\ntitle: x\nand so on';
  expect(splitFrontMatter(page)).toEqual({ fields: new Map(), body: page });
});

test('a dotted key is found by its last part', () => {
  const { fields } = splitFrontMatter('---\nextra:\n  movie:\n    year: 1999\n---\n');
  expect(field(fields, 'year')).toBe('1999');
});

const rated = (lines: string) => statedRating(splitFrontMatter(`---\n${lines}\n---\n`).fields);

test.each([
  ['grade: C+', 'C+', 'letter'],
  ['rating: 4/5', '4', '5'],
  ['rating: "3,5 / 5"', '3.5', '5'],
  ['stars: 3.5', '3.5', '5'],
  ['rating: ★★★½', '3.5', '5'],
  ['rating: 8', '8', '10'],
  ['score: 85', '85', '100'],
  ['score: 85%', '85', 'percent'],
  ['rating: 3\nrating_max: 4', '3', '4'],
  ['bewertung: 7 von 10', '7', '10'],
])('%j is %s of %s', (lines, value, scale) => {
  expect(rated(lines).rating).toMatchObject({ value, scale });
});

test.each(['rating: 4', 'rating: PG-13', 'imdb_rating: 7.8', 'rating: 0 votes', 'ratings_count: 12', 'age_rating: 16'])(
  '%j is no rating that this page alone can tell',
  (lines) => {
    expect(rated(lines).rating).toBeUndefined();
  },
);

test('pages of one make teach each other the scale of a bare number', () => {
  expect(scaleOfSiblings(['4', '7', '3'])).toBe('10');
  expect(scaleOfSiblings(['4', '3'])).toBeUndefined();
  expect(rated('rating: 4').bare?.make).toBe(rated('rating: 7').bare?.make);
  expect(rated('rating: 4').bare?.make).not.toBe(rated('rating: 7\ngenre: x').bare?.make);
});
