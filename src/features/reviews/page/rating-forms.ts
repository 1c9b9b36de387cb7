import { AND_A_HALF, SCALE_WORDS, toNumber } from './number-words.ts';
import {
  AMOUNT,
  ARTICLES,
  COUNTED,
  FROM_TO,
  GOES_ON,
  LETTER,
  NO_PART,
  NOT_BEFORE,
  NUMBER,
  OUT_OF,
  SCALE,
  SCALE_BESIDE,
  STAR_WORD,
  STARS,
  THINGS,
  UNIT,
} from './rating-parts.ts';
import { letterRating, percentRating, type Rating, rangeRating, ratingOf, SYMBOLS, symbolRating } from './scale.ts';
import type { Standing } from './standing.ts';

/**
 * One way of writing a rating. `least` is the weakest standing at which a number in this form is believed; `telling`:
 * its own words already say that it is a rating, so that it needs no other standing. `language`: two letters.
 */
export type Form = {
  pattern: RegExp;
  least: Standing;
  telling?: true;
  read(found: RegExpMatchArray, language: string | undefined): Rating | undefined;
};

const form = (
  pattern: string,
  flags: string,
  least: Standing,
  read: Form['read'],
  more: { telling?: true } = {},
): Form => ({ pattern: new RegExp(pattern, `g${flags}`), least, read, ...more });

