import type { Line } from '../plain.ts';
import { type DomElement, lineOf } from './dom.ts';
import { markdownOf, tidy } from './markdown.ts';
import { nameOf, RATING, READERS } from './marks.ts';

/** What stands beside the review. */
const BESIDE = /comment|related|recommend|more-|sidebar|widget|respond|list|grid|archive/i;
const OUTSIDE = new Set(['aside', 'footer', 'nav', 'form']);
const LONGEST = 120;
const MOST = 200;

/** The small boxes of a page that are called a rating, as lines: a reader mode takes them for furniture. */
export function ratingBoxes(document: DomElement): Line[] {
  const named = [...document.querySelectorAll('[class], [id]')].filter((element) => RATING.test(nameOf(element)));
  return named
    .slice(0, MOST)
    .filter((element) => !isOthers(element))
    .flatMap((element) => textsOf(element))
    .filter((text) => text.length <= LONGEST)
    .map((text) => ({ text, heading: 0, raw: text }));
}

function textsOf(element: DomElement): string[] {
  const spoken = ['aria-label', 'title'].map((name) => element.getAttribute(name) ?? '');
  const alternatives = [...element.querySelectorAll('[aria-label], img[alt]')].map(
    (inside) => inside.getAttribute('aria-label') ?? inside.getAttribute('alt') ?? '',
  );
  const shown = lineOf(element).length > LONGEST ? '' : tidy(markdownOf(element)).replace(/[*_#|]+|\s+/g, ' ');
  return [shown, ...spoken, ...alternatives].map((text) => text.trim()).filter(Boolean);
}

function isOthers(element: DomElement): boolean {
  for (let above: DomElement | null = element; above; above = above.parentElement) {
    if (above.localName === 'body' || above.localName === 'html') return false;
    if (OUTSIDE.has(above.localName) || READERS.test(nameOf(above)) || BESIDE.test(nameOf(above))) return true;
  }
  return false;
}
