import { fold } from '../../../lib/text.ts';
import { type Item, itemsOf } from './items.ts';
import { PARTS } from './others.ts';
import { type Line, links } from './plain.ts';
import { findRating } from './ratings.ts';
import type { Rating } from './scale.ts';
import { verdictLines } from './verdict-lines.ts';

/** One film of a page that speaks of several, with what the page says of it. */
export type Section = { title: string; year?: number; rating?: Rating; imdbId?: string; lines: readonly Line[] };

/** Addresses of films on the sites that reviewers link to; the id tells films apart. */
export const FILM_LINK =
  /(?:imdb\.com\/(?:[a-z]{2}\/)?title\/(tt\d+)|(?:themoviedb\.org|tmdb\.org)\/movie\/(\d+)|allocine\.fr\/film\/fichefilm[\w-]*?cfilm=(\d+)|letterboxd\.com\/film\/([\w-]+)|filmaffinity\.com\/\w+\/film(\d+)|moviepilot\.de\/movies\/([\w-]+)|rottentomatoes\.com\/m\/([\w-]+)|movie\.naver\.com\/[^)\s]*code=(\d+)|sensacine\.com\/peliculas\/pelicula-(\d+)|ofdb\.de\/film\/(\d+))/;
const ASPECT =
  /^(?:the\s)?(?:story|plot|acting|cast|visuals?|effects|music|sound(?:track)?|direction|cinematography|verdict|conclusion|summary|overview|fazit|handlung|characters?|good|bad|pros|cons|final thoughts|rating|score)\b/i;
const OTHER_WORK = /\b(?:book|novel|album|buch|roman|livre|libro|podcast|video ?game)\b/i;
const NOT_FILM =
  /[([](?:a |the )?(?:book|novel|(?:video ?)?game|series|tv(?: series)?|season|album|buch|roman|spiel|serie|libro|juego|livre|jeu)\b[^)\]]*[)\]]\s*$/i;
const FILM_WORD = /\b(?:film|movie|kino|película|cinéma)s?\b/i;
/** Characters: a line that long is about the film above it; a list of names has none. */
const PROSE = 60;

/**
 * The films of a page that reviews several, in their order; empty for a page about one. A film of several stands at
 * the head of its own section: by a link to a film's page, by its year, or by a rating that closes the section.
 */
export function findSections(body: string, lines: readonly Line[]): Section[] {
  const items = itemsOf(lines, linkLines(body));
  const linked = items.filter((item) => item.filmLink !== undefined && item.how !== 'line');
  const dated = items.filter((item) => item.year !== undefined && item.how !== 'line');
  const rated = items.filter(
    (item) =>
      item.how !== 'line' && !isAspect(item) && findRating(item.how === 'bold' ? item.lines.slice(0, 1) : item.lines),
  );
  const headed = several(linked, (item) => item.filmLink) || several(dated, titleKey) || several(rated, titleKey);
  if (headed)
    return items.filter((item) => [linked, dated, rated].some((some) => some.includes(item))).flatMap(toSection);
  const inLines = itemsOf(verdictLines(lines), new Map()).filter(
    ({ how, lines }) => how === 'line' && lines.length > 0,
  );
  const told = inLines.filter((item) => item.lines.some(({ text }) => text.length > PROSE) || findRating(item.lines));
  return several(told, titleKey) ? inLines.flatMap(toSection) : [];
}

const ONLY_PART = new RegExp(`^(?:the |die |der |das |la |le |les |el |los )?(?:${PARTS})(?!\\p{L})`, 'iu');
const isAspect = ({ title }: Item) => ASPECT.test(title) || ONLY_PART.test(title);
const titleKey = (item: Item) => fold(item.title);

function several(items: readonly Item[], key: (item: Item) => unknown): boolean {
  return new Set(items.map(key)).size > 1;
}

function toSection(item: Item): Section[] {
  if (!isFilm(item)) return [];
  const rating = findRating(item.lines);
  const { title, year, filmLink, lines } = item;
  return [
    {
      title,
      lines,
      ...(year ? { year } : {}),
      ...(rating ? { rating } : {}),
      ...(filmLink?.startsWith('tt') ? { imdbId: filmLink } : {}),
    },
  ];
}

function isFilm({ title, lines }: Item): boolean {
  if (NOT_FILM.test(title)) return false;
  const text = `${title} ${lines.map((line) => line.text).join(' ')}`;
  return FILM_WORD.test(text) || !OTHER_WORK.test(text);
}

function linkLines(body: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const link of links(body)) {
    const id = FILM_LINK.exec(link.url)
      ?.slice(1)
      .find((part) => part !== undefined);
    if (id === undefined) continue;
    const start = body.lastIndexOf('\n', link.start) + 1;
    const end = body.indexOf('\n', link.start);
    const raw = body.slice(start, end < 0 ? undefined : end);
    if (!found.has(raw)) found.set(raw, id);
  }
  return found;
}
