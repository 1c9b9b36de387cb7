import type { Line } from './plain.ts';
import { FORMS, type Form } from './rating-forms.ts';
import { KOREAN_FORMS } from './rating-korean.ts';
import type { Rating } from './scale.ts';
import { STANDINGS, type Standing, speaksOfOther, standing } from './standing.ts';

type Candidate = { rating: Rating; standing: Standing; start: number; end: number };

const LAST_LINES = 3;
// characters around a number that can say what it is; numbers of one line that are looked at
const NEAR = 200;
const MOST = 100;
const HANGUL = /\p{Script=Hangul}/u;

/**
 * The rating that the lines give their film, by the firmest standing at which there is one; none where two of equal
 * standing disagree, for one of them speaks of something else.
 * @param titled whether the first line is the page's title.
 */
export function findRating(lines: readonly Line[], titled = false): Rating | undefined {
  const korean = lines.some((line) => HANGUL.test(line.text));
  const candidates = lines.flatMap((line, index) => inLine(line, index, lines, titled && index === 0, korean));
  for (const level of STANDINGS) {
    const found = candidates.filter((candidate) => candidate.standing === level);
    const scores = new Set(found.map((candidate) => candidate.rating.score));
    if (scores.size > 1) return undefined;
    if (found[0]) return found[0].rating;
  }
  return undefined;
}

function inLine(line: Line, index: number, lines: readonly Line[], title: boolean, korean: boolean): Candidate[] {
  const forms = korean ? [...KOREAN_FORMS, ...FORMS] : FORMS;
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
      const rating = form.read(found, korean);
      const level = rating && levelOf(form, place);
      if (rating && level) taken.push({ rating, standing: level, start, end });
    }
  }
  return taken;
}

function levelOf(form: Form, place: Parameters<typeof standing>[0]): Standing | undefined {
  if (speaksOfOther(place.before) || (place.before.trim() === '' && speaksOfOther(place.previous))) return undefined;
  const level = KOREAN_FORMS.includes(form) ? (standing(place) ?? 'given') : standing(place);
  return level && STANDINGS.indexOf(level) <= STANDINGS.indexOf(form.least) ? level : undefined;
}
