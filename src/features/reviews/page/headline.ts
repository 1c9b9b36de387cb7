import { isDate } from './byline.ts';
import { readDate } from './dates.ts';
import type { FrontMatter } from './frontmatter.ts';
import { field } from './frontmatter.ts';
import type { Line } from './plain.ts';

/** What a line that heads a page could name as its film; `weight` says how firmly, up to 100. */
export type Named = {
  text: string;
  year?: number;
  weight: number;
  other?: string;
  /** False for words that could also be part of the headline's sentence. */
  sure?: boolean;
  /** It may be only a part of the title. */
  part?: boolean;
};

const LOOKED_AT = 8;
const LONGEST = 160;
const REVIEW_WORD =
  'film reviews?|movie reviews?|(?:mini|quick|capsule|short)[ -]?reviews?|reviews?|(?:film|kurz|kino|heimkino)?kritik|(?:film|kurz)?rezension|filmbesprechung|mini-?critique|mini-?reseña|filmtipp|im kino|kino|reseñas?|crítica(?: de cine)?|critique(?: cin[ée]ma| de film)?|cin[ée]ma|recensione|crítica|recensie|recension|bespreking|dvd|blu-ray|netflix|movie|film|cine|película|pel[ií]cula';
const REVIEW_PREFIX = new RegExp(
  String.raw`^(?:(?:${REVIEW_WORD})\s*[:–—|-]\s+|(?:${REVIEW_WORD})\s+(?:of|zu[mr]?|de|du|von)\s+(?=["“„«‘'<\p{Lu}]))`,
  'iu',
);
const REVIEW_SUFFIX = new RegExp(
  String.raw`\s*(?:[-–—:|·]\s*)?(?:\b(?:a|an|the|my|meine|eine|die)\s+)?(?:${REVIEW_WORD})\s*[.!]?$`,
  'iu',
);
const REVIEW_BRACKETED = new RegExp(String.raw`\s*[([](?:${REVIEW_WORD})[)\]]\s*$`, 'iu');
const YEAR = String.raw`((?:18|19|20)\d\d)`;
const NAMED_WITH_YEAR = new RegExp(
  String.raw`^(.{1,100}?)\s*[(\[]\s*(?:([^()\[\]\d][^()\[\]]{0,60}?)\s*,\s*)?${YEAR}\b[^()\[\]]{0,40}[)\]]`,
  'u',
);
/** The weight of what stands before a mark when what follows could belong to the title. */
const PART = 40;
const ABOUT =
  /\b(?:film|movie|review|netflix|amazon|disney|action|thriller|horror|drama|comedy|trailer|cast|ending|explained|spoilers?|kritik|rezension|streifen|reseña|crítica|película|critique|avis|new|why|how|is|ist|es|est)\b/i;
