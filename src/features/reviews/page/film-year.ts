import { type FrontMatter, field } from './frontmatter.ts';
import type { Line } from './plain.ts';

const YEAR = String.raw`((?:18[89]|19\d|20\d)\d)(?!\d)`;
const LABEL =
  '(?:release )?year|released?(?: (?:in|on|date))?|erscheinungsjahr|produktionsjahr|jahr|kinostart|año|estreno|année|ann[ée]e de production|date de sortie|sortie|anno|ano|jaar';
const LABELLED = [
  new RegExp(String.raw`(?:^|[|•·]\s*)(?:${LABEL})\s*[:=]?\s*[^.:;|\n]{0,24}?${YEAR}`, 'iu'),
  // Korean posts lose their line breaks
  new RegExp(String.raw`(?:제작\s?년도|제작\s?연도|개봉(?:일|년도)?|연도)\s*[:：]?\s*${YEAR}`, 'u'),
  new RegExp(String.raw`${YEAR}\s?[.년]\s?\d{1,2}\s?[.월]\s?\d{1,2}\s?[.일]?\s*(?:국내\s*)?개봉`, 'u'),
];
const SPOKEN = [
  new RegExp(
    String.raw`\b(?:a|the|this|in|from)\s${YEAR}(?:'s)?\s(?:\p{L}[\p{L}-]*\s){0,5}?(?:film|movie|thriller|drama|comedy|horror|western|documentary|remake|sequel|feature)\b`,
    'iu',
  ),
  new RegExp(String.raw`\b(?:der|das|ein|dem|den)\s(?:\p{L}+\s){0,2}aus\sdem\sjahr\s${YEAR}`, 'iu'),
  new RegExp(String.raw`\b(?:película|filme?|cinta)\s(?:\p{L}+\s){0,3}de\s${YEAR}`, 'iu'),
  new RegExp(String.raw`\bfilm\s(?:\p{L}+\s){0,3}(?:de|sorti en)\s${YEAR}`, 'iu'),
];
const FIRST_LINES = 25;

/** The year of the film that a page states as a fact: in its front matter, under a label, or "a 2023 Korean film". */
export function readFilmYear(fields: FrontMatter, lines: readonly Line[]): number | undefined {
  const stated = field(
    fields,
    'movie.year',
    'film.year',
    'year',
    'release_year',
    'movie_year',
    'film_year',
    'jahr',
    'anno',
    'ano',
  );
  const found = /^(\d{4})$/.exec(stated ?? '')?.[1] ?? spoken(lines, LABELLED);
  const year = found ?? spoken(lines.slice(0, FIRST_LINES), SPOKEN);
  return year === undefined ? undefined : Number(year);
}

function spoken(lines: readonly Line[], patterns: readonly RegExp[]): string | undefined {
  for (const { text } of lines) {
    for (const pattern of patterns) {
      const year = pattern.exec(text)?.[1];
      if (year !== undefined) return year;
    }
  }
  return undefined;
}
