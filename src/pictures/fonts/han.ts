import type { Family } from './families.ts';

type Han = Extract<Family, 'kr' | 'jp' | 'sc' | 'tc'>;

const HAN = /\p{Script=Han}/u;
// The two-byte codes of each national character set: which of them can write a text tells whose characters they are.
const CHARSETS: readonly { family: Han; label: string; lead: readonly [number, number]; trail: number }[] = [
  { family: 'sc', label: 'gbk', lead: [0xb0, 0xf7], trail: 0xa1 }, // GB 2312 is GBK from trail byte A1 on
  { family: 'tc', label: 'big5', lead: [0xa4, 0xf9], trail: 0x40 },
  { family: 'jp', label: 'shift_jis', lead: [0x88, 0xea], trail: 0x40 },
  { family: 'kr', label: 'euc-kr', lead: [0xca, 0xfd], trail: 0xa1 },
];
const read = new Map<Han, ReadonlySet<string>>();

/**
 * The order in which the Korean, Japanese and Chinese families are asked for a text, since the four draw the same Han
 * character differently: kana is Japanese and Hangul Korean; text of Han characters alone goes to the first of
 * GB 2312, Big5, JIS X 0208 and KS X 1001 that can write it.
 */
export function hanOrder(text: string): readonly Han[] {
  const order = (first: Han): Han[] => [...new Set<Han>([first, 'kr', 'jp', 'sc', 'tc'])];
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return order('jp');
  if (/\p{Script=Hangul}/u.test(text)) return order('kr');
  const han = [...text].filter((character) => HAN.test(character));
  const writes = CHARSETS.find(({ family }) => han.every((character) => charset(family).has(character)));
  return han.length === 0 ? order('kr') : order(writes?.family ?? 'jp');
}

function charset(family: Han): ReadonlySet<string> {
  const known = read.get(family) ?? readCharset(family);
  read.set(family, known);
  return known;
}

function readCharset(family: Han): Set<string> {
  const one = CHARSETS.find((charset) => charset.family === family);
  if (!one) return new Set();
  const bytes: number[] = [];
  for (let lead = one.lead[0]; lead <= one.lead[1]; lead++)
    for (let trail = one.trail; trail <= 0xfe; trail++) bytes.push(lead, trail, 0x0a);
  const decoded = new TextDecoder(one.label).decode(Uint8Array.from(bytes));
  return new Set([...decoded].filter((character) => HAN.test(character)));
}
