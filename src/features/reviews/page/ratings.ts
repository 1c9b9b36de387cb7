import { readLanguage } from './language.ts';
import { aheadOfOther, speaksOfOther } from './others.ts';
import type { Line } from './plain.ts';
import { FORMS, type Form } from './rating-forms.ts';
import { KOREAN_FORMS } from './rating-korean.ts';
import type { Rating } from './scale.ts';
import { type Place, STANDINGS, type Standing, standing } from './standing.ts';
import { THUMB_FORMS } from './thumbs.ts';

type Candidate = { rating: Rating; standing: Standing; start: number; end: number };

const LAST_LINES = 3;
// characters around a number that can say what it is; numbers of one line that are looked at
const NEAR = 200;
const MOST = 100;
const HANGUL = /\p{Script=Hangul}/u;

/**
 * The rating that the lines give their film, by the firmest standing at which there is one; none where two of equal
 * standing disagree, for one of them speaks of something else.
 * A thumb counts only where there is nothing else.
 * @param titled whether the first line is the page's title.
 */
export function findRating(lines: readonly Line[], titled = false): Rating | undefined {
  const text = lines.map((line) => line.text).join('\n');
  const language = HANGUL.test(text) ? 'ko' : readLanguage(new Map(), text);
  const look = (forms: readonly Form[]) =>
    lines.flatMap((line, index) => inLine(line, index, lines, titled && index === 0, { forms, language }));
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

type Search = { forms: readonly Form[]; language: string | undefined };

function inLine(
  line: Line,
  index: number,
  lines: readonly Line[],
  title: boolean,
  { forms, language }: Search,
): Candidate[] {
  const taken: Candidate[] = [];
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
      const level = rating && levelOf(form, place);
      if (rating && level) taken.push({ rating, standing: level, start, end });
    }
  }
  return taken;
}

function levelOf(form: Form, place: Place): Standing | undefined {
  if (speaksOfOther(place) || (place.before.trim() === '' && aheadOfOther(place.previous))) return undefined;
  const found = standing(place);
  const level = form.telling && (found === undefined || found === 'closing') ? 'given' : found;
  return level && STANDINGS.indexOf(level) <= STANDINGS.indexOf(form.least) ? level : undefined;
}
