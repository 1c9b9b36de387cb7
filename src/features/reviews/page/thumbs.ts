import type { Form } from './rating-forms.ts';
import { THUMBS, type Thumb } from './scale.ts';

const UP = String.raw`thumbs?[\s-]up|daumen\s(?:ganz\s)?(?:hoch|nach\soben)|pouces?\s(?:levés?|en\sl['’]air|vers\sle\shaut|en\shaut)|pulgar(?:es)?\s(?:hacia\s)?arriba`;
const DOWN = String.raw`thumbs?[\s-]down|daumen\s(?:ganz\s)?(?:runter|nach\sunten)|pouces?\s(?:baissés?|vers\sle\sbas|en\sbas)|pulgar(?:es)?\s(?:hacia\s)?abajo`;
const SIDEWAYS = String.raw`thumbs?[\s-]sideways|daumen\s(?:in\sder\smitte|zur\sseite)`;
const KOREAN_UP = String.raw`엄지(?:를)?\s?(?:척|업|번쩍|두\s?개)`;
const KOREAN_DOWN = String.raw`엄지(?:를)?\s?(?:다운|아래)`;
// "thumbs up for the costumes" is a word on a part; "for me", "for this film" are none
const OF_A_PART = String.raw`(?!\s(?:for|to|für|pour|por|para|an|à)\s(?!me|mich|moi|mí|this\s(?:film|movie|one)|diesen\sfilm|ce\sfilm|esta\spelícula))`;

const words = (pattern: string, thumb: Thumb): Form => ({
  pattern: new RegExp(String.raw`(?<!\p{L})(?:${pattern})(?!\p{L})${OF_A_PART}`, 'giu'),
  least: 'closing',
  read: () => THUMBS[thumb],
});

// an emoji also adorns: only a label makes a verdict of it
const emoji = (symbol: string, thumb: Thumb): Form => ({
  pattern: new RegExp(String.raw`(?:${symbol}[\u{1F3FB}-\u{1F3FF}\uFE0F]?\s?){1,2}`, 'gu'),
  least: 'labelled',
  read: () => THUMBS[thumb],
});

/** Thumbs in words and as emoji: believed only where a page gives no other rating. */
export const THUMB_FORMS: readonly Form[] = [
  words(`${UP}|${KOREAN_UP}`, 'up'),
  words(`${DOWN}|${KOREAN_DOWN}`, 'down'),
  words(SIDEWAYS, 'sideways'),
  emoji('👍', 'up'),
  emoji('👎', 'down'),
];
