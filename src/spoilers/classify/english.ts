import type { Film } from '../classify.ts';
import { shapesOf } from './shapes.ts';
import { isSomebody, type Word, whoIs, wordsOf } from './tokens.ts';
import type { Kind } from './words.ts';

const VERBS = ['harm', 'turn', 'act', 'mind', 'craft'] as const;
const TALK = ['film', 'crew', 'craftwork', 'praise', 'blame', 'audience', 'i', 'you'] as const;
const TALE = [
  'he',
  'kin',
  'person',
  'dead',
  'harm',
  'turn',
  'act',
  'thing',
  'place',
  'time',
  'ending',
  'secret',
] as const;
const ABOUT_FILM = ['film', 'crew', 'craftwork', 'genre', 'praise', 'blame', 'audience', 'degree'] as const;
const ABOUT_TALE = ['he', 'kin', 'person', 'dead', 'thing', 'place', 'harm', 'turn', 'act', 'time'] as const;
const JUDGES = ['praise', 'blame', 'film', 'craftwork', 'degree', 'crew', 'genre'] as const;

/** Takes the name of a feature down. */
type Add = (name: string) => void;

const isAny = (word: Word, kinds: readonly Kind[]) => kinds.some((kind) => word.kinds.includes(kind));

/** What an English sentence shows, by name of the feature: damped counts, shares of 0..1, and what is there at all (1). */
export function englishFeatures(sentence: string, film?: Film): Map<string, number> {
  const words = wordsOf(sentence, film);
  const counts = new Map<string, number>();
  const count: Add = (name) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const word of words) for (const kind of word.kinds) count(`k:${kind}`);
  names(words, count);
  for (const i of words.keys()) verb(words, i, count);
  const features = new Map([...counts].map(([name, times]) => [name, Math.log2(1 + times)]));
  const note: Add = (name) => {
    features.set(name, 1);
  };
  for (const name of shapesOf(sentence)) note(name);
  shares(words, features);
  pairs(words, note);
  for (const i of words.keys()) {
    identity(words, i, note);
    clause(words, i, note);
  }
  return features;
}

function names(words: readonly Word[], count: Add): void {
  words.forEach((word, i) => {
    if (!word.name) return;
    const next = words[i + 1];
    const full = (word.joined && words[i - 1]?.name) || (next?.joined && next.name && !word.possessive);
    const kind = full ? 'name:full' : 'name:single';
    count(kind);
    if (word.possessive) count(`${kind}:s`);
  });
}

/** A verb with its form, who stands up to four words before it and up to three after. */
function verb(words: readonly Word[], i: number, count: Add): void {
  const word = words[i];
  if (!word) return;
  const kind = VERBS.find((one) => word.kinds.includes(one));
  if (!kind) {
    unknownVerb(word, words[i - 1], count);
    return;
  }
  const before = words.slice(Math.max(0, i - 4), i).reverse();
  const subject = before.map(whoIs).find(Boolean) ?? 'none';
  const form = /(?:ing|ed|s)$/.exec(word.word)?.[0] ?? 'base';
  count(`v:${kind}:${subject}`);
  count(`v:${kind}:${form}`);
  if (form === 's' || form === 'ed') count(`vs:${kind}:${subject}`);
  const object = words
    .slice(i + 1, i + 4)
    .map(whoIs)
    .find(Boolean);
  if (object) count(`o:${kind}:${object}`);
  const passive = before.slice(0, 2).some((one) => /^(?:is|are|was|were|been|being|gets?|got)$/.test(one.word));
  if (passive && form !== 'ing') count(`passive:${kind}`);
}

function unknownVerb(word: Word, before: Word | undefined, count: Add): void {
  const looksLike = /(?:s|ed)$/.test(word.word) && !word.possessive && !word.name && word.kinds.length === 0;
  if (looksLike && before && isSomebody(before) && !before.possessive) count('unknown-verb');
}

function shares(words: readonly Word[], features: Map<string, number>): void {
  const all = Math.max(8, words.length);
  features.set('length', Math.min(3, Math.log1p(words.length) / 2));
  features.set('share:talk', words.filter((word) => isAny(word, ABOUT_FILM)).length / all);
  features.set('share:tale', words.filter((word) => isAny(word, ABOUT_TALE)).length / all);
  features.set('share:name', words.filter((word) => word.name).length / all);
}

/** Which kinds stand together in the sentence. */
function pairs(words: readonly Word[], note: Add): void {
  const talk = words.some((word) => isAny(word, TALK));
  note(`mix:${talk ? 'talk' : ''}${words.some(isSomebody) ? 'tale' : ''}`);
  const there: string[] = TALE.filter((kind) => words.some((word) => word.kinds.includes(kind)));
  if (words.some((word) => word.name)) there.unshift('name');
  there.forEach((one, i) => {
    if (talk) note(`talk&${one}`);
    for (const other of there.slice(i + 1)) note(`${one}&${other}`);
  });
}

/** "It was the gardener", "they are dead"; with a judgement among the words ("he is a good actor") it counts apart. */
function identity(words: readonly Word[], i: number, note: Add): void {
  if (!/^(?:is|are|was|were|been|becomes?|became)$/.test(words[i]?.word ?? '')) return;
  const next = words.slice(i + 1, i + 5);
  if (!next.some((word) => isSomebody(word) || isAny(word, ['dead', 'secret']))) return;
  note(next.some((word) => isAny(word, JUDGES)) ? 'identity:talk' : 'identity');
}

/** A clause that says what somebody does: "when the grandmother pushes him", "that Elsa stays". */
function clause(words: readonly Word[], i: number, note: Add): void {
  if (!/^(?:that|when|where|how|why|because|after|as|if|once|until|before|while)$/.test(words[i]?.word ?? '')) return;
  const at = words.slice(i + 1, i + 5).findIndex(isSomebody);
  if (at < 0) return;
  const deeds = words.slice(i + at + 2, i + at + 6).flatMap(({ kinds }) => kinds);
  const deed = deeds.find((kind) => kind === 'harm' || kind === 'turn' || kind === 'act');
  if (deed) note(`clause:${deed}`);
}

/** What is looked up by its hash: words and pairs of them, without names and numbers. */
export function englishTerms(sentence: string, film?: Film): string[] {
  const words = wordsOf(sentence, film).map(({ word, name }) =>
    name ? '<name>' : /\d/.test(word) ? '<number>' : word,
  );
  return [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)];
}
