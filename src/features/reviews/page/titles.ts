import { fold } from '../../../lib/text.ts';
import { type FrontMatter, field } from './frontmatter.ts';
import { findHeadline } from './head.ts';
import { type Named, readHeadline } from './headline.ts';
import { readKoreanHeadline } from './headline-korean.ts';
import { capitalisedNames, type Name, setOffNames } from './names.ts';
import { type Line, links } from './plain.ts';
import { FILM_LINK } from './sections.ts';

/**
 * What a page could call its film. `weight` says how firmly the page names it, `count` how often it stands in the
 * text. `loose`: only a film of the catalogue makes it a title. `own`: it comes from the head of the page, so that its
 * parts may stand for it.
 */
export type TitleCandidate = {
  title: string;
  weight: number;
  count: number;
  loose: boolean;
  own: boolean;
  year?: number;
  /** It may be only the beginning or the end of a title that stands in the list as a whole. */
  part?: boolean;
  /** Another title of the same film, stated beside this one. */
  other?: string;
};

type Page = { fields: FrontMatter; lines: readonly Line[]; body: string };
type Draft = Omit<TitleCandidate, 'count'>;

const HANGUL = /\p{Script=Hangul}/u;
const STATED = 100;
const LINKED = 76;
const LINKED_ELSEWHERE = 40;
const ONLY_LINK = 30;
const SLUG = 70;
const HEADLINE_WORDS = 36;
const COMMON = new Set(
  'the a an of and in film movie review der die das ein eine und im kritik el la los las de y un una le les du et'.split(
    ' ',
  ),
);

/** Every title that the page could mean, the firmest first, each once. */
export function titleCandidates(page: Page): TitleCandidate[] {
  const headline = findHeadline(page.fields, page.lines);
  const text = page.lines.map((line) => line.text).join('\n');
  const drafts = [
    ...stated(page),
    ...headed(headline, text),
    ...linked(page, headline),
    ...slugged(page),
    ...named(page),
  ];
  return merge(drafts, text).sort((a, b) => b.weight - a.weight);
}

const own = (weight: number, title: string, more: Partial<Draft> = {}): Draft => ({
  title,
  weight,
  loose: false,
  own: true,
  ...more,
});

const LABEL = String.raw`(?:film|movie|title|titel|título|titulo|titre|titolo|영화\s?제목|제목|작품명|영화명)`;
const ORIGINAL = String.raw`(?:original[ -]?title|originaltitel|título original|titre original|titolo originale|원제)`;
const KOREAN_END = String.raw`(?=\s*(?:감독|출연|배우|장르|개봉|러닝|상영|관객|등급|제작|국가|평점)\s*[:：]|$)`;
const TITLE_FACT = new RegExp(String.raw`^(?:\W{0,3})${LABEL}\s*[:：=]\s*(.{1,80}?)${KOREAN_END}`, 'iu');
const KOREAN_FACT = new RegExp(String.raw`(?:영화\s?제목|작품명|영화명)\s*[:：]\s*(.{1,40}?)${KOREAN_END}`, 'u');
const ORIGINAL_FACT = new RegExp(
  String.raw`^(?:\W{0,3})${ORIGINAL}\s*[:：=]?\s*(.{1,80}?)(?:\s(?:in|auf)\s\p{L}+)?$`,
  'iu',
);

function stated({ fields, lines }: Page): Draft[] {
  const english = field(
    fields,
    'en_title',
    'title_en',
    'english_title',
    'movie_title',
    'film_title',
    'movie.title',
    'film.title',
    'movie.name',
    'film',
    'movie',
  );
  const original = field(fields, 'original_title', 'originaltitle', 'originaltitel') ?? factOf(lines, ORIGINAL_FACT);
  const other = original ?? (english === undefined ? undefined : field(fields, 'title'));
  const fact = factOf(lines, TITLE_FACT) ?? factOf(lines, KOREAN_FACT);
  const beside = /^(.{1,60}?)\s*\(([^()]{1,60})\)$/.exec(fact ?? '');
  return [
    ...(english ? [own(STATED, english, other && other !== english ? { other } : {})] : []),
    ...(beside?.[1] && beside[2] && !/\d{4}/.test(beside[2])
      ? [own(STATED, beside[1], { other: beside[2] })]
      : fact
        ? readHeadline(fact)
            .slice(0, 1)
            .map((found) => own(STATED, found.text, years(found)))
        : []),
    ...(original ? [own(35, original)] : []),
  ];
}

