import { bylineRow } from './byline-row.ts';
import { DATE, readDate } from './dates.ts';
import { type FrontMatter, field } from './frontmatter.ts';
import type { Line } from './plain.ts';

/** Who published a page, where and when. `published` is `YYYY-MM-DD`. */
export type Byline = { author?: string; site?: string; url?: string; published?: string };

const TOP = 15;
const OF_THE_FILM = /(?:movie|film|book|game|release|watched|seen)/;
const PUBLISHED_WORDS =
  'published|posted|date|published on|posted on|written|veröffentlicht|erschienen am|datum|vom|publicado|publicado el|fecha|publié|publié le|mis en ligne le|pubblicato|geplaatst|작성일|등록일|게시일|입력';
const WEEKDAY =
  '(?:\\p{L}+day|(?:mon|tue|wed|thu|fri|sat|sun)\\.?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)';
const DATE_ALONE = new RegExp(
  String.raw`^[-–—•|\s]*(?:(?:${PUBLISHED_WORDS})\s*[:.]?\s*)?(?:${WEEKDAY},?\s)?(${DATE})(?:[,T\s]+(?:at\s|um\s|à\s)?\d{1,2}[:.h]\d{2}.*)?\s*$`,
  'iu',
);
const LABELLED_DATE = new RegExp(
  String.raw`^(?:posted|published|written|veröffentlicht|geschrieben|publicado|escrito|publié|rédigé)(?:\s(?:on|am|el|le))?\s*:?\s*(?:${WEEKDAY},?\s)?(${DATE})(?:\s*[,|•·–—-]?\s(?:by|von|por|par)\s([^|•·\n]{2,60}?))?(?:$|\s[|•·(]|\s(?=\p{Lu}\p{Ll}+licht|in\s|unter\s|en\s|dans\s))`,
  'iu',
);
const RELEASE = /^.{0,20}(?:release|kinostart|start|estreno|sortie|개봉|관람|watched|seen).{0,20}$/iu;
const BY_WITH_DATE = new RegExp(
  String.raw`^(?:written|posted|reviewed|published|review|geschrieben|veröffentlicht|escrito|publicado|rédigé|publié|écrit)?\s*(?:by|von|por|par|di|door)\s+(.{2,60}?)\s*(?:,|\||•|·|–|—|-|\s(?:on|am|el|le|il|op))\s*(${DATE})`,
  'iu',
);
const BYLINES = [
  /^(?:an?\s)?(?:film\s|movie\s)?reviews?(?:ed)?\s(?:written\s)?by\s*:?\s+(.{2,60})$/iu,
  /^(?:posted\s|written\s)?by\s*:?\s+(.{2,60})$/iu,
  /^(?:eine?\s)?(?:film)?(?:kritik|rezension|besprechung)\svon\s+(.{2,60})$/iu,
  /^(?:reseña|crítica)\spor\s+(.{2,60})$/iu,
  /^(?:critique|avis)\spar\s+(.{2,60})$/iu,
  /^(?:author|autore?|auteur|reviewer|text|texto|texte|critic|글쓴이|작성자|글)\s*[:=]\s*(.{2,60})$/iu,
  /^(?:글|작성자|by)\s+(\p{Script=Hangul}{2,4})(?:\s*기자)?$/iu,
  /^(?:[Vv]on|[Pp]or|[Pp]ar)\s+(\p{Lu}[\p{L}.'-]+(?:\s\p{Lu}[\p{L}.'-]*){1,3})$/u,
];
/** In a headline it is the film's that is reviewed so; below one, a person's name is the writer's. */
const OF_WHOM = /^(?:reseña|crítica|critique|avis)\sde\s+(.{2,60})$/iu;
const PERSON = /^\p{Lu}[\p{L}.'’-]+\s(?:\p{Lu}\.\s)?\p{Lu}[\p{Ll}'’-]{2,}(?:[ -]\p{Lu}[\p{Ll}'’-]{2,})?$/u;
// a short name at the start of nothing else: no sentence, no list, no company that made the film
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._'’@ -]{1,38}(?:\([^)]*\))?$/u;
const NO_NAME = /\b(?:and|the|film|movie|netflix|on|in|for|with|from|und|der|die|das)\b|,/i;

/** Author, site, address and day of publication. Release dates, days of viewing and editors are none of these. */
export function readByline(all: FrontMatter, lines: readonly Line[], body: string): Byline {
  const fields = new Map([...all].filter(([key]) => !OF_THE_FILM.test(key)));
  const top = lines.slice(0, TOP).filter((line) => line.text.length <= 120);
  const url = field(fields, 'canonical_url', 'canonical', 'permalink', 'url', 'link');
  const address = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  const dated = top.map((line) => BY_WITH_DATE.exec(line.text)).find((found) => found !== null);
  const posted = top.map((line) => LABELLED_DATE.exec(line.text)).find((found) => found !== null);
  const rows = top
    .map((line, index) => (RELEASE.test(top[index - 1]?.text ?? '') ? undefined : bylineRow(line.text)))
    .filter((row) => row !== undefined);
  return dropEmpty({
    author:
      nameOf(field(fields, 'author.name', 'author', 'authors', 'byline', 'reviewer', 'autor')) ??
      reviewedBy(top) ??
      writtenBy(top) ??
      writtenOf(top) ??
      nameOf(dated?.[1] ?? posted?.[2]) ??
      nameOf(rows.find((row) => row.author !== undefined)?.author) ??
      aboveDate(top),
    site:
      field(fields, 'site', 'site_name', 'publication', 'outlet') ??
      namedSite(body) ??
      address?.hostname.replace(/^www\./, ''),
    url: address && /^https?:$/.test(address.protocol) ? address.href : undefined,
    published:
      publishedField(fields) ?? dayIn(dated?.[2]) ?? dayIn(posted?.[1]) ?? dateAlone(top) ?? rows[0]?.published,
  });
}

/** Whoever a page names twice over, "A review by X" and "Written by X on ...", is its author whatever the name looks like. */
function reviewedBy(top: readonly Line[]): string | undefined {
  const name = top
    .map((line) => /^an?\sreview\sby\s(.{2,60})$/i.exec(line.text)?.[1])
    .find((found) => found !== undefined);
  return name !== undefined && top.some((line) => line.text.startsWith(`Written by ${name} on `)) ? name : undefined;
}

const dayIn = (written: string | undefined) => (written === undefined ? undefined : readDate(written));

/** Whether a line is a date and nothing else. */
export function isDate(text: string): boolean {
  return DATE_ALONE.test(text);
}

function publishedField(fields: FrontMatter): string | undefined {
  const written = field(
    fields,
    'published',
    'publish_date',
    'publishdate',
    'pubdate',
    'date_published',
    'datepublished',
    'posted',
    'date',
    'created_at',
    'created',
    'datetime',
    'fecha',
    'datum',
  );
  return written === undefined ? undefined : readDate(written);
}

function writtenBy(top: readonly Line[]): string | undefined {
  for (const { text } of top) {
    const written = BYLINES.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
    const name = nameOf(
      written
        ?.replace(/\s(?:in|under|filed under)\s\p{Lu}.*$/u, '')
        .replace(new RegExp(String.raw`\s*[|•·,–—-]?\s*(?:on\s)?${DATE}.*$`, 'iu'), ''),
    );
    if (name !== undefined) return name;
  }
  return undefined;
}

function writtenOf([, ...below]: readonly Line[]): string | undefined {
  const named = below.flatMap(({ text, heading }) => (heading > 0 ? [] : (OF_WHOM.exec(text)?.[1] ?? [])));
  return nameOf(named.find((name) => PERSON.test(name)));
}

function nameOf(written: string | undefined): string | undefined {
  const name = written?.replace(/\s+/g, ' ').replace(/^@/, '').trim();
  return name && NAME.test(name) && !NO_NAME.test(name) && name.split(' ').length <= 5 ? name : undefined;
}

function dateAlone(top: readonly Line[]): string | undefined {
  for (const [index, { text }] of top.entries()) {
    const written = RELEASE.test(top[index - 1]?.text ?? '') ? undefined : DATE_ALONE.exec(text)?.[1];
    const day = written === undefined ? undefined : readDate(written);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** A person's name on a line of its own right above the day. */
function aboveDate(top: readonly Line[]): string | undefined {
  const at = top.findIndex(({ text, heading }) => heading === 0 && (isDate(text) || isRow(text)));
  const above = top[at - 1];
  return above && above.heading === 0 && PERSON.test(above.text) ? nameOf(above.text) : undefined;
}

const isRow = (text: string) => {
  const row = bylineRow(text);
  return row !== undefined && row.author === undefined;
};

function namedSite(body: string): string | undefined {
  const named =
    /^(?:discover more from|originally published (?:on|at|in)|first published (?:on|at|in))\s+([^.,\n]{2,40})\.?$/im.exec(
      body,
    );
  return named?.[1]?.trim();
}

function dropEmpty(byline: { [key in keyof Byline]: string | undefined }): Byline {
  return Object.fromEntries(Object.entries(byline).filter(([, value]) => value !== undefined && value !== ''));
}
