import { readLanguage } from '../language.ts';
import { type Page, readParts } from '../page.ts';
import { normalise } from '../plain.ts';
import { findRating } from '../ratings.ts';
import { ratingBoxes } from './boxes.ts';
import { type DomDocument, type DomElement, lineOf, openHtml } from './dom.ts';
import { statedFacts } from './facts.ts';
import { jsonLd } from './json-ld.ts';
import { markdownOf, tidy } from './markdown.ts';
import { markStars } from './marks.ts';
import { microdata } from './microdata.ts';

/** Characters an article has at least; with less, reader mode has found something else. */
const SHORTEST = 140;
/** Elements; the reader mode would take minutes over more. */
const MOST_ELEMENTS = 20_000;
/** Elements inside one another; no page that people read goes a third as deep. */
const DEEPEST = 200;

/**
 * Reads a review page's HTML: first what it states as data about its own review (schema.org as JSON-LD or microdata),
 * then the article that a browser's reader mode would show, read as plain text is, then boxes that are called a rating.
 * @param address where it was fetched; it is the page's address unless the page names another of the same site.
 */
export async function readHtml(html: string, address?: string): Promise<Page> {
  const document = await openHtml(html);
  const stated = statedFacts([...jsonLd(document), ...microdata(document)]);
  markStars(document);
  const boxes = ratingBoxes(document);
  const fields = new Map([...metaFields(document, address), ...stated.fields]);
  const heading = headingOf(document, fields.get('site')?.[0]);
  const text = await articleOf(document);
  const credits = stated.people.length > 0 ? `\n\n${stated.people.slice(0, 12).join(', ')}` : '';
  const body = normalise(`${heading ? `# ${heading}\n\n` : ''}${text}${credits}`);
  const language = readLanguage(new Map(), body) ?? document.documentElement?.getAttribute('lang')?.slice(0, 2);
  if (language) fields.set('lang', [language.toLowerCase()]);
  const page = readParts({ fields, body });
  const rating = page.rating ?? (page.bare || page.sections.length > 1 ? undefined : findRating(boxes));
  const sections = stated.sections.length > 1 ? stated.sections : page.sections;
  const { rating: _, ...rest } = page;
  const isEmpty = !rating && !page.bare && sections.length < 2 && (stated.isCatalogue || text.length < SHORTEST);
  return {
    ...rest,
    sections,
    ...(rating && sections.length < 2 ? { rating } : {}),
    ...(isEmpty ? { isNoReview: true } : {}),
  };
}

function metaFields(document: DomDocument, address: string | undefined): Map<string, readonly string[]> {
  const meta = (...names: string[]) =>
    names
      .flatMap((name) => [...document.querySelectorAll(`meta[property="${name}"], meta[name="${name}"]`)])
      .map((element) => element.getAttribute('content')?.trim())
      .find(Boolean);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url');
  const byline = document.querySelector('a[rel~="author"]');
  const day = document.querySelector('time.published, time.entry-date, time[pubdate], time[itemprop="datePublished"]');
  const found: Record<string, string | undefined> = {
    author: meta('author', 'article:author', 'dc.creator') ?? (byline ? lineOf(byline) : undefined),
    published:
      meta('article:published_time', 'datePublished', 'date', 'dc.date') ?? day?.getAttribute('datetime') ?? undefined,
    site: meta('og:site_name', 'application-name'),
    canonical_url: ownAddress(canonical, address),
  };
  return new Map(Object.entries(found).flatMap(([name, value]) => (value ? [[name, [value]] as const] : [])));
}

/** A page may not pass for one of another site: what it calls its address counts on its own host. */
function ownAddress(canonical: string | null | undefined, address: string | undefined): string | undefined {
  const named = canonical ? URL.parse(canonical, address) : null;
  const fetched = address === undefined ? null : URL.parse(address);
  const host = (url: URL) => url.hostname.replace(/^(?:www|m|amp)\./, '');
  if (!fetched) return named?.href;
  return named && host(named) === host(fetched) ? named.href : fetched.href;
}

function headingOf(document: DomDocument, site: string | undefined): string | undefined {
  const headings = [...document.querySelectorAll('h1')].map(lineOf).filter((text) => text !== '' && text !== site);
  const shared = document.querySelector('meta[property="og:title"]')?.getAttribute('content')?.trim();
  const titled = document.querySelector('title');
  const title = shared || (titled ? lineOf(titled) : '');
  const pieces = title.split(/\s+[|–—·»:-]+\s+/u);
  const bare =
    pieces.length > 1 && site !== undefined && pieces.at(-1) === site ? title.slice(0, title.lastIndexOf(site)) : title;
  const own = bare.replace(/[\s|–—·»:-]+$/u, '');
  // of several first headings the one that the title repeats
  return headings.length > 1
    ? (headings.find((text) => own.includes(text)) ?? headings[0])
    : (headings[0] ?? own) || undefined;
}

async function articleOf(document: DomDocument): Promise<string> {
  const whole = document.querySelector('article') ?? document.querySelector('main') ?? document.querySelector('body');
  const all = () => tidy(whole ? markdownOf(whole) : '');
  if (isTooMuch(document)) return all();
  const { Readability } = await import('@mozilla/readability');
  const before = all();
  const article = new Readability<DomElement>(document as never, { serializer: (node) => node as never }).parse();
  const found = article?.content ? tidy(markdownOf(article.content)) : '';
  return found.length >= SHORTEST ? found : before;
}

function isTooMuch(document: DomDocument): boolean {
  const elements = [...document.querySelectorAll('*')];
  const depths = new Map<DomElement, number>();
  return (
    elements.length > MOST_ELEMENTS ||
    elements.some((element) => {
      const depth = 1 + (element.parentElement ? (depths.get(element.parentElement) ?? 0) : 0);
      depths.set(element, depth);
      return depth > DEEPEST;
    })
  );
}
