/** A piece of Discord's markdown. Styles that only change the looks are not kept. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'spoiler'; inside: Piece[] }
  | { kind: 'link'; inside: Piece[]; url: string }
  | { kind: 'mention'; of: 'user' | 'role' | 'channel'; id: string };

/** A list may also begin after nothing but spaces. */
type Where = { atLineStart: boolean; mayList: boolean; inQuote: boolean };
type Found = { length: number; pieces: Piece[] };
type Rule = (rest: string, where: Where) => Found | null;

const text = (words: string): Piece => ({ kind: 'text', text: words });
const LIST = /^( *)(?:[*-]|\d+\.) [\s\S]+?(?:\n(?! )(?!\1(?:[*-]|\d+\.) )\n*|\s*\n*$)/;
const ITEM = /( *)(?:[*-]|\d+\.) +[^\n]*(?:\n(?!\1(?:[*-]|\d+\.) )[^\n]*)*(?:\n|$)/g;
const BULLET = /^( *)(?:[*-]|\d+\.) +/;
const LINK =
  /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/;
const STYLES = [
  /^\b_((?:__|\\[\s\S]|[^\\_])+?)_\b|^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
  /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/,
  /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/,
];

/** A rule from a pattern at the present place and what its groups become. */
function rule(pattern: RegExp, pieces: (match: RegExpExecArray, where: Where) => Piece[]): Rule {
  return (rest, where) => {
    const match = pattern.exec(rest);
    return match ? { length: match[0].length, pieces: pieces(match, where) } : null;
  };
}

const onLineStart =
  (inner: Rule): Rule =>
  (rest, where) =>
    where.atLineStart ? inner(rest, where) : null;
const within = (words: string | undefined, where: Where): Piece[] => pieces(words ?? '', where);

const quote: Rule = (rest, where) => {
  if (where.inQuote || !where.atLineStart) return null;
  const match = /^ *>>> ([\s\S]*)/.exec(rest) ?? /^ *> [^\n]*(?:\n *> [^\n]*)*\n?/.exec(rest);
  if (!match) return null;
  const words = match[1] ?? match[0].replace(/^ *> ?/gm, '');
  return { length: match[0].length, pieces: pieces(words, { atLineStart: true, mayList: true, inQuote: true }) };
};

/** An item without its bullet; the lines that go on with it stand as far to the left. */
function unindented(item: string): string {
  const indent = BULLET.exec(item)?.[0].length ?? 0;
  return item
    .replace(new RegExp(`^ {1,${indent}}`, 'gm'), '')
    .replace(BULLET, '')
    .replace(/ *\n+$/, '');
}

const list: Rule = (rest, where) => {
  const match = where.mayList ? LIST.exec(rest) : null;
  if (!match) return null;
  const items = match[0].match(ITEM) ?? [];
  const inner = items.flatMap((item) => [text('• '), ...within(unindented(item), where), text('\n')]);
  return { length: match[0].length, pieces: inner };
};

/** Italics, bold and underline start alike; the longest of them wins. */
const style: Rule = (rest, where) => {
  const matches = STYLES.map((pattern) => pattern.exec(rest)).filter((match) => match !== null);
  const [longest] = matches.sort((a, b) => b[0].length - a[0].length);
  if (!longest) return null;
  return {
    length: longest[0].length,
    pieces: pieces(longest[2] ?? longest[1] ?? '', where),
  };
};

const RULES: readonly Rule[] = [
  quote,
  onLineStart(
    rule(/^#{1,3} +([^\n]+?)(\n|$)/, ([, words, end], where) => [...within(words?.trim(), where), text(end ?? '')]),
  ),
  onLineStart(
    rule(/^-# +([^\n]+?)(\n|$)/, ([, words, end], where) => [...within(words?.trim(), where), text(end ?? '')]),
  ),
  list,
  rule(/^```(?:[a-z0-9-]+?\n+)?\n*([\s\S]+?)\n*```/i, ([, code]) => [text(code ?? '')]),
  rule(/^¯\\_\(ツ\)_\/¯/, ([shrug]) => [text(shrug)]),
  rule(/^\\([^0-9A-Za-z\s])/, ([, sign]) => [text(sign ?? '')]),
  rule(/^<(@!?|@&|#)(\d+)>/, ([, sign, id]) => {
    return [{ kind: 'mention', of: sign === '#' ? 'channel' : sign === '@&' ? 'role' : 'user', id: id ?? '' }];
  }),
  rule(/^<a?(:\w+:)\d+>/, ([, name]) => [text(name ?? '')]),
  rule(/^<(\/[-_ \p{L}\p{N}]+):\d+>/u, ([, command]) => [text(command ?? '')]),
  rule(/^<t:-?\d+(?::\w)?>/, ([all]) => [text(all)]),
  rule(/^<([^: >]+:\/[^ >]+)>/, ([, url]) => [text(url ?? '')]),
  rule(/^https?:\/\/[^\s<]+[^<.,:;"')\]\s]/, ([url]) => [text(url)]),
  rule(LINK, ([, words, url], where) => [{ kind: 'link', inside: within(words, where), url: url ?? '' }]),
  style,
  rule(/^~~([\s\S]+?)~~(?!_)/, ([, words], where) => pieces(words ?? '', where)),
  rule(/^(`+)([\s\S]*?[^`])\1(?!`)/, ([, , code]) => [text(code ?? '')]),
  rule(/^\|\|([\s\S]+?)\|\|/, ([, words], where) => [{ kind: 'spoiler', inside: within(words, where) }]),
  rule(/^(?:\n *|[\s\S][0-9A-Za-z \u00c0-\uffff]*?(?=[^0-9A-Za-z \u00c0-\uffff]|\w+:\S|$))/, ([words]) => [
    text(words),
  ]),
];

function firstHit(rest: string, where: Where): Found {
  for (const one of RULES) {
    const hit = one(rest, where);
    if (hit) return hit;
  }
  return { length: rest.length, pieces: [text(rest)] };
}

function pieces(source: string, where: Where): Piece[] {
  const found: Piece[] = [];
  let { atLineStart, mayList } = where;
  for (let rest = source; rest !== ''; ) {
    const hit = firstHit(rest, { ...where, atLineStart, mayList });
    found.push(...hit.pieces);
    atLineStart = /\n *$/.test(rest.slice(0, hit.length));
    mayList = /(?:^|\n) *$/.test(rest.slice(0, hit.length));
    rest = rest.slice(hit.length);
  }
  return found;
}

/**
 * Reads Discord's markdown as its client does: what starts earlier wins, the first following bars close a spoiler.
 * Held in tests against another reader: it hides nothing that the other shows.
 */
export function readMarkdown(source: string): Piece[] {
  const text = source.replace(/\r\n?/g, '\n').replaceAll('\f', '').replaceAll('\t', '    ');
  return pieces(text, { atLineStart: true, mayList: true, inQuote: false });
}
