const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS = '- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth'.split(
  ' ',
);
const SMALL: ReadonlyMap<string, number> = new Map([
  ...ONES.map((word, i): [string, number] => [word, i]),
  ...TENS.map((word, i): [string, number] => [word, i * 10]),
]);
const ORDINAL: ReadonlyMap<string, string> = new Map(
  ORDINALS.map((word, i) => [word, `${i}${['th', 'st', 'nd', 'rd'][i] ?? 'th'}`]),
);
const ROMAN = /^(?=.)(x{0,3})(ix|iv|v?i{0,3})$/;
const ROMAN_VALUE: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

function roman(word: string): string | undefined {
  if (!ROMAN.test(word)) return undefined;
  const values = [...word].map((letter) => ROMAN_VALUE[letter] ?? 0);
  return String(values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0));
}

/** A word as a number in digits, where it is one: `seven`, `vii`, `seventh` (7th). */
export function digits(word: string): string | undefined {
  const small = SMALL.get(word);
  return small !== undefined ? String(small) : (ORDINAL.get(word) ?? roman(word));
}

const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, boolean>();

function isNumber(word: string): boolean {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const is = digits(word) !== undefined;
  remembered.set(word, is);
  return is;
}

/**
 * Words with every number in digits: `twenty one` is 21, `two hundred` 200, `eight and a half` 8 1 2,
 * `one hundred and one` 101.
 */
export function withDigits(words: readonly string[]): string[] {
  if (!words.some(isNumber)) return [...words];
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const { value, next } = spelt(words, i);
    out.push(value ?? digits(words[i] ?? '') ?? words[i] ?? '');
    i = next;
    if (value !== undefined && words.slice(i, i + 3).join(' ') === 'and a half') {
      out.push('1', '2');
      i += 3;
    }
  }
  return out;
}

/** The number spelt out from `start` on, and the place after it. */
function spelt(words: readonly string[], start: number): { value?: string; next: number } {
  const first = SMALL.get(words[start] ?? '');
  if (first === undefined) return { next: start + 1 };
  const [value, at] = first >= 20 ? addOnes(words, start + 1, first) : [first, start + 1];
  if (words[at] !== 'hundred') return { value: String(value), next: at };
  const rest = words[at + 1] === 'and' ? at + 2 : at + 1;
  const more = SMALL.get(words[rest] ?? '');
  if (more === undefined) return { value: String(value * 100), next: at + 1 };
  const [tail, next] = more >= 20 ? addOnes(words, rest + 1, more) : [more, rest + 1];
  return { value: String(value * 100 + tail), next };
}

function addOnes(words: readonly string[], at: number, tens: number): [value: number, next: number] {
  const ones = SMALL.get(words[at] ?? '') ?? 0;
  return ones > 0 && ones < 10 ? [tens + ones, at + 1] : [tens, at];
}
