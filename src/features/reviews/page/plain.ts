/** A link that a page makes. `text` is what a reader sees of it, `start` its place in the text it was found in. */
export type Link = { text: string; url: string; start: number };

/** One line as a reader sees it. `heading` is 1-6 for a markdown heading, else 0; `raw` is the line as it was written. */
export type Line = { text: string; heading: number; raw: string };

const TAGS =
  'a|abbr|article|aside|b|blockquote|br|center|cite|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|li|mark|ol|p|pre|q|s|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul|video';
// only tags of HTML: Korean and French writers put titles between angle brackets
const HTML_TAG = new RegExp(`</?(?:${TAGS})\\b[^<>]*>`, 'gi');
// every repeat has an end, so that a hostile page costs no more than a long one
const URL_PART = String.raw`(?:[^()\s]|\([^()\s]{0,200}\)){0,1000}`;
const IMAGE = new RegExp(String.raw`!\[([^\]]{0,300})\](?:\(\s{0,3}${URL_PART}[^)]{0,300}\)|\[[^\]]{0,100}\])`, 'g');
const LINK = new RegExp(
  String.raw`\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){0,300})\]\(\s{0,3}<?(${URL_PART})>?(?:\s{1,3}"[^"]{0,300}")?\s{0,3}\)`,
  'g',
);
const REFERENCE = /^[ ]*\[([^\]^]+)\]:[ ]*(\S+).*$/gm;
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  frac12: '½',
  '#39': "'",
  '#8217': '’',
};

/**
 * The page with one kind of line break, space and hyphen, and entities resolved. Non-breaking hyphens and spaces would
 * otherwise part names and numbers.
 */
export function normalise(page: string): string {
  return page
    .replace(/^\uFEFF/, '')
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000\t]/g, ' ')
    .replace(/[\u200B\u200C\u2060\u00AD\uFEFF]/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

/** What a reader sees of markdown, line by line: no marks, no addresses; images by their text, wiki links by what they show. */
export function plain(markdown: string): string {
  return markdown
    .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, onlyBreaks)
    .replace(/<(script|style)\b(?:(?!<\1\b)[\s\S])*?<\/\1>/gi, onlyBreaks)
    .replace(HTML_TAG, onlyBreaks)
    .replace(REFERENCE, '')
    .replace(IMAGE, '$1')
    .replace(LINK, '$1')
    .replace(/\[\[([^\][|]{0,200}\|)?([^\][]{0,200})\]\]/g, '$2')
    .replace(/\[\^[^\]]{0,100}\]:?/g, '')
    .replace(/\[([^\][]{1,300})\]\[[^\]]{0,100}\]/g, '$1')
    .replace(/<?https?:\/\/[^\s<>)]+>?/g, ' ')
    .replace(/(?<![*_`])(\*{1,3}|_{1,3}|~~|`{1,3})(?=[^\s*_`])([^\n]{0,500}?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\*{2,}/g, '')
    .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1')
    .replace(/ +/g, ' ');
}

/** Markdown with links as their text and images away: its other marks stay. */
export function withoutLinks(markdown: string): string {
  return markdown.replace(REFERENCE, '').replace(IMAGE, ' ').replace(LINK, '$1');
}

function onlyBreaks(removed: string): string {
  return ` ${removed.replace(/[^\n]+/g, '')}`;
}

/** The lines of a body as a reader sees them, empty ones left out. */
export function toLines(body: string): Line[] {
  const visible = plain(body).split('\n');
  const source = body.split('\n');
  return visible.flatMap((text, index): Line[] => {
    const mark = /^\s*(#{1,6})\s+(.*?)[\s#]*$/.exec(text);
    const shown = (mark?.[2] ?? text.replace(/^\s*(?:>\s*)+/, '')).trim();
    return shown === '' ? [] : [{ text: shown, heading: mark?.[1]?.length ?? 0, raw: source[index] ?? text }];
  });
}

/** Every link of a text in order, markdown's and those that refer to an address further down. */
export function links(body: string): Link[] {
  const references = new Map([...body.matchAll(REFERENCE)].map((found) => [found[1] ?? '', found[2] ?? '']));
  const inline = [...body.matchAll(LINK)].map((found) => toLink(found[1], found[2], found.index));
  const referred = [
    ...body.matchAll(/\[((?:!\[[^\]]{0,300}\]\([^)]{0,1000}\)|[^\][]){1,300})\]\[([^\]]{1,100})\]/g),
  ].map((found) => toLink(found[1], references.get(found[2] ?? ''), found.index));
  return [...inline, ...referred].filter((link) => link.url !== '').sort((a, b) => a.start - b.start);
}

function toLink(text = '', url = '', start = 0): Link {
  return { text: plain(text).trim(), url, start };
}
