import { letterRating, percentRating, type Rating, ratingOf, symbolRating } from './scale.ts';
import type { Standing } from './standing.ts';

/** One way of writing a rating. `least` is the weakest standing at which a number in this form is believed. */
export type Form = {
  pattern: RegExp;
  least: Standing;
  read(found: RegExpMatchArray, korean: boolean): Rating | undefined;
};

const NUMBER = String.raw`\d{1,3}(?:[.,]\d{1,2})?(?:\s?½|\s1\/2)?|½`;
const WORDS = 'zero|one|two|three|four|five|six|seven|eight|nine|ten';
const AMOUNT = String.raw`(?:${NUMBER}|(?:${WORDS})(?:\sand\sa\shalf)?)`;
const UNIT = String.raw`(?:stars?|points?|sterne?n?|punkte?n?|estrellas?|puntos?|[ée]toiles?|stelle|punti|sterren)`;
const OUT_OF = String.raw`(?:out\s?of(?:\sa\spossible)?|von(?:\smöglichen)?|de|sobre|sur|su|van|av|of|on\sa\sscale\sof(?:\s(?:1|one)\s(?:to|-))?)`;
const SCALE = '4|5|6|10|20|100';
const STARS = String.raw`(?:[★⭐🌟✮✭●☆✩○◐⯨]\uFE0F?\s?){1,10}(?:½|1\/2|반)?`;
// what is counted in "nine out of 10 people": no verdict
const COUNTED_THINGS = String.raw`(?:people|persons?|critics?|viewers?|readers?|users?|voters?|doctors?|dentists?|wom[ae]n|m[ae]n|kids|children|times|cases|days|weeks|months|years|hours|minutes|films?|movies?|episodes?|parts?|scenes?|oscars?|games?|leuten?|menschen|kritikern?|zuschauern?|mal|fällen?|filmen?|jahren?|teilen?|personas|gente|veces|críticos|películas|personnes|fois|spectateurs|of|der|des|del|agree|because|since|and|but|on|from|for|in|with|at|by|to|as|this|that|it|is|was|would|if)(?!\p{L})`;
const THINGS = String.raw`(?:\s(?!${COUNTED_THINGS})\p{L}[\p{L}'’-]*){1,3}(?=\s*[.,!)]?\s*$|[.!,)]\s)`;
const LETTER = String.raw`[A-DF](?:[+-]|−|–)?`;

const form = (pattern: string, flags: string, least: Standing, read: Form['read']): Form => ({
  pattern: new RegExp(pattern, `g${flags}`),
  least,
  read,
});

/** The ways of writing a rating that are known in every language. */
export const FORMS: readonly Form[] = [
  // neither 24/7, 9/11/2001 nor "2/5 of the film"
  form(
    String.raw`(?<![\d/.,½])(${NUMBER})\s?(?:\p{L}{5,8}\s)?[★⭐]?\s?\/\s?(${SCALE})(?![\d/½]|[.,]\d|\s*(?:of|der|des|del|de la|du)\s)`,
    'iu',
    'closing',
    slash,
  ),
  form(
    String.raw`(?<![\p{L}\d/.,])(${AMOUNT})\s(?:${UNIT}\s)?\(?${OUT_OF}\s(?:${UNIT}\s)?(${SCALE}|four|five|ten)(?!\p{L}|[\d/]|[.,]\d)(?!\s(?!${UNIT}|for|because|since|and|but|on|from)\p{L})`,
    'iu',
    'closing',
    ([, value = '', scale = '']) => ratingOf(value, scale),
  ),
  form(String.raw`(?<![\d.,])(\d{1,3}(?:[.,]\d)?)\s?(?:%|percent|prozent)`, 'iu', 'labelled', ([, value = '']) =>
    percentRating(value),
  ),
  form(
    String.raw`(?<![\p{L}\d/.,])(${AMOUNT})(?:\s|-)?(?:stars?|sterne?|estrellas|[ée]toiles|stelle|sterren)(?!\p{L})(?!\s(?:out|of|von|de|sur|hotel|restaurant|general))`,
    'iu',
    'closing',
    ([, value = '']) => ratingOf(value, '5'),
  ),
  form(
    String.raw`(?<!\p{L})(${LETTER})(?![\p{L}\d+'’-])(?=\s*(?:$|[.,;!)\]"”*|]|grade|rating|from me))(?!\s*[.(]\s*\d)`,
    'u',
    'given',
    ([, letter = '']) => letterRating(letter),
  ),
  // "4 out of 5 pumpkins", "4/5 pumpkins": whatever a site counts in, but never people, times or works
  form(
    String.raw`(?<![\p{L}\d/.,])(${AMOUNT})\s${OUT_OF}\s(${SCALE}|four|five|ten)${THINGS}`,
    'iu',
    'given',
    ([, value = '', scale = '']) => ratingOf(value, scale),
  ),
  form(String.raw`(?<![\p{L}\d/.,½])(${NUMBER})\s?\/\s?(5|10|100)${THINGS}`, 'iu', 'closing', slash),
  form(
    String.raw`(${STARS})\s?\(?(?:${OUT_OF}|\/)\s?(4|5|10|four|five|ten)(?![\p{L}\d])`,
    'iu',
    'given',
    ([, row = '', scale = '']) => symbolsOf(row, scale),
  ),
  // rows of stars also adorn: what closes a paragraph without closing a sentence adorns it
  form(STARS, 'u', 'given', ([row], korean) => symbolRating(row, korean)),
  form(String.raw`(?<=[.!?…)"”]\s{0,2})${STARS}(?=\s*$)`, 'u', 'closing', ([row], korean) => symbolRating(row, korean)),
  form(
    String.raw`(?<=[★⭐]\uFE0F?\s?:?\s?)([0-5](?:[.,]\d{1,2})?)(?!\s?[\d/%]|\s?점)`,
    'u',
    'alone',
    ([, value = '']) => ratingOf(value, '5'),
  ),
];

function symbolsOf(row: string, scale: string): Rating | undefined {
  const full = symbolRating(row);
  return full && ratingOf(full.value, scale);
}

function slash([, value = '', scale = '']: RegExpMatchArray): Rating | undefined {
  return ratingOf(value, scale);
}
