import { readLanguage } from './language.ts';
import { aheadOfOther, leadsElsewhere, speaksOfAnotherYear, speaksOfOther } from './others.ts';
import { type Line, toLines } from './plain.ts';
import { FORMS, type Form } from './rating-forms.ts';
import { KOREAN_FORMS } from './rating-korean.ts';
import type { Rating } from './scale.ts';
import { type Place, STANDINGS, type Standing, standing } from './standing.ts';
import { THUMB_FORMS } from './thumbs.ts';

type Candidate = { rating: Rating; standing: Standing; start: number; end: number };

const LAST_LINES = 3;
const HEAD = 30;
// characters around a number that can say what it is; numbers of one line that are looked at
const NEAR = 200;
const MOST = 100;
// characters: a line so short that holds two ratings is a list
const LIST = 120;
const HANGUL = /\p{Script=Hangul}/u;

/** What is known of the page: its headline as it stands among the lines, and the year of its film. */
export type Known = { headline?: string | undefined; year?: number | undefined };

/**
 * The rating that the lines give their film, by the firmest standing at which there is one; none where two of equal
 * standing disagree, for one of them speaks of something else.
 * A thumb counts only where there is nothing else.
 * @param titled whether the first line is the page's title.
 */
export function findRating(lines: readonly Line[], titled = false, known: Known = {}): Rating | undefined {
  const text = lines.map((line) => line.text).join('\n');
  const language = HANGUL.test(text) ? 'ko' : readLanguage(new Map(), text);
  const look = (forms: readonly Form[]) =>
    lines.flatMap((line, index) =>
      inLine(line, index, lines, {
        forms,
        language,
        known,
        title: (titled && index === 0) || isHeadline(line, index, known),
      }),
    );
  const candidates = look(language === 'ko' ? [...KOREAN_FORMS, ...FORMS] : FORMS);
  return firmest(candidates.length > 0 ? candidates : look(THUMB_FORMS));
}

function firmest(candidates: readonly Candidate[]): Rating | undefined {
  for (const level of STANDINGS) {
    const found = candidates.filter((candidate) => candidate.standing === level);
    const scores = new Set(found.map((candidate) => candidate.rating.score));
    if (scores.size > 1) return undefined;
    if (found[0]) return found[0].rating;
  }
  return undefined;
}

// asterisks in a headline have become stars
function isHeadline({ text, raw }: Line, index: number, { headline }: Known): boolean {
  return index < HEAD && headline !== undefined && (text === headline || toLines(raw)[0]?.text === headline);
}

type Search = { forms: readonly Form[]; language: string | undefined; known: Known; title: boolean };

function inLine(
  line: Line,
  index: number,
  lines: readonly Line[],
  { forms, language, known, title }: Search,
): Candidate[] {
  const taken: Candidate[] = [];
  const rows: { start: number; score: number }[] = [];
  for (const form of forms) {
    for (const found of line.text.matchAll(form.pattern)) {
      const [start, end] = [found.index, found.index + found[0].length];
      if (taken.length >= MOST || taken.some((other) => start < other.end && other.start < end)) continue;
      const place = {
        before: (start > NEAR ? '… ' : '') + line.text.slice(Math.max(0, start - NEAR), start),
        after: line.text.slice(end, end + NEAR) + (line.text.length > end + NEAR ? ' …' : ''),
        previous: lines[index - 1]?.text ?? '',
        title,
        last: index >= lines.length - LAST_LINES,
      };
      const rating = form.read(found, language);
      if (rating && !speaksOfOther(place)) rows.push({ start, score: rating.score });
      const level = rating && levelOf(form, place, known);
      if (rating && level) taken.push({ rating, standing: level, start, end });
    }
  }
  return taken.filter((candidate) => !isListed(candidate, rows, line));
}

/** "Island (5/5) · Ferry (4/5)": the last of a list is no last word. */
function isListed(
  { standing, start, rating }: Candidate,
  rows: { start: number; score: number }[],
  line: Line,
): boolean {
  const others = rows.filter((row) => row.start < start && row.score !== rating.score).length;
  return standing === 'closing' && others >= (line.text.length < LIST ? 1 : 2);
}

function levelOf(form: Form, place: Place, { year, headline }: Known): Standing | undefined {
  if (speaksOfOther(place) || (place.before.trim() === '' && aheadOfOther(place.previous))) return undefined;
  const found = standing(place);
  const level = form.telling && (found === undefined || found === 'closing') ? 'given' : found;
  if ((level === 'given' || level === 'closing') && speaksOfAnotherYear(place.before, year)) return undefined;
  if (level === 'closing' && !place.title && leadsElsewhere(place.before, headline)) return undefined;
  return level && STANDINGS.indexOf(level) <= STANDINGS.indexOf(form.least) ? level : undefined;
}
