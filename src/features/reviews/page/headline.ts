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
/** "Heat (1995)": what stands before the year, a country or other title beside it, the year. */
export const NAMED_WITH_YEAR = new RegExp(
  String.raw`^(.{1,100}?)\s*[(\[]\s*(?:([^()\[\]\d][^()\[\]]{0,60}?)\s*,\s*)?${YEAR}\b[^()\[\]]{0,40}[)\]]`,
  'u',
);
/** The weight of what stands before a mark when what follows could belong to the title. */
const PART = 40;
const ABOUT =
  /\b(?:film|movie|review|netflix|amazon|disney|action|thriller|horror|drama|comedy|trailer|cast|ending|explained|spoilers?|kritik|rezension|streifen|reseña|crítica|película|critique|avis|new|why|how|is|ist|es|est)\b/i;
const SEPARATOR = /\s*[:|·]\s+|\s+[–—-]\s+|(?<=\p{L})[—–](?=\p{L})|\s+\/\/\s+/u;
const QUOTES = /[“„«»"‘'<《〈「](?!s\s)([^“”„«»"‘’<>《》〈〉「」\n]{2,80})(?:[”“»«"’>》〉」]|'(?!\p{L}))/gu;
/** What a headline in an alphabet could name: the whole without "Review:", what stands before a year, quotes, parts. */
export function readHeadline(headline: string): Named[] {
  const whole = bare(headline).replace(/,\s((?:19|20)\d\d)$/u, ' ($1)');
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
    ...besides(dated?.[1] ?? whole).map((named) => ({ ...named, ...year })),
    ...[...headline.matchAll(QUOTES)].map((found) => ({ text: (found[1] ?? '').trim(), weight: 72, ...year })),
    { text: whole, weight: 60, ...year },
    // "El Camino: A Breaking Bad Movie" ends in a word that others add
    { text: headline.trim(), weight: 58, ...year },
    ...sequels(parts).map((text) => ({ text, weight: 67, ...year })),
    ...parts.map((text, index) => ({
      ...(parted && index === 0 ? { text, weight: 66 } : part(text, index, rest)),
      ...year,
    })),
  ].filter((named) => named.text !== '');
}

const SEQUEL =
  /^(?:part|teil|chapter|kapitel|chapitre|cap[ií]tulo|partie|parte|vol(?:ume)?\.?|episode)\s(?:[\divx]{1,4}|one|two|three|four|five|eins|zwei|drei|deux|trois|dos|tres)(?!\p{L})/iu;

/** "Ferry: Part Two sinks": the part belongs to the title. */
function sequels([first = '', second = '']: readonly string[]): string[] {
  const part = SEQUEL.exec(second)?.[0];
  return part === undefined ? [] : [`${first}: ${part}`];
}

/** "Cold Water (Kalte Wasser)": the other title stands in brackets; "Bac de Mona Petit": its director follows. */
function besides(text: string): Named[] {
  const titles = /^(.{2,60}?)\s\(([^()\d]{2,60})\)$/u.exec(text);
  const made = /^(.{2,60}?)\s(?:de|by|von|par|di)\s\p{Lu}[\p{L}'’.-]+(?:\s\p{Lu}[\p{L}'’.-]+){1,2}$/u.exec(text);
  return [
    ...(titles?.[1] && titles[2] ? [{ text: titles[1], weight: 85, other: titles[2] }] : []),
    ...(made?.[1] ? [{ text: bare(made[1]), weight: 81 }] : []),
  ];
}

// "Ferry: how it was made" is about Ferry, "Ferry - Der Sturm" may be a film of that name
function part(text: string, index: number, rest: string): Named {
  if (index === 0 && SEQUEL.test(rest)) return { text, weight: 30, part: true };
  if (index === 0 && (ABOUT.test(rest) || rest.split(' ').length > 4 || isClause(rest))) return { text, weight: 66 };
  return { text, weight: index === 0 ? PART : 30, part: true };
}

// "Spielberg finds a reason": a subtitle writes its words with capitals, or is short
function isClause(text: string): boolean {
  return text.split(' ').length === 4 && (text.match(/(?<!\p{L})\p{Ll}{4,}/gu)?.length ?? 0) > 1;
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
