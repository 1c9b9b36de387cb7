import { AND_A_HALF, NUMBER_WORDS } from './number-words.ts';
import { SYMBOLS } from './scale.ts';

// Parts of patterns: what a rating is written with, in every language.

export const NUMBER = String.raw`\d{1,3}(?:[.,]\d{1,2})?(?:\s?½|\s1\/2)?|½`;
export const AMOUNT = String.raw`(?:(?:${NUMBER}|${NUMBER_WORDS})${AND_A_HALF}?)`;
export const STAR_WORD = String.raw`(?:stars?|sterne?n?|sternchen|estrellas?|[ée]toiles?|stelle|sterren)`;
/** A number below nothing is none: "-3/5". */
const MINUS = String.raw`(?<!(?:^|[\p{L}\d\s)])[-−])`;
export const NOT_BEFORE = String.raw`(?<![\p{L}\d/${SYMBOLS}]|\d[.,])${MINUS}`;
// a sentence may end right before: "ever made.10/10"
export const NO_PART = String.raw`(?<![\d/½]|\d[.,]|\d\sand\s)${MINUS}`;
export const UNIT = String.raw`(?:${STAR_WORD}|points?|punkte?n?|puntos?|punti)`;
export const OUT_OF = String.raw`(?:out\s?of(?:\sa\spossible)?|outt?a|von(?:\smöglichen)?|de|sobre|sur|su|van|av|of|on\sa\sscale\sof(?:\s(?:1|one)\s(?:to|-))?)`;
export const SCALE = '4|5|6|10|20|100';
const ROW_PART = String.raw`[${SYMBOLS}]\uFE0F?\s?`;
const ROW_HALF = String.raw`(?:(?:½|1\/2|반)(?:[☆✩○♡🤍□⚪🌑▱]\uFE0F?\s?){0,9})?`;
// a lone star beside a number counts in the number
export const STARS = String.raw`(?:(?:${ROW_PART}){2,10}|(?<![\d.,½]\s?)${ROW_PART}(?!:?\s?\d))(?![${SYMBOLS}])${ROW_HALF}`;
// what is counted in "nine out of 10 people": no verdict
export const COUNTED = String.raw`people|images?|photos?|pictures?|pages?|slides?|bilder|seiten|fotos|páginas|persons?|critics?|viewers?|readers?|users?|voters?|doctors?|dentists?|wom[ae]n|m[ae]n|kids|children|times|cases|days|weeks|months|years|hours|minutes|films?|movies?|episodes?|parts?|scenes?|oscars?|games?|leuten?|menschen|kritikern?|zuschauern?|mal|fällen?|filmen?|jahren?|teilen?|szenen|personas|gente|veces|críticos|películas|escenas|personnes|fois|spectateurs|scènes`;
const COUNTED_THINGS = String.raw`(?:${COUNTED}|of|der|des|del|agree|because|since|and|but|on|from|for|in|with|at|by|to|as|this|that|it|is|was|would|if)(?!\p{L})`;
export const GOES_ON = 'for|because|since|and|but|on|from|für|weil|und|aber|pour|parce|et|mais|para|por|porque|y|pero';
export const THINGS = String.raw`(?:\s(?!${COUNTED_THINGS})\p{L}[\p{L}'’-]*){1,3}(?=\s*[.,!)]?\s*$|[.!,)]\s)`;
export const LETTER = String.raw`[A-DF](?:[+-]|−|–)?`;
export const ARTICLES = 'an?|one|une?|eine?[nrms]?|una|uno';
export const FROM_TO = String.raw`(?:on\sa\sscale\s(?:of|from)\s(?:0|1|zero|one)\s?(?:to|-|–|through)|auf\seiner\sskala\svon\s(?:0|1|null|eins)\sbis|sur\sune\séchelle\sde\s(?:0|1|zéro|un)\sà|en\suna\sescala\s(?:de|del)\s(?:0|1|cero|uno)\sal?)`;
export const SCALE_BESIDE = String.raw`[([]\s*(?:out\sof|sur|von|sobre|max\.?|\/|[01]\s?(?:-|–|to|bis|à|a))\s*(${SCALE})\s*[)\]]`;