function factOf(lines: readonly Line[], pattern: RegExp): string | undefined {
  for (const { text } of lines) {
    const value = pattern.exec(text)?.[1]?.trim();
    // "Movie: 4/5" names no film
    if (value && /\p{L}{2}|^\d+$/u.test(value) && !/\d\s*(?:\/|out of|von)\s*\d|★/.test(value)) return value;
  }
  return undefined;
}

function years({ year, other, part }: Named): Partial<Draft> {
  return {
    ...(part ? { part } : {}),
    ...(year === undefined ? {} : { year }),
    ...(other === undefined ? {} : { other }),
  };
}

function headed(headline: string | undefined, text: string): Draft[] {
  if (headline === undefined) return [];
  if (HANGUL.test(headline))
    return readKoreanHeadline(headline, text).map((found) =>
      own(found.weight, found.text, { ...years(found), own: found.sure !== false }),
    );
  const read = readHeadline(headline).map((found) => own(found.weight, found.text, years(found)));
  // a sentence that names the film: only the catalogue can tell which of its words do
  const inside = capitalisedNames([{ text: headline, heading: 1, raw: headline }]);
  return [...read, ...inside.map(({ text: name }) => own(HEADLINE_WORDS, name, { loose: true }))];
}

/** Films that the page links to: the first is its own when the page's head shares a word with it. */
function linked({ fields, body, lines }: Page, headline = ''): Draft[] {
  const head = new Set(
    fold(
      [headline, field(fields, 'slug') ?? '', ...(fields.get('tags') ?? []), ...(fields.get('categories') ?? [])].join(
        ' ',
      ),
    ).split(' '),
  );
  const films = links(body).filter((link) => FILM_LINK.test(link.url) && link.text !== '' && link.text.length <= 80);
  const only = new Set(films.map((link) => FILM_LINK.exec(link.url)?.[0])).size === 1;
  const first = lines
    .slice(0, 2)
    .map((line) => line.text)
    .join('\n');
  return films.map((link, index) => {
    const shares = fold(link.text)
      .split(' ')
      .some((word) => word.length > 2 && !COMMON.has(word) && head.has(word));
    const early = index === 0 && first.includes(link.text);
    return own(shares ? LINKED - index : LINKED_ELSEWHERE + (early ? (only ? ONLY_LINK : 15) : 0), link.text, {
      own: shares,
    });
  });
}

function slugged({ fields, body, lines }: Page): Draft[] {
  const slug = /^(?:.*\/)?([\p{L}\d-]+?)-((?:18[89]|19\d|20\d)\d)\/?$/u.exec(field(fields, 'slug', 'permalink') ?? '');
  if (!slug?.[1] || !slug[2]) return [];
  const tight = slug[1].replaceAll('-', '');
  const spelled = setOffNames(body, lines).find((name) => fold(name.text).replaceAll(' ', '') === tight);
  return [own(SLUG + (spelled ? 5 : 0), spelled?.text ?? slug[1].replaceAll('-', ' '), { year: Number(slug[2]) })];
}

const HOW: Record<Name['how'], number> = { angled: 22, quoted: 14, emphasised: 14, capitalised: 6 };

function named({ body, lines }: Page): Draft[] {
  return [...setOffNames(body, lines), ...capitalisedNames(lines)].map(({ text, count, how }) => ({
    title: text,
    weight: HOW[how] + 4 * Math.min(count, 7),
    loose: true,
    own: false,
  }));
}

function merge(drafts: readonly Draft[], text: string): TitleCandidate[] {
  const haystack = ` ${fold(text)} `;
  const merged = new Map<string, TitleCandidate>();
  for (const draft of drafts) {
    const key = fold(draft.title);
    if (key === '') continue;
    const known = merged.get(key);
    if (!known) merged.set(key, { ...draft, count: haystack.split(` ${key} `).length - 1 });
    else
      merged.set(key, {
        ...draft,
        ...known,
        weight: Math.max(known.weight, draft.weight),
        loose: known.loose && draft.loose,
        own: known.own || draft.own,
        part: known.part === true && draft.part !== false,
        ...(known.year === undefined && draft.year !== undefined ? { year: draft.year } : {}),
      });
  }
  return [...merged.values()];
}