/** The ways of writing a rating that are known in every language, the fullest first. */
export const FORMS: readonly Form[] = [
  form(
    String.raw`${FROM_TO}\s?(${SCALE}|${SCALE_WORDS})[^.!?\d]{0,60}?(?<![\p{L}\d])(?!(?:${ARTICLES})\s)(${AMOUNT})(?![\p{L}\d]|[.,]\d|\s?[/%])`,
    'iu',
    'given',
    ([, scale = '', value = '']) => ratingOf(value, scale),
    { telling: true },
  ),
  form(
    String.raw`(?<=(?:rating|score|grade|wertung|note|nota|puntuaci[oó]n|평점|점수)\s?)${SCALE_BESIDE}\s*[:=–-]?\s*(${NUMBER})(?![\d/%]|[.,]\d)`,
    'iu',
    'labelled',
    ([, scale = '', value = '']) => ratingOf(value, scale),
    { telling: true },
  ),
  form(
    String.raw`(?<![\d/.,½-])(${NUMBER})(?:[-–~]|\s(?:to|bis|à|or|oder)\s)(${NUMBER})\s?(?:\/\s?|${OUT_OF}\s)(5|10|100)(?![\d/½]|[.,]\d)`,
    'iu',
    'closing',
    ([, low = '', high = '', scale = '']) => rangeRating(low, high, scale),
  ),
  // the figure beside a row is what the row means: "★★★★☆ (4.5/5)"
  form(String.raw`(?:${STARS})\s?[([]\s?(${NUMBER})\s?(?:\/|${OUT_OF})\s?(${SCALE})\s?[)\]]`, 'iu', 'closing', slash),
  // neither 24/7, 9/11/2001, "2/5 of the film" nor "9/10 people"
  form(
    String.raw`${NO_PART}(${NUMBER})\s?(?:\p{L}{5,8}\s)?[★⭐]?\uFE0F?\s?\/\s?(${SCALE})(?![\d/½]|[.,]\d|\s*(?:of(?! course)|der|des|del|de la|du)\s|\s(?:${COUNTED})(?!\p{L}))`,
    'iu',
    'closing',
    slash,
  ),
  form(
    String.raw`${NOT_BEFORE}(${AMOUNT})\s(?:${UNIT}\s)?\(?${OUT_OF}\s(?:${UNIT}\s)?(${SCALE}|${SCALE_WORDS})(?!\p{L}|[\d/]|[.,]\d)(?!\s(?!${UNIT}|${GOES_ON})\p{L})`,
    'iu',
    'closing',
    slash,
  ),
  // "three stars and a half", out of five or without a word of how many
  form(
    String.raw`${NOT_BEFORE}(${AMOUNT})\s${STAR_WORD}(${AND_A_HALF})(?:\s${OUT_OF}\s(${SCALE}|${SCALE_WORDS}))?(?![\p{L}\d])`,
    'iu',
    'closing',
    ([, value = '', half = '', scale = '5']) => ratingOf(`${value}${half}`, scale),
  ),
  form(
    String.raw`(?<!(?:and|und|et|y)\s)(?<![\p{L}\d])(?:half\sa\sstar|(?:a|one|un|ein(?:en)?)[\s-]half[\s-]star|½\s?stars?|ein(?:en)?\shalbe[rn]\sstern|une\sdemi[\s-][ée]toile|media\sestrella)(?:\s${OUT_OF}\s(${SCALE}|${SCALE_WORDS}))?(?![\p{L}\d])`,
    'iu',
    'closing',
    ([, scale = '5']) => ratingOf('0.5', scale),
  ),
  // "Nota: 8,5" and nothing more on the line: above five it is of ten
  form(
    String.raw`(?<=(?:^|[.!|]\s)(?:(?:our|my|final|overall|unsere|mi|nuestra|ma|notre)\s)?(?:score|verdict|rating|wertung|bewertung|note|nota|puntuaci[oó]n|calificaci[oó]n|valoraci[oó]n|voto)\s?(?:final|finale|personal)?\s?[:=]\s?)(\d{1,2}(?:[.,]\d{1,2})?)(?=\s*$)`,
    'iu',
    'labelled',
    ([, value = '']) =>
      (toNumber(value) ?? 0) > 5 && (toNumber(value) ?? 0) <= 10 ? ratingOf(value, '10') : undefined,
    { telling: true },
  ),
  // half a thing is never counted: "three and a half of five icicles" is a verdict
  form(
    String.raw`${NOT_BEFORE}(?=\d[.,]5|\d\s?½|\p{L}{3,6}einhalb|[\p{L}\d]{1,8}${AND_A_HALF})(${AMOUNT})\s${OUT_OF}\s(${SCALE}|${SCALE_WORDS})${THINGS}`,
    'iu',
    'closing',
    slash,
  ),
  form(
    String.raw`(?<![\d.,])(\d{1,3}(?:[.,]\d)?)\s?(?:%|percent|prozent)(?!\s(?:of|der|des|del|de|du)\s)`,
    'iu',
    'given',
    ([, value = '']) => percentRating(value),
  ),
  form(
    String.raw`${NOT_BEFORE}(${AMOUNT})(?:\s|-)?${STAR_WORD}(?!\p{L})(?!\s(?:out|of|von|de|sur|sobre|hotel|restaurant|general))`,
    'iu',
    'closing',
    ([, value = '']) => ratingOf(value, '5'),
  ),
  form(
    String.raw`(?<![\p{L}\d]|rated:?\s)(${LETTER})(?![\p{L}\d+'’-])(?=\s*(?:$|[.,;!)\]"”*|]|grade|rating|from me))(?!\s*[.(]\s*\d)`,
    'u',
    'given',
    ([, letter = '']) => letterRating(letter),
  ),
  // a letter with its sign that closes the text after its last sentence
  form(String.raw`(?<=[.!?…)"”]\s{1,2})([A-DF][+−–-])(?=\s*$)`, 'u', 'closing', ([, letter = '']) =>
    letterRating(letter),
  ),
  // "4 out of 5 pumpkins", "4/5 pumpkins": whatever a site counts in, but never people, times or works
  form(String.raw`${NOT_BEFORE}(${AMOUNT})\s${OUT_OF}\s(${SCALE}|${SCALE_WORDS})${THINGS}`, 'iu', 'given', slash),
  form(String.raw`(?<![\p{L}\d/.,½])(${NUMBER})\s?\/\s?(5|10|100)${THINGS}`, 'iu', 'closing', slash),
  form(
    String.raw`(${STARS})\s?\(?(?:${OUT_OF}|\/)\s?(4|5|10|${SCALE_WORDS})(?![\p{L}\d])`,
    'iu',
    'given',
    ([, row = '', scale = '']) => symbolsOf(row, scale),
  ),
  form(String.raw`(${STARS})\s?\(?(?:${OUT_OF}|\/)\s?(★{4,5})(?!★)`, 'iu', 'given', ([, row = '', scale = '']) =>
    symbolsOf(row, String(scale.length)),
  ),
  // rows of stars also adorn: what closes a paragraph without closing a sentence adorns it
  form(STARS, 'u', 'given', ([row], language) => symbolRating(row, language === 'ko')),
  form(String.raw`(?<=[.!?…)"”]\s{0,2})${STARS}(?=\s*$)`, 'u', 'closing', ([row], language) =>
    symbolRating(row, language === 'ko'),
  ),
  // a row filled up to its scale is more than ornament
  form(String.raw`${STARS}(?<=[☆✩○♡🤍□⚪🌑▱])(?=\s*$)`, 'u', 'closing', ([row = ''], language) =>
    row.match(new RegExp(`[${SYMBOLS}]`, 'gu'))?.length === 5 ? symbolRating(row, language === 'ko') : undefined,
  ),
  form(
    String.raw`(?<=[★⭐]\uFE0F?\s?:?\s?)([0-5](?:[.,]\d{1,2})?)(?!\s?[\d/%]|\s?점)`,
    'u',
    'alone',
    ([, value = '']) => ratingOf(value, '5'),
  ),
  form(
    String.raw`(?<![\p{L}\d/.,½-]|[★⭐]\s?)([0-5](?:[.,]\d{1,2})?(?:\s?½)?)\s?[★⭐]\uFE0F?(?!\s?[\d/★⭐☆])`,
    'u',
    'given',
    ([, value = '']) => ratingOf(value, '5'),
  ),
];

function symbolsOf(row: string, scale: string): Rating | undefined {
  const full = symbolRating(row);
  return full && ratingOf(full.value, scale);
}

const NEVER_OF_TWENTY = ['en', 'de', 'es', 'ko', 'nl'];

/** Of twenty the French count; elsewhere it is a day of a month. */
function slash([, value = '', scale = '']: RegExpMatchArray, language: string | undefined): Rating | undefined {
  const rating = ratingOf(value, scale);
  return rating?.scale === '20' && NEVER_OF_TWENTY.includes(language ?? '') ? undefined : rating;
}
