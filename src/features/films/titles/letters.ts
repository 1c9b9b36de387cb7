import { fold } from '../../../lib/text.ts';

const LATIN: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** `fold`, and Latin letters that have no accent to lose become their nearest plain letters. */
export function plain(text: string): string {
  return fold(text).replace(/[øłđðþßæœı]/g, (letter) => LATIN[letter] ?? letter);
}

// Compound vowels and finals are spelt with the keys that type them, so that a syllable half typed is a prefix.
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ');
const FINALS =
  ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');

/** The places of a Hangul syllable's initial, vowel and final (0: none) in the order of Unicode. */
export function syllable(character: string): [initial: number, vowel: number, final: number] | undefined {
  const index = character.charCodeAt(0) - 0xac00;
  if (index < 0 || index > 11171) return undefined;
  return [Math.floor(index / 588), Math.floor((index % 588) / 28), index % 28];
}

const HANGUL = /[\uac00-\ud7a3\u1100-\u1112\u1161-\u1175]/;

/** Hangul as the keys that type it, everything else as it is. `fold` leaves a lone consonant as U+1100 to U+1112. */
export function jamo(text: string): string {
  if (!HANGUL.test(text)) return text;
  let keys = '';
  for (let at = 0; at < text.length; at++) keys += keysOf(text.charAt(at));
  return keys;
}

function keysOf(character: string): string {
  const parts = syllable(character);
  if (parts) return `${INITIALS[parts[0]]}${VOWELS[parts[1]]}${FINALS[parts[2]]}`;
  const code = character.charCodeAt(0);
  return (code < 0x1161 ? INITIALS[code - 0x1100] : VOWELS[code - 0x1161]) ?? character;
}

/** Scripts that are read without spaces, or with spaces that people leave out. */
export const EAST_ASIAN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]/u;
