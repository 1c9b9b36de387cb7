import { DATE, readDate } from './dates.ts';

/** What a line says that is a day with little around it: "Mona Keller | Mar 2, 2022, 9:00am EST". */
export type BylineRow = { author?: string; published: string };

const WITH_DATE = new RegExp(DATE, 'iu');
const OF_THE_FILM =
  /release|kinostart|\bstart|im kino|estreno|sortie|opens|opening|theaters|cinemas|dvd|blu-?ray|netflix|streaming|watched|\bseen|\bviewed|gesehen|geschaut|visto|\bvu\b|개봉|관람|후기|리뷰|cgv|메가박스|롯데시네마|극장|born|updated|modified|aktualisiert|copyright|©/iu;
const CLOCK =
  /(?<!\p{L})(?:at|um|à|@)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?|uhr)?(?:\s[A-Z]{2,4}(?!\p{L}))?/giu;
const COUNTS =
  /\d+\s?(?:min(?:ute)?s?\.?\s(?:read|lesezeit|de lecture|de lectura)|comments?|kommentare?|commentaires?|comentarios?|shares?|views?|likes?)/giu;
const FILED = /(?:^|[.|(]|\s)\s*(?:filed under|posted in|in category|tags?:|unter:)\s.*$/iu;
const CHANGED = /\s*[|•·,(–—-]\s*(?:last )?(?:updated|modified|aktualisiert|mis à jour|actualizado)\b.*$/iu;
const AROUND =
  /^(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day|\.)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|posted|published|written|reviewed|updated|publié|publicado|veröffentlicht|rédigé|escrito|on|am|le|el|at|in|film|movie|reviews?|filmkritik|kritik|critique|crítica|reseña|cinema|kino|cine|news|drama|horror|comedy|thriller|action|uncategorized|allgemein|featured|home)$/iu;
const BY =
  /^(?:(?:film\s?|movie\s)?(?:kritik|rezension|reviews?|critique|crítica|reseña|posted|written|reviewed|published|publié|publicado|veröffentlicht)\s)?(?:by|von|par|por|di|door)\s+/iu;
const LONGEST = 120;
const LONGEST_REST = 60;
const PERSON = /^(?=.*\p{Ll})(?:\p{Lu}[\p{L}.'’-]*)(?:\s(?:\p{Lu}[\p{L}.'’-]*|de|von|van|da|del|la)){0,3}$/u;
const HANDLE = /^@?[\p{L}\d]+(?:_[\p{L}\d]+)+$/u;

function isSentence(part: string): boolean {
  return part.split(/\s+/).length > 2 && !PERSON.test(part) && !BY.test(part);
}

/** Day and writer of a line that is a byline and nothing else; undefined for a release, a day of viewing and for prose. */
export function bylineRow(line: string): BylineRow | undefined {
  if (line.length > LONGEST) return undefined;
  const text = line.replace(CHANGED, '');
  const found = WITH_DATE.exec(text);
  const published = found ? readDate(found[0]) : undefined;
  if (!found || published === undefined || OF_THE_FILM.test(text)) return undefined;
  const rest = `${text.slice(0, found.index)} | ${text.slice(found.index + found[0].length)}`;
  const bare = rest.replace(CLOCK, ' ').replace(COUNTS, ' ').replace(FILED, '').trim();
  if (bare.length > LONGEST_REST) return undefined;
  const parts = bare
    .split(/\s*[|•·∙/,:()]\s*|\s[–—-]\s|^[–—-]|[–—-]$/u)
    .map((part) => part.replace(/^[–—-]+\s*|\s*[.–—-]+$/gu, (mark) => (mark.endsWith('.') ? mark : '')).trim())
    .filter((part) => part !== '' && !/^[^\p{L}]*$/u.test(part) && !AROUND.test(part));
  const written = parts.find((part) => BY.test(part))?.replace(BY, '');
  const [only, more] = parts.filter((part) => PERSON.test(part) || HANDLE.test(part));
  const author =
    written?.replace(/\.?\s(?:in|under)\s.*$/u, '') ?? (more === undefined || parts[0] === only ? only : undefined);
  if (parts.some(isSentence)) return undefined;
  return { published, ...(author && author.length <= 40 ? { author } : {}) };
}
