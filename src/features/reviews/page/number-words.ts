const NUMBERS: Record<string, readonly string[]> = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  de: ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'],
  fr: ['zéro', 'une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
  es: ['cero', 'una', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
};
const ALIKE: Record<string, number> = {
  half: 0.5,
  einen: 1,
  eine: 1,
  einem: 1,
  eins: 1,
  eineinhalb: 1.5,
  anderthalb: 1.5,
  un: 1,
  uno: 1,
  vingt: 20,
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  네: 4,
  넷: 4,
  다섯: 5,
};

const VALUES = new Map<string, number>([
  ...Object.values(NUMBERS).flatMap((words) => words.map((word, value): [string, number] => [word, value])),
  ...Object.entries(ALIKE),
]);
// German writes halves as one word
for (const [value, word] of (NUMBERS.de ?? []).entries()) if (value > 1) VALUES.set(`${word}einhalb`, value + 0.5);

const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');
const LATIN = [...VALUES.keys()].filter((word) => /^\p{Script=Latin}+$/u.test(word));

/** The number words of the languages with an alphabet, as alternatives of a pattern. */
export const NUMBER_WORDS = longestFirst(LATIN);

/** The words for a scale's highest value: four, five, ten, twenty. */
export const SCALE_WORDS = longestFirst(LATIN.filter((word) => [4, 5, 10, 20].includes(VALUES.get(word) ?? 0)));

/** "and a half" in every language, after a number or a number word. */
export const AND_A_HALF = String.raw`(?:[\s-]and[\s-]a[\s-]half|\set\sdemie?|\sy\smedi[ao]|\sund\sein(?:en?)?\shalbe[rns]?)`;

const HALVED = new RegExp(String.raw`^(.*?)\s*(?:½|\b1\/2|반|${AND_A_HALF})$`, 'u');

/** "3,5" "3½" "3 1/2" "three and a half" "네" "dreieinhalb" as a number with a dot; undefined when it is none. */
export function toNumber(written: string): number | undefined {
  const text = plainNumber(written);
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** A written number in digits with a dot, its own decimals kept: "3,50" is "3.50". What is no number stays. */
export function plainNumber(written: string): string {
  const text = written.trim().toLowerCase().replace(',', '.');
  const half = HALVED.exec(text);
  const whole = half ? (half[1] ?? '').trim() || '0' : text;
  const digits = String(VALUES.get(whole) ?? whole);
  return half && /^\d+$/.test(digits) ? `${digits}.5` : digits;
}
