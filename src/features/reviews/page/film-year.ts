import { DATE } from './dates.ts';
import { type FrontMatter, field } from './frontmatter.ts';
import type { Line } from './plain.ts';

const YEAR = String.raw`((?:18[89]|19\d|20\d)\d)(?!\d)`;
const LABEL =
  '(?:release )?year|released?(?: (?:in|on|date))?|erscheinungsjahr|produktionsjahr|jahr|kinostart|año|estreno|année|ann[ée]e de production|date de sortie|sortie|anno|ano|jaar';
const LABELLED = [
  new RegExp(String.raw`(?:^|[|•·]\s*)(?:${LABEL})\s*[:=]{0,2}\s*[^.:;|\n]{0,24}?${YEAR}`, 'iu'),
  // Korean posts lose their line breaks
  new RegExp(String.raw`(?:제작\s?년도|제작\s?연도|개봉(?:일|년도)?|연도)\s*[:：]?\s*${YEAR}`, 'u'),
  new RegExp(String.raw`${YEAR}\s?[.년]\s?\d{1,2}\s?[.월]\s?\d{1,2}\s?[.일]?\s*(?:국내\s*)?개봉`, 'u'),
];
const SPOKEN = [
  new RegExp(
    String.raw`\b(?<!(?:based|remake|version|adaptation|sequel|prequel|remakes|unlike|than|to) (?:on |of |to )?)(?:a|the|this|in|from)\s${YEAR}(?:'s)?\s(?:\p{L}[\p{L}-]*\s){0,5}?(?:film|movie|thriller|drama|comedy|horror|western|documentary|remake|sequel|feature)\b`,
    'iu',
  ),
  new RegExp(String.raw`\b(?:der|das|ein|dem|den)\s(?:\p{L}+\s){0,2}aus\sdem\sjahr\s${YEAR}`, 'iu'),
  new RegExp(String.raw`\b(?:película|filme?|cinta)\s(?:\p{L}+\s){0,3}de\s${YEAR}`, 'iu'),
  new RegExp(String.raw`\bfilm\s(?:\p{L}+\s){0,3}(?:de|sorti en)\s${YEAR}`, 'iu'),
];
const BESIDE = new RegExp(String.raw`^["”»’'*_]{0,3}\s?\((?:[^()\d]{0,40},\s)?${YEAR}(?:,[^()]{0,30})?\)`, 'u');
const COMPARED = /(?:than|like|unlike|original|remake|als|wie|que|comme|como)\P{L}*$/iu;
/** A year, or where and when: "Canada 2023". */
const ONLY_YEAR = new RegExp(String.raw`^(?:\p{Lu}[\p{L}. -]{1,30}\s)?${YEAR}$`, 'u');
const ONLY_LENGTH =
  /^(?:\d{2,3}\s?(?:min\p{L}*\.?|분|['’′])|\d\s?(?:h|std|시간)\p{L}*\.?\s?\d{1,2}\s?(?:m\p{L}*|분)?\.?)$/iu;
const DAY = new RegExp(DATE, 'giu');
const FIRST_LINES = 25;

/** The year of the film that a page states as a fact: in its front matter, under a label, or "a 2023 Korean film". */
export function readFilmYear(fields: FrontMatter, lines: readonly Line[], published?: string): number | undefined {
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
  const first = lines.slice(0, FIRST_LINES);
  const found = /^(\d{4})$/.exec(stated ?? '')?.[1] ?? spoken(lines, LABELLED);
  const year = found ?? inFacts(first) ?? spoken(first, SPOKEN, published);
  return year === undefined ? undefined : Number(year);
}

/** The year in a row of facts with a running time: "2020 · Horror · 94 min". */
function inFacts(lines: readonly Line[]): string | undefined {
  for (const { text } of lines) {
    const parts = text.length <= 200 ? text.replace(DAY, ' ').split(/\s*[|•·,/]\s*|\s[–—-]\s/) : [];
    const year = parts.map((part) => ONLY_YEAR.exec(part)?.[1]).find((part) => part !== undefined);
    if (year !== undefined && parts.some((part) => ONLY_LENGTH.test(part))) return year;
  }
  return undefined;
}

/** The year in brackets after the text's first mention of a title: "Heat (1995)". */
export function yearBeside(lines: readonly Line[], title: string): number | undefined {
  const name = title.toLowerCase();
  const first = lines.find(
    (line) => line.heading === 0 && line.text.length > name.length && line.text.toLowerCase().includes(name),
  );
  if (!first || name === '') return undefined;
  const at = first.text.toLowerCase().indexOf(name);
  if (COMPARED.test(first.text.slice(Math.max(0, at - 40), at))) return undefined;
  const found = BESIDE.exec(first.text.slice(at + name.length, at + name.length + 80))?.[1];
  return found === undefined ? undefined : Number(found);
}

// "the 1961 film" in a page of 2021 is more often the one it was made from
function isEarlierFilm([whole, year]: RegExpExecArray, published?: string): boolean {
  return /^the\s/i.test(whole) && published !== undefined && Number(published.slice(0, 4)) - Number(year) > 1;
}

function spoken(lines: readonly Line[], patterns: readonly RegExp[], published?: string): string | undefined {
  for (const { text } of lines) {
    for (const pattern of patterns) {
      const found = pattern.exec(text);
      if (found?.[1] !== undefined && !isEarlierFilm(found, published)) return found[1];
    }
  }
  return undefined;
}