const SEPARATOR = /\s*[:|·]\s+|\s+[–—-]\s+|(?<=\p{L})[—–](?=\p{L})|\s+\/\/\s+/u;
const QUOTES = /[“„«»"‘'<《〈「](?!s\s)([^“”„«»"‘’<>《》〈〉「」\n]{2,80})(?:[”“»«"’>》〉」]|'(?!\p{L}))/gu;
const FURNITURE =
  /^(?:pages?$|archives?$|blog$|news\b|latest|trending|browse|sign (?:in|up)|log ?in|newsletter|categor|popular|about$|contact|accueil|inicio|startseite|rechercher|buscar|suchen?$|dieses blog|publicado|veröffentlicht|publié|[^.!?«]{1,30}\s[»>›]\s|(?:\S+\s)?(?:note|nota|rating|score|grade|wertung|bewertung|calificaci[oó]n|puntuaci[oó]n|valoraci[oó]n|평점|별점)\s?[:：]|date\b|search this blog|featured|home|menu|skip to|subscribe|posted|published|share|comments?|by\s|successfully|please|thank|welcome|cookie|advertisement|movies?|reviews?|film|kino|tags?\s*[:#]|schreibe|leave a|deja|laisser|\d+[\s.,:/-]*(?:$|min\b|comments?|kommentare?|comentarios?|commentaires?|shares?|likes?|views?|votes?)|reader rating)/i;

const WATCHED = /^(?:(?:first|second|third)\s)?(?:re)?(?:watch|view)(?:ed|ing)?\b/iu;
const HEADS_REVIEW = /\b(?:movie|film) review\b|^["'“‘].{1,60}["'”’] review\b|^review: ./iu;

/** The line that heads the page: of the front matter, the highest heading, or the first line that could be one. */
export function findHeadline(fields: FrontMatter, lines: readonly Line[]): string | undefined {
  const stated = field(fields, 'title', 'headline', 'titel', 'titulo', 'titre');
  if (stated !== undefined) return stated;
  const top = lines.slice(0, LOOKED_AT).filter((line) => line.text.length <= LONGEST);
  const reviewed = top.find((_, index) => /^(?:an?\s)?review by\s/i.test(lines[index + 1]?.text ?? ''));
  const heading = lines.find((line) => line.heading === 1) ?? top.find((line) => line.heading > 0);
  const dated = top.find(
    (line) => !WATCHED.test(line.text) && (NAMED_WITH_YEAR.test(line.text) || HEADS_REVIEW.test(line.text)),
  );
  const first = top.find((line) => !isFurniture(line.text) && !/[.!?]$/.test(line.text));
  const only = lines[0] && lines[0].text.length <= LONGEST ? lines[0] : undefined;
  return (reviewed ?? heading ?? dated ?? first ?? only)?.text;
}

function isFurniture(text: string): boolean {
  return FURNITURE.test(text) || isDate(text) || readDate(text) !== undefined;
}

/** What a headline in an alphabet could name: the whole without "Review:", what stands before a year, quotes, parts. */
export function readHeadline(headline: string): Named[] {
  const whole = bare(headline);
  const dated = NAMED_WITH_YEAR.exec(whole);
  const year = dated?.[3] === undefined ? {} : { year: Number(dated[3]) };
  const pieces = (dated?.[1] ?? whole).split(SEPARATOR);
  const parts = pieces.map(bare).filter(Boolean);
  // "Ferry review - end of the line": the word itself parts the title from what follows
  const parted = pieces.length > 1 && REVIEW_SUFFIX.test(pieces[0] ?? '') && parts[0] !== pieces[0];
  const rest = parts.slice(1).join(' ');
  return [
    // "Scary Movie (2000)": a word that others add may belong to the title, which the catalogue knows
    ...(dated?.[1] ? [{ text: dated[1].trim(), weight: 84, sure: false, ...year }] : []),
    ...(dated?.[1] ? [{ text: bare(dated[1]), weight: 82, ...year, ...(dated[2] ? { other: dated[2] } : {}) }] : []),
    ...[...headline.matchAll(QUOTES)].map((found) => ({ text: (found[1] ?? '').trim(), weight: 72, ...year })),
    { text: whole, weight: 60, ...year },
    // "El Camino: A Breaking Bad Movie" ends in a word that others add
    { text: headline.trim(), weight: 58, ...year },
    ...parts.map((text, index) => ({
      ...(parted && index === 0 ? { text, weight: 66 } : part(text, index, rest)),
      ...year,
    })),
  ].filter((named) => named.text !== '');
}

// "Ferry: how it was made" is about Ferry, "Ferry - Der Sturm" may be a film of that name
function part(text: string, index: number, rest: string): Named {
  if (index === 0 && (ABOUT.test(rest) || rest.split(' ').length > 4)) return { text, weight: 66 };
  return { text, weight: index === 0 ? PART : 30, part: true };
}

function bare(text: string): string {
  const stripped = text
    .replace(/[*_`]+/g, '')
    .replace(/^\s*[[(【][^\])】]{1,25}[\])】]\s*/u, '')
    .replace(REVIEW_BRACKETED, '')
    .replace(REVIEW_PREFIX, '')
    .replace(REVIEW_SUFFIX, '')
    .replace(/^[\s"“„«‘'<]+|[\s"”“»’'>]+$/gu, '')
    .trim();
  return stripped === '' ? text.trim() : stripped;
}
