import { type FrontMatter, field } from './frontmatter.ts';
import type { Line } from './plain.ts';

const SHORTEST = 30;
const LONGEST = 900;

const HOURS = String.raw`(\d{1,2})\s?(?:h(?:rs?|ours?)?|std\.?|stunden?|horas?|heures?|ore|uur|시간)\.?(?:\s?(?:,|and|und|y|et|e)?\s?(\d{1,2})\s?(?:m(?:ins?|inutes?|inuten|inutos?|inuti)?|분)?\.?)?`;
const MINUTES = String.raw`(\d{2,3})\s?-?(?:min(?:s|utes?|uten|utos?|uti)?\b\.?|분|['’′](?!\p{L}))`;
const ABOUT_AFTER = /^\s?(?:이|을|은)?\s?(?:조금|약간)?\s?(?:넘|남짓|이상|가까|정도|or so|ish)/u;
const LENGTH = new RegExp(String.raw`(?<![\p{L}\d.,])(?:${HOURS}(?![\p{Script=Latin}\d])|${MINUTES})`, 'iu');
const LABEL =
  /(?:running[ -]?time|run[ -]?time|duration|length|laufzeit|filmlänge|länge|dauer|spieldauer|duraci[oó]n|dur[ée]e|durata|duur|speelduur|러닝\s?타임|상영\s?시간)/iu;
const AFTER_LABEL = new RegExp(
  String.raw`${LABEL.source}\s*(?:is|of|von|de|est|은|는|이)?\s*(?:about|around|only|just|etwa|rund|약)?\s*[:=–—|-]{0,2}\s*(?:${HOURS}|${MINUTES}|(\d{2,3})(?!\d))`,
  'iu',
);
const PROSE = [
  /(?<!\d)(\d{2,3})\s?-?(?:minutes?|min)\s(?:long\s)?(?:run[ -]?time|running[ -]?time)/iu,
  /(?<!\d)(\d{2,3})\s?-?(?:minute|min)\s(?:long\s)?(?:\p{L}+\s){0,2}(?:film|movie|feature|picture|thriller|documentary)\b/iu,
  /\b(?:runs|clocks in at|runs for)\s(?:at\s)?(?:about\s|just\s|only\s|around\s|a\s\p{L}+\s)?(\d{2,3})\sminutes/iu,
  /(?<!\d)(\d{2,3})[ -]?min(?:uten?|ütige?[rsn]?)\s?(?:lange?[rsn]?|laufzeit|spielzeit)\b/iu,
  /(?<!\d)(\d{2,3})[ -]?minütige[rsn]?\s(?:film|thriller|horror\p{L}*|drama|streifen)/iu,
  /(?<!\d)(\d{2,3})\sminutos\sde\s(?:duraci[oó]n|metraje|película)/iu,
  /(?<!\d)(\d{2,3})\sminutes\sde\s(?:film|dur[ée]e|bobine)/iu,
  /(?<!\d|시간?\s?)(\d{2,3})\s?분\s?[/|,]?\s?\d{4}\s?[.년]\s?\d{1,2}/u,
  /(?<!\d|시간?\s?)(\d{2,3})\s?분(?:이라는|짜리|의|간의|동안의)?\s?(?:[\p{L}]{1,6}\s?){0,2}(?:러닝\s?타임|상영\s?시간|영화)/u,
];
const LABEL_ALONE = new RegExp(String.raw`^${LABEL.source}\s*:?$`, 'iu');
const EVERY_LENGTH = new RegExp(LENGTH.source, 'giu');
// minutes of what people call a feature film
const FEATURE = 61;
const LONG_FEATURE = 249;
const SUPPOSED =
  /suffic|enough|genügt|would|could|should|might|hätte|wäre|sollte|podría|aurait|first|last|final|opening|erste[nr]?|letzte[nr]?|primeros|últimos|premi[èe]res|dernières|additional|extra|처음|마지막/iu;

/** The film's running time in minutes, as a fact of the page: never the length of a scene or of a film that it wishes for. */
export function readRuntime(fields: FrontMatter, lines: readonly Line[]): number | undefined {
  const stated = field(
    fields,
    'runtime',
    'running_time',
    'duration',
    'runtime_minutes',
    'length',
    'laufzeit',
    'duracion',
  );
  if (stated !== undefined) return inReason(/^\d{2,3}$/.test(stated) ? Number(stated) : lengthOf(LENGTH.exec(stated)));
  return (
    first(lines, labelled) ??
    underLabel(lines) ??
    first(lines, listed) ??
    first(lines, inProse) ??
    exact(lines.map((line) => line.text).join('\n'))
  );
}

function underLabel(lines: readonly Line[]): number | undefined {
  const at = lines.findIndex(({ text }) => LABEL_ALONE.test(text));
  return at < 0 ? undefined : lengthOf(LENGTH.exec(lines[at + 1]?.text ?? ''));
}

/**
 * A length that the page mentions without a label: a fact where it is to the minute, for round ones are guesses, and
 * where it is the only one of the page.
 */
function exact(text: string): number | undefined {
  const found = [...text.matchAll(EVERY_LENGTH)]
    .filter(({ index, 0: { length } }) => !SUPPOSED.test(text.slice(Math.max(0, index - 15), index + length + 12)))
    .filter(({ index, 0: { length } }) => !ABOUT_AFTER.test(text.slice(index + length)))
    .map((match) => lengthOf(match))
    .filter((minutes) => minutes !== undefined && minutes >= FEATURE && minutes <= LONG_FEATURE && minutes % 10 !== 0);
  return new Set(found).size === 1 ? found[0] : undefined;
}

function first(lines: readonly Line[], read: (text: string) => number | undefined): number | undefined {
  for (const { text } of lines) {
    const minutes = read(text);
    if (minutes !== undefined) return minutes;
  }
  return undefined;
}

function labelled(text: string): number | undefined {
  const found = AFTER_LABEL.exec(text);
  const vague =
    found &&
    (SUPPOSED.test(text.slice(Math.max(0, found.index - 30), found.index)) ||
      ABOUT_AFTER.test(text.slice(found.index + found[0].length)));
  return vague ? undefined : lengthOf(found);
}

/** One of several facts in a row: "Thriller | 2023 | 2h 5min", "USA, 104 min". */
function listed(text: string): number | undefined {
  const parts = text.length <= 400 ? text.split(/\s*[|•·,/]\s*|\s[–—-]\s/) : [];
  if (parts.length < 2) return undefined;
  for (const part of parts) {
    const found = LENGTH.exec(part);
    if (found && found[0].trim() === part.trim()) return lengthOf(found);
    const short = /^\s*(\d{2,3})m\s*$/.exec(part)?.[1];
    if (short !== undefined) return inReason(Number(short));
  }
  return undefined;
}

function inProse(text: string): number | undefined {
  for (const pattern of PROSE) {
    const found = pattern.exec(text);
    if (!found) continue;
    const around = text.slice(Math.max(0, found.index - 25), found.index + found[0].length + 20);
    if (!SUPPOSED.test(around) && !ABOUT_AFTER.test(text.slice(text.indexOf('분', found.index) + 1)))
      return inReason(Number(found[1]));
  }
  return undefined;
}

function lengthOf(found: RegExpMatchArray | null): number | undefined {
  if (!found) return undefined;
  const [, hours, more, minutes, bare] = found;
  return inReason(hours === undefined ? Number(minutes ?? bare) : Number(hours) * 60 + Number(more ?? 0));
}

function inReason(minutes: number | undefined): number | undefined {
  return minutes !== undefined && minutes >= SHORTEST && minutes <= LONGEST ? minutes : undefined;
}
