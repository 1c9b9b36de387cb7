import { type Line, links } from './plain.ts';
import { findRating } from './ratings.ts';
import type { Rating } from './scale.ts';

/** One film of a page that speaks of several. */
export type Section = { title: string; year?: number; rating?: Rating };

type Item = { title: string; year?: number; lines: Line[]; filmLink?: string; heading: boolean };

/** Addresses of films on the sites that reviewers link to; the id tells films apart. */
export const FILM_LINK =
  /(?:imdb\.com\/(?:[a-z]{2}\/)?title\/(tt\d+)|(?:themoviedb\.org|tmdb\.org)\/movie\/(\d+)|allocine\.fr\/film\/fichefilm[\w-]*?cfilm=(\d+)|letterboxd\.com\/film\/([\w-]+)|filmaffinity\.com\/\w+\/film(\d+)|moviepilot\.de\/movies\/([\w-]+)|rottentomatoes\.com\/m\/([\w-]+)|movie\.naver\.com\/[^)\s]*code=(\d+)|sensacine\.com\/peliculas\/pelicula-(\d+)|ofdb\.de\/film\/(\d+))/;
const ASPECT =
  /^(?:the\s)?(?:story|plot|acting|cast|visuals?|effects|music|sound(?:track)?|direction|cinematography|verdict|conclusion|summary|overview|fazit|handlung|characters?|good|bad|pros|cons|final thoughts|rating|score)\b/i;
const OTHER_WORK = /\b(?:book|novel|album|buch|roman|livre|libro|podcast|video ?game)\b/i;
const NOT_FILM =
  /[([](?:a |the )?(?:book|novel|(?:video ?)?game|series|tv(?: series)?|season|album|buch|roman|spiel|serie|libro|juego|livre|jeu)\b[^)\]]*[)\]]\s*$/i;
const FILM_WORD = /\b(?:film|movie|kino|película|cinéma)s?\b/i;
const NUMBERED = /^(?:#\s*)?(?:\d{1,3}|-)\s*[.):]\s*/;
const WITH_YEAR =
  /^[«“"'_*]{0,3}(.{1,80}?)[»”"'_*]{0,3}\s{0,3}[([](?:[^()[\]\d]{0,60},\s*)?((?:18|19|20)\d\d)(?:,[^()[\]]{0,60})?[)\]]/u;

/**
 * The films of a page that reviews several, in their order; empty for a page about one. A film of several stands at
 * the head of its own section: by a link to a film's page, by its year, or by a rating that closes the section.
 */
export function findSections(body: string, lines: readonly Line[]): Section[] {
  const items = itemsOf(lines, linkLines(body));
  const linked = items.filter((item) => item.filmLink !== undefined);
  const dated = items.filter((item) => item.year !== undefined);
  const rated = items.filter(
    (item) => item.heading && !ASPECT.test(item.title) && findRating(item.lines) !== undefined,
  );
  const distinct = (some: Item[], key: (item: Item) => unknown) => new Set(some.map(key)).size;
  const several =
    distinct(linked, (item) => item.filmLink) > 1 ||
    distinct(dated, (item) => item.title.toLowerCase()) > 1 ||
    distinct(rated, (item) => item.title.toLowerCase()) > 1;
  if (!several) return [];
  return items
    .filter((item) => [linked, dated, rated].some((some) => some.includes(item)) && isFilm(item))
    .map(toSection);
}

function toSection(item: Item): Section {
  const rating = findRating(item.lines);
  return { title: item.title, ...(item.year ? { year: item.year } : {}), ...(rating ? { rating } : {}) };
}

function isFilm({ title, lines }: Item): boolean {
  if (NOT_FILM.test(title)) return false;
  const text = `${title} ${lines.map((line) => line.text).join(' ')}`;
  return FILM_WORD.test(text) || !OTHER_WORK.test(text);
}

/** Headings and lines that begin with a film in bold type, each with the lines up to the next one. */
function itemsOf(lines: readonly Line[], filmLinks: ReadonlyMap<string, string>): Item[] {
  const items: Item[] = [];
  const level = lines.reduce((highest, line) => Math.max(highest, line.heading), 0);
  for (const [index, line] of lines.entries()) {
    const head = line.heading > 0 && (index > 0 || line.heading === level) ? line.text : boldStart(line);
    if (head === undefined) items.at(-1)?.lines.push(line);
    else items.push(itemOf(line, head, filmLinks));
    const last = items.at(-1);
    // a link counts for its section when it stands in the head or in the first line after it
    if (last && last.filmLink === undefined && last.lines.length <= 1) {
      const link = filmLinks.get(line.raw);
      if (link !== undefined) last.filmLink = link;
    }
  }
  return items;
}

function itemOf(line: Line, head: string, filmLinks: ReadonlyMap<string, string>): Item {
  const shown = head.replace(NUMBERED, '').trim();
  const dated = WITH_YEAR.exec(line.heading > 0 ? shown : line.text);
  const link = filmLinks.get(line.raw);
  return {
    title: (dated?.[1] ?? shown).trim(),
    lines: [],
    heading: line.heading > 0,
    ...(dated?.[2] ? { year: Number(dated[2]) } : {}),
    ...(link === undefined ? {} : { filmLink: link }),
  };
}

function boldStart(line: Line): string | undefined {
  const bold = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:\*\*|__)(?!\s)(.+?)(?:\*\*|__)/.exec(line.raw);
  if (!bold) return undefined;
  const text = bold[1]?.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_]/g, '') ?? '';
  return text.length <= 80 && !/[:.!?]$|\d\s?\/\s?\d/.test(text.trim()) ? text.trim() : undefined;
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
