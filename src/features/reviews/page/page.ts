import { type Byline, readByline } from './byline.ts';
import { readFilmYear } from './film-year.ts';
import { field, type Split, splitFrontMatter } from './frontmatter.ts';
import { findHeadline } from './head.ts';
import { readHeadline } from './headline.ts';
import { readLanguage } from './language.ts';
import { type Line, normalise, toLines } from './plain.ts';
import { findRating } from './ratings.ts';
import { readRuntime } from './runtime.ts';
import type { Rating } from './scale.ts';
import { findSections, type Section } from './sections.ts';
import { type SpoilerNote, spoilerNote } from './spoilers.ts';
import { statedRating } from './stated-rating.ts';
import { type TitleCandidate, titleCandidates } from './titles.ts';
import { verdictLines } from './verdict-lines.ts';

/** All that a review page says of its film and itself; pure facts, no film looked up. */
export type Page = Byline & {
  titles: TitleCandidate[];
  /** The film's year where the page states it as a fact. */
  year?: number;
  imdbId?: string;
  rating?: Rating;
  /** A rating without its scale, and what pages of the same make have in common. */
  bare?: { make: string; value: string };
  runtimeMinutes?: number;
  language?: string;
  spoilers: SpoilerNote;
  /** More than one entry: the page reviews several films. */
  sections: Section[];
  lines: Line[];
  /** It has neither a rating nor a text: what a database says of a film is no review. */
  isNoReview?: true;
};

/** The rating without a scale that a page's front matter states: all that pages of one make teach each other. */
export function bareRating(source: string): Page['bare'] {
  return statedRating(open(source).fields).bare;
}

/** Reads a review page: plain text, markdown, with or without front matter. */
export function readPage(source: string): Page {
  return readParts(open(source));
}

/** Reads a page whose facts and text are known apart. */
export function readParts({ fields, body }: Split): Page {
  const lines = toLines(body);
  const text = lines.map((line) => line.text).join('\n');
  const sections = findSections(body, lines);
  const stated = statedRating(fields);
  const titled = field(fields, 'title') === undefined;
  const headline = titled ? findHeadline(fields, lines) : undefined;
  const byline = readByline(fields, lines, body);
  const year = readFilmYear(fields, lines, byline.published);
  const named = headline === undefined ? undefined : readHeadline(headline).find((found) => found.year)?.year;
  const rating =
    stated.rating ??
    (stated.bare || sections.length > 1
      ? undefined
      : findRating(verdictLines(lines), titled, { headline, year: year ?? named }));
  const imdbId = /tt\d{7,8}/.exec(field(fields, 'imdb_id', 'imdb', 'imdbid', 'imdb_url') ?? '')?.[0];
  return {
    ...byline,
    ...compact({
      year,
      imdbId,
      rating,
      bare: stated.bare,
      runtimeMinutes: sections.length > 1 ? undefined : readRuntime(fields, lines),
      language: readLanguage(fields, text),
    }),
    titles: titleCandidates({ fields, lines, body }),
    spoilers: spoilerNote(lines, field(fields, 'title') ?? ''),
    sections,
    lines,
  };
}

// characters: a long essay has a third of it; whatever is longer is a dump, whose middle holds no fact
const LONGEST_HEAD = 150_000;
const LONGEST_END = 50_000;

function open(source: string): Split {
  const page = normalise(source);
  if (page.length <= LONGEST_HEAD + LONGEST_END) return splitFrontMatter(page);
  return splitFrontMatter(`${page.slice(0, LONGEST_HEAD)}\n\n${page.slice(-LONGEST_END)}`);
}

type Defined<Facts> = { [key in keyof Facts]?: Exclude<Facts[key], undefined> };

function compact<Facts extends object>(facts: Facts): Defined<Facts> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Defined<Facts>;
}
