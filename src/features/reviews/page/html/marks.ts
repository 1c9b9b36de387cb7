import { type DomElement, lineOf } from './dom.ts';

const STAR_ICON = /(?:^|[\s_-])stars?(?=$|[\s_-])/i;
const NO_ICON = /rating|wrap|list|group|container|user|reader|vote/i;
const HALF_ICON = /half/i;
const EMPTY_ICON = /(?:^|[\s_-])(?:o|empty|outline|regular|off|grey|gray|blank|far)(?=$|[\s_-])|border/i;

/** Elements that are a rating by their name. */
export const RATING =
  /(?:^|[\s_-])(?:rating|score|verdict|grade|stars?|note|nota|wertung|bewertung|valoracion|puntuacion|calificacion|punkte)s?(?=$|[\s_-])/i;
/** What readers gave, and what other sites' people gave. */
export const READERS =
  /(?:^|[\s_-])(?:user|reader|visitor|audience|average|aggregate|votes?|imdb|tmdb|tomato\w*|metacritic|letterboxd|post-ratings|community)s?(?=$|[\s_-])/i;
/** Characters: what readers gave is a line; a whole page may be called "user". */
const LONGEST = 400;

/** The class and the id of an element. */
export function nameOf(element: DomElement): string {
  return `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
}

/**
 * Writes stars that are drawn by their class alone into the document as text, and takes out what readers gave: a
 * reader mode would lose the one and keep the other.
 */
export function markStars(document: DomElement): void {
  for (const element of [...document.querySelectorAll('[class], [id]')]) {
    const name = nameOf(element);
    const isReaders = READERS.test(name) && RATING.test(name) && (element.textContent ?? '').length <= LONGEST;
    const symbol = isReaders ? undefined : starOf(element, name);
    if (isReaders) element.remove();
    else if (symbol !== undefined) element.textContent = symbol;
  }
}

function starOf(element: DomElement, name: string): string | undefined {
  if (!['i', 'span', 'svg', 'b', 'em'].includes(element.localName)) return undefined;
  if (!STAR_ICON.test(name) || NO_ICON.test(name) || lineOf(element) !== '') return undefined;
  if (element.getAttribute('style')?.includes('width')) return undefined;
  if (HALF_ICON.test(name)) return '½';
  return EMPTY_ICON.test(name) ? '☆' : '★';
}
