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
const ROMAN_ONES = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
const ROMAN_TENS = ['', 'x', 'xx', 'xxx'];

/** Every word that is a number, in digits: a look at the map costs less than a look at the word. */
const DIGITS: ReadonlyMap<string, string> = new Map([
  ...ROMAN_TENS.flatMap((ten, i) =>
    ROMAN_ONES.map((one, j): [string, string] => [ten + one, String(10 * i + j)]),
  ).slice(1),
  ...ORDINALS.map((word, i): [string, string] => [word, `${i}${['th', 'st', 'nd', 'rd'][i] ?? 'th'}`]),
  ...SMALL.entries().map(([word, number]): [string, string] => [word, String(number)]),
]);

/** A word as a number in digits, where it is one: `seven`, `vii`, `seventh` (7th). */
export function digits(word: string): string | undefined {
  return DIGITS.get(word);
}

/**
 * Words with every number in digits: `twenty one` is 21, `two hundred` 200, `eight and a half` 8 1 2,
 * `one hundred and one` 101.
 */
export function withDigits(words: readonly string[]): string[] {
  if (!words.some((word) => DIGITS.has(word))) return [...words];
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
