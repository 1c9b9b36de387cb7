import { fold } from '../../../lib/text.ts';
import { type Line, plain, withoutLinks } from './plain.ts';

/** A name as the page writes it first, how often it stands there, and how it was set off from the text. */
export type Name = { text: string; count: number; how: 'angled' | 'quoted' | 'emphasised' | 'capitalised' };

const ANGLED = /[<《〈「『≪](?!\/)([^<>《》〈〉「」『』≪≫\n]{1,60})[>》〉」』≫]/gu;
const QUOTED = /[“„«»"]([^“”„«»"\n]{1,60})[”“»«"]|(?<![\p{L}\p{N}])[‘']([^‘’'\n]{2,60})[’'](?!\p{L})/gu;
const EMPHASISED = /(?<![*_\p{L}\p{N}\\])(\*\*?|__?)(?![\s*_])([^*_\n]{1,60}?)(?<!\s)\1(?![*_\p{L}\p{N}])/gu;
const WIKI = /\[\[(?:[^\][|]*\|)?([^\][|]+)\]\]/g;
const WORD = String.raw`(?:\p{Lu}[\p{L}\p{N}'’.&-]*|\d{1,4})`;
const JOINT = String.raw`(?:\s(?:of|the|and|a|an|in|on|to|for|with|from|at|by|der|die|das|des|und|von|de|du|la|le|les|el|los|y|et|&)){0,2}`;
const CAPITALISED = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’])\p{Lu}[\p{L}\p{N}'’.&-]*(?:(?:${JOINT}\s|:\s|\s[–-]\s)${WORD}){0,7}`,
  'gu',
);
const MOST = 400;
const MOST_RUNS = 5000;

/** Names that the body sets off from its text, the most frequent first. A page that says a film's name says it so. */
export function setOffNames(body: string, lines: readonly Line[]): Name[] {
  const text = lines.map((line) => line.text).join('\n');
  const found: [string, Name['how']][] = [
    ...groups(text, ANGLED).map((name): [string, Name['how']] => [name, 'angled']),
    ...groups(text, QUOTED).map((name): [string, Name['how']] => [name, 'quoted']),
    ...groups(withoutLinks(body), EMPHASISED, 2).map((name): [string, Name['how']] => [plain(name), 'emphasised']),
    ...groups(body, WIKI).map((name): [string, Name['how']] => [name, 'emphasised']),
  ];
  return counted(found.map(([name, how]) => [name.replace(/[\s,.;:!?]+$/u, '').trim(), how]));
}

/** Every run of capitalised words, and every part of one that could be a name by itself. */
export function capitalisedNames(lines: readonly Line[]): Name[] {
  const runs = lines.flatMap((line) => line.text.match(CAPITALISED) ?? []).slice(0, MOST_RUNS);
  const small = new Set(lines.flatMap((line) => line.text.match(/(?<!\p{L})\p{Ll}[\p{L}'’]*/gu) ?? []));
  const isName = (part: string) => part.length > 2 && (part.includes(' ') || !small.has(part.toLowerCase()));
  const parts = runs.flatMap((run) =>
    partsOf(run)
      .filter(isName)
      .map((part): [string, Name['how']] => [part, 'capitalised']),
  );
  return counted(parts).slice(0, MOST);
}

function partsOf(run: string): string[] {
  const words = run.replace(/['’]s(?=\s|$)/g, '').split(/\s+/);
  const parts: string[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= Math.min(words.length, from + 8); to++) {
      if (isEdge(words[from]) && isEdge(words[to - 1]))
        parts.push(
          words
            .slice(from, to)
            .join(' ')
            .replace(/[.,:]+$/, ''),
        );
    }
  }
  return parts;
}

function isEdge(word = ''): boolean {
  return /^[\p{Lu}\d]/u.test(word);
}

function groups(text: string, pattern: RegExp, group?: number): string[] {
  return [...text.matchAll(pattern)].map(
    (found) => (group === undefined ? (found[1] ?? found[2]) : found[group]) ?? '',
  );
}

function counted(found: readonly [string, Name['how']][]): Name[] {
  const names = new Map<string, Name>();
  for (const [text, how] of found) {
    const key = fold(text);
    const known = names.get(key);
    if (known) {
      known.count += 1;
      if (/^\p{Ll}/u.test(known.text) && /^\p{Lu}/u.test(text)) known.text = text;
    } else if (key !== '') names.set(key, { text, count: 1, how });
  }
  return [...names.values()].sort((a, b) => b.count - a.count);
}
