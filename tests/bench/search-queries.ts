import { fold } from '../../src/lib/text.ts';
import { type Random, random } from './search-random.ts';

export type Kind = 'typo' | 'prefix' | 'cjk';

/** What is typed, from which title, which titles answer it, and how many answers there can be among the first ten. */
export type Asked = { kind: Kind; text: string; title: string; answers: (title: string) => boolean; most: number };

/** A title and the film it is of. */
export type FilmTitle = { film: string; title: string };

const SEED = 6;
const FIRST = 10;
const SHORTEST = 5;
const SHORTEST_PREFIX = 3;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const LATIN = /^[\p{sc=Latin}\p{Nd}\p{P}\s]+$/u;
const ARTICLE = /^(the|a|an) (?=.)/;
/** Two characters of one East Asian script beside each other. */
const PAIRS = /(?=(\p{sc=Han}{2}|\p{sc=Hangul}{2}|\p{sc=Katakana}{2}|\p{sc=Hiragana}{2}))/gu;

/**
 * Queries of a kind about titles taken evenly from all (each title of each film once):
 * - typo: a title of five letters or more with one letter put in, left out, changed or swapped with its neighbour. That
 *   title answers it.
 * - prefix: a title in small letters cut off, after three letters at least. All titles answer it that begin so, spaces,
 *   punctuation and a leading article left aside: where ten films or more have such a title, ten of them are wanted,
 *   else all.
 * - cjk: two neighbouring characters of one script of a Chinese, Japanese or Korean title. All titles that hold them.
 */
export function queries(kind: Kind, titles: readonly FilmTitle[], count: number): Asked[] {
  const source = random(SEED + kind.length);
  const usable = titles.filter(({ title }) => (kind === 'cjk' ? title.search(PAIRS) >= 0 : isLatin(title)));
  const drawn = Array.from({ length: count }, () => source.pick(usable).title);
  const texts = drawn.map((title) => TEXTS[kind](title, source));
  const answers = ANSWERS[kind](texts, drawn, usable);
  return texts.map((text, i) => ({
    kind,
    text,
    title: drawn[i] ?? '',
    ...(answers[i] ?? { answers: () => false, most: 1 }),
  }));
}

const isLatin = (title: string) => LATIN.test(title) && /\p{L}/u.test(title) && fold(title).length >= SHORTEST;

const TEXTS: Readonly<Record<Kind, (title: string, source: Random) => string>> = {
  typo: (title, source) => slip(title, source),
  prefix: (title, source) => {
    const text = title.toLowerCase();
    const shortest = [...text.matchAll(/[\p{L}\p{N}]/gu)][SHORTEST_PREFIX - 1]?.index ?? 0;
    return text.slice(0, shortest + 1 + source.below(text.length - shortest - 1)).trim();
  },
  cjk: (title, source) => source.pick(pairsOf(title)),
};

/** A title in small letters with one slip at a letter. */
function slip(title: string, source: Random): string {
  const text = title.toLowerCase();
  const places = [...text.matchAll(/\p{L}/gu)].map(({ index }) => index);
  for (;;) {
    const at = source.pick(places);
    const letter = source.pick(LETTERS);
    const [before, own, next, after] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1), text.slice(at + 2)];
    const slipped = source.pick([
      `${before}${letter}${own}${next}${after}`,
      `${before}${next}${after}`,
      `${before}${letter}${next}${after}`,
      ...(/\p{L}/u.test(next) ? [`${before}${next}${own}${after}`] : []),
    ]);
    if (fold(slipped) !== fold(title)) return slipped;
  }
}

type Answers = Pick<Asked, 'answers' | 'most'>;
type Answering = (texts: readonly string[], drawn: readonly string[], titles: readonly FilmTitle[]) => Answers[];

const ANSWERS: Readonly<Record<Kind, Answering>> = {
  typo: (_, drawn) => drawn.map((title) => ({ answers: (found) => fold(found) === fold(title), most: 1 })),
  prefix: (texts, _, titles) => {
    const lengths = [...new Set(texts.map((text) => bare(text).length))];
    const begun = (title: string) => beginnings(title).flatMap((one) => lengths.map((length) => one.slice(0, length)));
    const begins = (text: string) => (found: string) => beginnings(found).some((one) => one.startsWith(text));
    return counted(texts.map(bare), titles, begun, begins);
  },
  cjk: (texts, _, titles) => counted(texts, titles, pairsOf, (text) => (found) => found.includes(text)),
};

/** Answers that any number of films may give, and how many do, as far as the first ten can hold them. */
function counted(
  texts: readonly string[],
  titles: readonly FilmTitle[],
  textsOf: (title: string) => string[],
  answers: (text: string) => (found: string) => boolean,
): Answers[] {
  const films = new Map(texts.map((text) => [text, new Set<string>()]));
  for (const { film, title } of titles) {
    for (const text of textsOf(title)) {
      const found = films.get(text);
      if (found !== undefined && found.size < FIRST) found.add(film);
    }
  }
  return texts.map((text) => ({ answers: answers(text), most: films.get(text)?.size ?? 0 }));
}

const pairsOf = (title: string) => [...title.matchAll(PAIRS)].map(([, pair = '']) => pair);

/** A title's letters alone, without a leading article. */
const bare = (title: string) => fold(title).replace(ARTICLE, '').replaceAll(' ', '');

const beginnings = (title: string) => [bare(title), fold(title).replaceAll(' ', '')];
