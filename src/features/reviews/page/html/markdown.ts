import { type DomElement, type DomNode, isElement, isText, lineOf } from './dom.ts';

const DEEPEST = 200;
const SILENT = new Set(
  'script style noscript template iframe object canvas form button select option input textarea nav footer aside dialog audio video head'.split(
    ' ',
  ),
);
const BLOCK = new Set(
  'address article blockquote center dd details div dl dt fieldset figcaption figure header hr li main ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** The text of a part of a page as the markdown that the plain reader knows: headings, bold, links, images by their text. */
export function markdownOf(node: DomNode, depth = 0): string {
  if (isText(node)) return (node.textContent ?? '').replace(/\s+/g, ' ');
  if (!isElement(node)) return '';
  const name = node.localName;
  if (SILENT.has(name) || isHidden(node)) return '';
  const inside = () => (depth > DEEPEST ? lineOf(node) : childrenOf(node, depth));
  if (name === 'br') return '\n';
  if (name === 'img') return imageOf(node);
  if (/^h[1-6]$/.test(name)) return `\n\n${'#'.repeat(Number(name[1]))} ${oneLine(inside())}\n\n`;
  if (name === 'a') return linkOf(node, inside());
  if (name === 'b' || name === 'strong') return marked(inside(), '**');
  if (name === 'em' || name === 'i' || name === 'cite') return marked(inside(), '_');
  if (name === 'td' || name === 'th') return `${oneLine(inside())} | `;
  if (name === 'tr' || name === 'li' || name === 'dt' || name === 'dd') return `\n${oneLine(inside())}\n`;
  return BLOCK.has(name) ? `\n\n${inside()}\n\n` : inside();
}

/** Tidies markdown that was put together: no blank at the ends of lines, no more than one empty line. */
export function tidy(markdown: string): string {
  return markdown
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/ \|\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function childrenOf(element: DomElement, depth: number): string {
  return [...element.childNodes].map((child) => markdownOf(child, depth + 1)).join('');
}

function isHidden(element: DomElement): boolean {
  if (element.hasAttribute('hidden')) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '');
}

function imageOf(image: DomElement): string {
  const alt = oneLine(image.getAttribute('alt') ?? image.getAttribute('title') ?? '').replace(/[[\]]/g, '');
  return alt === '' ? '' : `![${alt}](image)`;
}

function linkOf(link: DomElement, inside: string): string {
  const [text, url] = [oneLine(inside), link.getAttribute('href') ?? ''];
  if (text === '' || !/^https?:\/\/[^\s()<>]{1,500}$/i.test(url)) return inside;
  return `[${text.replace(/[[\]]/g, '')}](${url})`;
}

function marked(inside: string, mark: string): string {
  const text = oneLine(inside);
  if (!/[\p{L}\d]/u.test(text) || text.includes(mark) || inside.includes('\n')) return inside;
  const [before, after] = [/^\s/.test(inside) ? ' ' : '', /\s$/.test(inside) ? ' ' : ''];
  return `${before}${mark}${text}${mark}${after}`;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
