// what is kept is captured: tags of a flag; an emoji's presentation; a joiner that shapes a Persian or Indic word or an emoji
const INVISIBLE =
  /(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F}|(?<=\p{Emoji})[\uFE0E\uFE0F]|(?<=[[\p{M}\p{sc=Arab}\p{sc=Syrc}]--\p{DI}]|[\p{ExtPict}\p{EMod}]\uFE0F?)[\u200C\u200D](?=[\p{L}\p{ExtPict}]))|[[\p{DI}\p{Cc}\uFFF9-\uFFFB]--[\n]]/gv;
/** What has nothing to clean, nor to fold but capitals and signs: most titles, and an import has millions. */
const PRINTABLE = /^[ -~]*$/;
/** Hangul syllables, kana and the common Han signs are letters that folding leaves as they are. */
const FOLDED_LETTERS = '\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\u4e00-\\u9fff\\uac00-\\ud7a3';
const EAST_ASIAN_OR_PRINTABLE = new RegExp(`^[ -~${FOLDED_LETTERS}]*$`);
const NEITHER_LETTER_NOR_DIGIT = new RegExp(`[^a-z0-9${FOLDED_LETTERS}]+`, 'g');
const NEWLINE = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * A person's text without what cannot be seen: control characters, bidi controls (a title must not reorder our words),
 * zero-width and other ignorable characters, lone surrogates. Joiners stay where a script or an emoji needs them.
 * Every kind of line break becomes `\n`, a tab a space. Cleaning twice changes nothing.
 */
export function clean(text: string): string {
  if (PRINTABLE.test(text)) return text;
  return text
    .toWellFormed()
    .replace(NEWLINE, '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, (_, kept: string | undefined) => kept ?? '');
}

/** `clean`, on one line: every run of white space is one space. */
export function inline(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/**
 * Wraps each line that holds right-to-left letters in U+2068 ... U+2069, so that its neighbours stay in order. Give it
 * text that is already clean and cut to size: two characters a wrapped line are added.
 */
export function isolate(text: string): string {
  return text.replace(/.+/g, (line) => (RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line));
}

/**
 * At most `limit` UTF-16 code units, the last a `…` where something was cut. Discord counts code points
 * (discord-api-docs#1315) and discord.js code units, which are never fewer: what fits here fits both. Never cuts a
 * grapheme cluster, nor between a backslash and what it escapes.
 */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    const next = index + segment.length;
    if (next > limit - 1) break;
    if (!endsInEscape(text, next)) end = next;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

function endsInEscape(text: string, end: number): boolean {
  let start = end;
  while (text[start - 1] === '\\') start--;
  return (end - start) % 2 === 1;
}

/** A person's text for places that know no markdown (buttons, menus, choices, names): one line of at most `limit` units. */
export function label(text: string, limit: number): string {
  const line = inline(text);
  return isolate(truncate(line, RIGHT_TO_LEFT.test(line) ? limit - 2 : limit));
}

/**
 * A person's text as markdown that a reader sees as it was written, cleaned and isolated: no style, link, mention,
 * timestamp, emoji code or list comes alive in it, and no address unfurls (its `:` and `/` are escaped). Lines are
 * kept. The result has at most `limit` UTF-16 code units.
 */
export function escapeMarkdown(text: string, limit = Number.POSITIVE_INFINITY): string {
  const escaped = clean(text)
    .replace(/[\\`*_~|[\]()<>:@#/]/g, '\\$&')
    .replace(/^([^\S\n]*)([-+])(?=\s|$)/gm, '$1\\$2')
    .replace(/^([^\S\n]*\d*)\.(?=\s|$)/gm, '$1\\.');
  const isolates = isolate(escaped).length - escaped.length;
  return isolate(truncate(escaped, limit - isolates));
}

/**
 * The form in which titles and names are compared: compatibility forms resolved, accents removed, lower case, only
 * letters and digits, words separated by one space. Hangul stays whole syllables, and kana keep the marks that make
 * them another letter (が is not か). Invisible characters inside a word do not part it. Folding twice changes nothing.
 */
export function fold(text: string): string {
  if (EAST_ASIAN_OR_PRINTABLE.test(text)) return foldLetters(text);
  return text
    .normalize('NFKD')
    .replace(/(?![\u3099\u309a])[\p{M}\p{Cf}]/gu, '')
    .normalize('NFC')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function foldLetters(text: string): string {
  return text.toLowerCase().replace(NEITHER_LETTER_NOR_DIGIT, ' ').trim();
}
