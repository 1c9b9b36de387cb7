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
  hollowStars(document);
}

const FULL_ICON = /(?:^|[\s_-])(?:full|filled|on|active|checked|selected|gold|yellow)(?=$|[\s_-])/i;
const ONLY_STARS = /^[★⭐\s]+$/u;

/** Makes stars that are written like the others, but shown as not given by their class or colour, hollow ones. */
function hollowStars(document: DomElement): void {
  const written = [...document.querySelectorAll('span, i, b, em, font')].filter((one) => ONLY_STARS.test(lineOf(one)));
  const parents = new Set(written.flatMap(({ parentElement }) => parentElement ?? []));
  for (const parent of parents) {
    const stars = written.filter(({ parentElement }) => parentElement === parent);
    const isTold = stars.some((one) => FULL_ICON.test(nameOf(one)));
    const style = (one: DomElement) => one.getAttribute('style') ?? '';
    // stars above stars: how many are shown is a matter of widths
    if (stars.some((one) => /width/.test(style(one))) && ONLY_STARS.test(lineOf(parent))) parent.textContent = '';
    else
      for (const one of stars) {
        const isAmongOthers = countStars(parent) > countStars(one);
        const isPale = isAmongOthers && /color|opacity/.test(style(one));
        if (isPale || EMPTY_ICON.test(nameOf(one)) || (isTold && !FULL_ICON.test(nameOf(one))))
          one.textContent = (one.textContent ?? '').replace(STAR, '☆');
      }
  }
}

const STAR = /[★⭐]/gu;
const countStars = (element: DomElement) => element.textContent?.match(STAR)?.length ?? 0;

function starOf(element: DomElement, name: string): string | undefined {
  if (!['i', 'span', 'svg', 'b', 'em'].includes(element.localName)) return undefined;
  if (!STAR_ICON.test(name) || NO_ICON.test(name) || lineOf(element) !== '') return undefined;
  if (element.getAttribute('style')?.includes('width')) return undefined;
  if (HALF_ICON.test(name)) return '½';
  return EMPTY_ICON.test(name) ? '☆' : '★';
}
