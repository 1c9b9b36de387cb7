import { clean } from '../../lib/text.ts';
import { type Face, type Family, facesOf } from './families.ts';
import { hanOrder } from './han.ts';

/** A text as it can be drawn, and the faces that draw it, in the order in which they are asked. */
export type Drawable = { readonly text: string; readonly faces: readonly Face[] };

/** Stands for what no font has. */
const NEUTRAL = '·';
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;
// the emoji font's keycaps are blank: a plain digit says the same
const KEYCAP = /\uFE0F?\u20E3/g;
const ISOLATED = /\u2068([^\u2068\u2069]*)\u2069/;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * What a text looks like with the fonts there are: one line, and a neutral mark for what none of them has. Of all that
 * cannot be seen only isolates stay (U+2068 ... U+2069, `isolate`): they keep a name from reordering its neighbours.
 */
export function drawable(text: string): Drawable {
  const line = lineOf(text);
  const families = familiesFor(line);
  const faces = new Set<Face>();
  const parts = [...graphemes.segment(line)].map(({ segment }) => {
    const found = nearest(segment, families);
    if (found.face) faces.add(found.face);
    return found.text;
  });
  const place = ({ family }: Face) => families.indexOf(family);
  return { text: parts.join(''), faces: [...faces].sort((a, b) => place(a) - place(b)) };
}

/** The characters (grapheme clusters) of a text that no font has, each once. */
export function missingGlyphs(text: string): string[] {
  const line = lineOf(text);
  const families = familiesFor(line);
  const all = [...graphemes.segment(line)].map(({ segment }) => segment);
  return [...new Set(all)].filter((cluster) => faceFor(cluster, families) === null);
}

function lineOf(text: string): string {
  // every other part was between isolates
  const parts = text.split(ISOLATED).map((part, i) => (i % 2 === 0 ? clean(part) : `\u2068${clean(part)}\u2069`));
  return parts.join('').replace(/\s+/g, ' ').trim().normalize('NFC').replace(KEYCAP, '');
}

function familiesFor(text: string): readonly Family[] {
  const rest: Family[] = [...hanOrder(text), 'arabic', 'thai', 'hebrew'];
  return EMOJI.test(text) ? ['latin', 'emoji', ...rest] : ['latin', ...rest, 'emoji'];
}

/** A cluster itself; or a plainer form of it (a fancy letter, a letter under a heap of marks); or the neutral mark. */
function nearest(cluster: string, families: readonly Family[]): { text: string; face: Face | null | undefined } {
  const plainer = cluster.normalize('NFKC');
  for (const text of [cluster, plainer, plainer.replace(/\p{M}/gu, ''), NEUTRAL]) {
    const face = faceFor(text, families);
    if (face !== null && text !== '') return { text, face };
  }
  return { text: '', face: undefined };
}

/** The first face that has all of a cluster (a cluster is never drawn from two); undefined when nothing is to draw. */
function faceFor(cluster: string, families: readonly Family[]): Face | null | undefined {
  const points = [...cluster].filter((one) => !IGNORABLE.test(one)).map((one) => one.codePointAt(0) ?? 0);
  if (points.length === 0) return undefined;
  for (const family of families) {
    const face = facesOf(family).find(({ characters }) => points.every((point) => characters.has(point)));
    if (face) return face;
  }
  return null;
}
