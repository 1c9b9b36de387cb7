import { isDate } from './byline.ts';
import { bylineRow } from './byline-row.ts';
import { readDate } from './dates.ts';
import { type FrontMatter, field } from './frontmatter.ts';
import { NAMED_WITH_YEAR, readHeadline } from './headline.ts';
import type { Line } from './plain.ts';

const LOOKED_AT = 8;
const LONGEST = 160;
const FURNITURE =
  /^(?:[★☆⭐●○♡♥❤◯↻]|pages?$|archives?$|blog$|news\b|latest|trending|browse|sign (?:in|up)|log ?in|newsletter|categor|popular|about$|contact|accueil|inicio|startseite|rechercher|buscar|suchen?$|dieses blog|publicado|veröffentlicht|publié|[^.!?«]{1,30}\s[»>›]\s|(?:\S+\s)?(?:note|nota|rating|score|grade|wertung|bewertung|calificaci[oó]n|puntuaci[oó]n|valoraci[oó]n|평점|별점)\s?[:：]|date\b|search this blog|featured|home|menu|skip to|subscribe|posted|published|share|comments?|by\s|review by\s|successfully|please|thank|welcome|cookie|advertisement|movies?|reviews?|film|kino|tag(?:s|ged)?\s*[:#]|\d+(?:[.,]\d)?\s*\/\s*\d+$|schreibe|leave a|deja|laisser|\d+[\s.,:/-]*(?:$|min\b|comments?|kommentare?|comentarios?|commentaires?|shares?|likes?|views?|votes?)|reader rating)/i;

/** Above this a line is prose, which ends the head of a page. */
const PROSE = 200;
const LONGEST_HEAD = 30;
const REVIEWED = 2;
const ONLY_WORD = /^(?:film|movie)?\s?reviews?$/i;
const ENDS_IN_YEAR = /^\p{Lu}.{1,80},\s(?:19|20)\d\d$/u;
/** A line of facts, as pages put right under the title. */
const FACTS =
  /(?<!\d)\d{2,3}\s?min(?!\p{L}*\sread)|(?<!\d)[1-4]\s?h(?:rs?)?(?:\s?\d{1,2}\s?m?)?(?!\p{L})|^(?:dir\.|directed by|director\s?:|regie\s?:|réal|de \p{Lu}\p{Ll}+ \p{Lu}|genre\s?:)|\bPG-13\b|^[★☆½\s]{3,}$|^(?:film |movie )?reviews?$|^\d(?:[½.,]5?)? (?:stars|sterne|étoiles|estrellas)/iu;
/** "Ferry review", "'Ferry' goes down well". */
const OPENS_TITLED = /\S\s(?:review|kritik)$|^[“"'‘«].{2,60}[”"'’»],?\s(?:\p{Ll}|[|:])/iu;
const CREDIT =
  /^(?:an?\s|un[ea]?\s|eine?n?\s)?(?:film|película|movie|starring|directed|written|produced|based)\s(?:by|de|von|di|on|\p{Lu})|^(?:direc|regie|réal|cast|reparto|darsteller|besetzung|avec|starring|stars|written|screenplay|drehbuch|guion|scénario|music|musik|pa[ií]s|pays|land|country|g[eé]n|laufzeit|dur|runtime|year|rated|certificate|fsk|감독|출연|장르)\p{L}*\s?(?:\p{L}+\s?)?[:：]/iu;
/** Links to other pages, and rows of links. */
const ELSEWHERE =
  /^[\s«»<>←→‹›]*(?:previous|next|prev|read also|see also|more|related|trending|voriger?|vorheriger?|nächster?|précédent|suivant|anterior|siguiente)\b.{0,20}[:»→]/iu;
const SITE =
  /(?:\b(?:blog|notebook|journal|corner|weekly|magazine|monthly|daily|podcast|newsletter|letterbox|website|couch|on film|on cinema|at the (?:pictures|movies)|au cinéma|film reviews|movie reviews|filmtagebuch|filmblog|movie ?minute)|\.(?:com|net|org|de|fr|es|blog))\s*$/iu;
const NAVIGATION = /^(?:[^|>•·/]{1,20}\s?[|>•·/]\s?){3,}[^|>•·/]{1,30}$/u;

const NAMES = /\p{Lu}[\p{L}’'-]+(?:\s(?:(?:of|the|and|in|a|to)\s){0,2}\p{Lu}[\p{L}’'-]+)+/gu;
const WATCHED = /^(?:(?:first|second|third)\s)?(?:re)?(?:watch|view)(?:ed|ing)?\b/iu;
const HEADS_REVIEW = /\b(?:movie|film) review\b|^.{2,60}\sreview\s?[:–—-]\s|^["'“‘].{1,60}["'”’] review\b|^review: ./iu;

/** The line that heads the page: of the front matter, the highest heading, or the first line that could be one. */
export function findHeadline(fields: FrontMatter, lines: readonly Line[]): string | undefined {
  const stated = field(fields, 'title', 'headline', 'titel', 'titulo', 'titre');
  if (stated !== undefined) return stated;
  const top = headLines(lines);
  const reviewed = top.find((line, index) => index < REVIEWED && /^(?:an?\s)?review by\s/i.test(after(line, lines)));
  const heading = lines.find((line) => line.heading === 1) ?? top.find((line) => line.heading > 0);
  const dated = top.find(
    (line) =>
      !WATCHED.test(line.text) &&
      !ONLY_WORD.test(line.text) &&
      (NAMED_WITH_YEAR.test(line.text) ||
        (ENDS_IN_YEAR.test(line.text) && !isFurniture(line.text)) ||
        HEADS_REVIEW.test(line.text)),
  );
  const first = firstOf(
    top.filter((line) => !isFurniture(line.text) && !/[.!?]$/.test(line.text)),
    lines,
  );
  const only = lines[0] && lines[0].text.length <= LONGEST ? lines[0] : undefined;
  return (reviewed ?? heading ?? dated ?? first ?? only)?.text;
}

function headLines(lines: readonly Line[]): Line[] {
  const prose = lines.findIndex((line) => line.text.length > PROSE);
  const end = prose < 1 ? LOOKED_AT : Math.min(prose, LONGEST_HEAD);
  return lines
    .slice(0, end)
    .filter(({ text }) => text.length <= LONGEST && !ELSEWHERE.test(text) && !NAVIGATION.test(text));
}

/** Of lines that could all head the page, the one that names what the text speaks of; else the first that is no site's name. */
function firstOf(some: readonly Line[], lines: readonly Line[]): Line | undefined {
  const prose = lines
    .filter((line) => line.text.length > PROSE)
    .map((line) => line.text)
    .join('\n');
  const early = some.slice(0, LOOKED_AT + 4);
  const [best] = early
    .map((line) => ({ line, count: namedIn(prose, line.text) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  if (best && namedIn(prose, early[0]?.text ?? '') === 0) return best.line;
  const own = early.filter(({ text }) => !SITE.test(text) && !FACTS.test(text) && !CREDIT.test(text));
  const factual = own.find((line) => FACTS.test(after(line, lines)));
  const reviewed = own.find((line) => OPENS_TITLED.test(line.text) && !/^the\s/i.test(line.text));
  const dated = own.findLast((line) => isByline(after(line, lines)));
  return factual ?? reviewed ?? (dated === own[0] ? undefined : dated) ?? own[0] ?? some[0];
}

const after = (line: Line, lines: readonly Line[]) => lines[lines.indexOf(line) + 1]?.text ?? '';
const isByline = (text: string) => isDate(text) || bylineRow(text) !== undefined;

function namedIn(prose: string, text: string): number {
  const counts = readHeadline(text)
    .filter((named) => named.text.length > 2 && /^[\p{Lu}\d]/u.test(named.text))
    .map((named) => prose.split(named.text).length - 1);
  const inside = (text.match(NAMES) ?? []).map((name) => prose.split(name).length - 1);
  return Math.max(0, ...counts, ...inside);
}

function isFurniture(text: string): boolean {
  return FURNITURE.test(text) || isDate(text) || readDate(text) !== undefined;
}
