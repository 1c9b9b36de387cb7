import type { Film } from '../classify.ts';
import { type Kind, wordKinds } from './words.ts';

/** A word of a sentence: in lower case with a straight apostrophe and no "'s", and what it says. */
export type Word = {
  word: string;
  possessive: boolean;
  kinds: readonly Kind[];
  /** Whether it looks like a name. */
  name: boolean;
  /** Whether nothing but a space parts it from the word before. */
  joined: boolean;
};

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’.&-][\p{L}\p{M}\p{N}]+)*/gu;
const DERIVED = /(?:ed|ing|ly|tion|sion|ness|ment|able|ible|ful|less|ous|ive|ish|ism|ity|ance|ence|ical)$/;
/** Capitals that name no person. */
const NO_NAMES = new Set(
  `i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december netflix hollywood korean korea american america french german british english japanese chinese
  italian spanish indian god christmas oscar oscars imdb tv dvd cgi vhs hd ii iii iv uk us usa ok mr mrs ms dr`.split(
    /\s+/,
  ),
);
const CAPITAL = /^\p{Lu}/u;
const SOMEBODY = ['he', 'person', 'kin'] as const;
const WHO = ['he', 'i', 'you', 'kin', 'person', 'film', 'crew', 'craftwork', 'audience'] as const;
const NONE: readonly Kind[] = [];
const CREW: readonly Kind[] = ['crew'];

/** The words of a sentence. The film's title counts as "the film", its cast as crew, its characters as names. */
export function wordsOf(sentence: string, film?: Film): Word[] {
  const text = film ? withoutTitle(sentence, film.title) : sentence;
  const tokens = [...text.matchAll(TOKEN)];
  const capitals = tokens.filter(([token]) => CAPITAL.test(token)).length;
  const headline = tokens.length > 3 && capitals / tokens.length > 0.6;
  const [cast, characters] = [wordsIn(film?.cast), wordsIn(film?.characters)];
  return tokens.map(({ 0: token, index }) => {
    const whole = token.toLowerCase().replaceAll('’', "'");
    const word = whole.replace(/'s$/, '');
    const kinds = wordKinds().get(whole) ?? wordKinds().get(word) ?? NONE;
    const joined = / /.test(text[index - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[index - 2] ?? '');
    const plain: Word = { word, possessive: whole !== word, kinds, name: false, joined };
    if (!CAPITAL.test(token)) return plain;
    if (characters.has(word)) return { ...plain, name: true };
    if (cast.has(word)) return { ...plain, kinds: CREW };
    const opens = index === 0 || /[.!?:"“(]\s*$/.test(text.slice(Math.max(0, index - 3), index));
    const strange = !opens || (kinds.length === 0 && !DERIVED.test(word));
    return { ...plain, name: strange && !headline && !NO_NAMES.has(word) };
  });
}

const wordsIn = (names: readonly string[] = []) =>
  new Set(names.flatMap((name) => [...name.matchAll(TOKEN)].map(([token]) => token.toLowerCase())));

// a title that may be a character's name ("Logan", "John Wick") stays: only one with an English word in it goes
function withoutTitle(sentence: string, title: string): string {
  const words = [...title.matchAll(TOKEN)].map(([token]) => token.toLowerCase());
  const mayGo = words.length > 1 && words.some((word) => wordKinds().has(word));
  return mayGo ? sentence.replaceAll(title, 'the film') : sentence;
}

/** Whether a word stands for somebody of the story: a name, "he", "her father", "the killer". */
export function isSomebody({ name, kinds }: Word): boolean {
  return name || SOMEBODY.some((kind) => kinds.includes(kind));
}

/** Who a word may be as the subject or object of a verb. */
export function whoIs(word: Word): string | undefined {
  return word.name ? 'name' : WHO.find((kind) => word.kinds.includes(kind));
}
