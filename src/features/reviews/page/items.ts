import type { Line } from './plain.ts';

/**
 * What may be a film of several: its head, and the lines up to the next one. `how` it heads them: as a heading, in bold
 * type, or as a plain line of its own with a year. A rating in the head is the first of its lines.
 */
export type Item = {
  title: string;
  year?: number;
  lines: Line[];
  filmLink?: string;
  how: 'heading' | 'bold' | 'line';
};

type Head = Pick<Item, 'how'> & { text: string; rest: string };

const NUMBERED = /^(?:#\s*)?(?:\d{1,3}|-)\s*[.):]\s*/;
const YEAR = String.raw`[([](?:[^()[\]\d]{0,60}[,\s]\s*)?((?:18|19|20)\d\d)(?:,[^()[\]]{0,60})?[)\]]`;
const WITH_YEAR = new RegExp(String.raw`^[«“"'_*]{0,3}(.{1,80}?)[»”"'_*]{0,3}\s{0,3}${YEAR}`, 'u');
const RATING = String.raw`\d{1,3}(?:[.,]\d{1,2})?\s?(?:\/|out of|von|sur|sobre)\s?\d{1,3}|[★☆⭐●○◐½\uFE0F]{1,12}|\d{1,3}\s?%|[A-DF][+-]?`;
const RATED_END = new RegExp(String.raw`\s*[-–—:|(\[]\s*(${RATING})\s*[)\]]?\s*$|\s+([★☆⭐●○◐½\uFE0F]{2,12})\s*$`, 'u');
const LINE_HEAD = new RegExp(
  String.raw`^(?:\d{1,3}[.)]\s+)?[«“"']?(?!\p{Ll})[^.!?]{1,70}?[»”"']?\s?${YEAR}\s*(?:[-–—:|]?\s*(?:${RATING}))?\s*$`,
  'u',
);

/** Headings, lines that begin in bold type and lines that are a title with its year, each with the lines below it. */
export function itemsOf(lines: readonly Line[], filmLinks: ReadonlyMap<string, string>): Item[] {
  const items: Item[] = [];
  const level = lines.reduce((highest, line) => Math.max(highest, line.heading), 0);
  for (const [index, line] of lines.entries()) {
    const head = headOf(line, index, level);
    if (head) items.push(itemOf(line, head, filmLinks.get(line.raw)));
    else items.at(-1)?.lines.push(line);
    const last = items.at(-1);
    // a link counts for its section when it stands in the head or in the first line after it
    if (last && last.filmLink === undefined && last.lines.length <= 1) {
      const link = filmLinks.get(line.raw);
      if (link !== undefined) last.filmLink = link;
    }
  }
  return items;
}

function headOf(line: Line, index: number, level: number): Head | undefined {
  if (line.heading > 0)
    return index > 0 || line.heading === level ? { how: 'heading', text: line.text, rest: '' } : undefined;
  return boldStart(line) ?? (LINE_HEAD.test(line.text) ? { how: 'line', text: line.text, rest: '' } : undefined);
}

function itemOf(line: Line, { how, text, rest }: Head, filmLink: string | undefined): Item {
  const shown = text.replace(NUMBERED, '').trim();
  const whole = how === 'bold' ? line.text.replace(NUMBERED, '').trim() : shown;
  const dated = WITH_YEAR.exec(whole);
  const after = (dated ? whole.slice(dated[0].length) : rest).replace(/^\s*[-–—:|,.]+/, '').trim();
  const undated = how === 'bold' ? shown : (dated?.[1] ?? shown);
  const ended = RATED_END.exec(undated);
  const rated = ended?.[1] ?? ended?.[2];
  const first = [rated, after].flatMap((part) => (part ? [{ text: part, heading: 0, raw: part }] : []));
  return {
    title: undated.slice(0, ended?.index).trim(),
    lines: first,
    how,
    ...(dated?.[2] ? { year: Number(dated[2]) } : {}),
    ...(filmLink === undefined ? {} : { filmLink }),
  };
}

function boldStart(line: Line): Head | undefined {
  const bold = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:\*\*|__)(?!\s)(.+?)(?:\*\*|__)/.exec(line.raw);
  if (!bold) return undefined;
  const text = (bold[1]?.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_]/g, '') ?? '').trim();
  if (text.length > 80 || /[:.!?]$|\d\s?\/\s?\d/.test(text)) return undefined;
  const at = line.text.indexOf(text);
  return { how: 'bold', text, rest: at < 0 ? '' : line.text.slice(at + text.length) };
}
