import { toNumber } from './number-words.ts';
import type { Form } from './rating-forms.ts';
import { type Rating, ratingOf } from './scale.ts';

const NUMBER = String.raw`\d{1,3}(?:\.\d{1,2})?`;
const COUNT = String.raw`(?:${NUMBER}|한|두|세|네|다섯|하나|둘|셋|넷)`;

/** The ways of writing a rating that are Korean alone. Their words already say that it is one. */
export const KOREAN_FORMS: readonly Form[] = [
  {
    pattern: new RegExp(
      String.raw`(${NUMBER})\s*점\s*만점\s*(?:에서|에|으로|중에?)?\s*(?:약|한)?\s*(${NUMBER})(?!\d|\s*점?\s*(?:짜리\s*)?(?:그래픽|연기|영상|음악|액션|비주얼|스토리|연출|미모|케미|사운드))\s*점?`,
      'gu',
    ),
    least: 'closing',
    telling: true,
    read: ([, scale = '', value = '']) => ratingOf(value, scale),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\d.])(${NUMBER})\s*(?:점\s*\/\s*(5|10|100)(?!\d)\s*점?|\/\s*(5|10|100)\s*점)`,
      'gu',
    ),
    least: 'closing',
    telling: true,
    read: ([, value = '', one, other = '']) => ratingOf(value, one ?? other),
  },
  {
    pattern: new RegExp(
      String.raw`별\s*(?:다섯|5)\s*개?\s*(?:만점\s*)?(?:중에서?|중|에서?)\s*(${COUNT})\s*개?\s*(반)?`,
      'gu',
    ),
    least: 'closing',
    telling: true,
    read: stars,
  },
  {
    pattern: new RegExp(String.raw`별\s*점?\s*(${COUNT})\s*개\s*(반)?(?!\s*(?:중|만점|짜리))`, 'gu'),
    least: 'closing',
    telling: true,
    read: stars,
  },
  {
    pattern: new RegExp(String.raw`(?<=별점[은는을이]?\s*:?\s*)(${NUMBER})\s*점?`, 'gu'),
    least: 'closing',
    telling: true,
    read: ofFive,
  },
  {
    pattern: new RegExp(String.raw`(?<![\d.])(${NUMBER})\s*점?\s*[(/]\s*(5|10|100)\s*점?\s*만점\s*\)?`, 'gu'),
    least: 'closing',
    telling: true,
    read: ([, value = '', scale = '']) => ratingOf(value, scale),
  },
  // the number must be the writer's own: "(my) rating ... N points", or "N points" that the writer gives
  {
    pattern: new RegExp(
      String.raw`(?:개인적|주관적|나의|나만의|내|제|저의|평점|점수)[^.!?\n]{0,25}?(?<![\d.])(${NUMBER})\s*점\s*(?:정도|쯤|대)?\s*(?:을|를|은|는)?\s*(?:주|줄|드리|드릴|준|줬|매기|매길|이다|입니다|이에요|예요|정도)`,
      'gu',
    ),
    least: 'closing',
    telling: true,
    read: points,
  },
  {
    pattern: new RegExp(
      String.raw`(?:개인적인?|주관적인?|나의|나만의|내|제|저의)\s*(?:영화\s*)?(?:평점|점수)[은는이을를]?\s*:?\s*(?:약|한)?\s*(${NUMBER})\s*점`,
      'gu',
    ),
    least: 'closing',
    telling: true,
    read: points,
  },
];

function stars([, count = '', half]: RegExpMatchArray): Rating | undefined {
  const value = toNumber(half ? `${count} 반` : count);
  return value === undefined ? undefined : ratingOf(String(value), '5');
}

function ofFive([, value = '']: RegExpMatchArray): Rating | undefined {
  return ratingOf(value, '5');
}

/** Points without a scale: of ten as Korea's film sites count, of a hundred above; five or fewer could be of five. */
function points([, value = '']: RegExpMatchArray): Rating | undefined {
  const amount = toNumber(value) ?? 0;
  if (amount <= 5) return undefined;
  return ratingOf(value, amount <= 10 ? '10' : '100');
}
