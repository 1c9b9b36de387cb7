import { fold } from '../../../lib/text.ts';
import type { Named } from './headline.ts';

const SET_OFF =
  /[<《〈「『≪‘'“"＜]\s*([^<>《》〈〉「」『』≪≫‘’'“”"＞]{1,40})\s*[>》〉」』≫’'”"＞]|(?<=영화)\s?\[([^\][]{1,40})\]/gu;
const PARENTHESES = /\(([^()]*)\)|\[([^\][]*)\]|【([^】]*)】|\{([^{}]*)\}/gu;
const BREAK = /[_/·,:;~|!?※★☆◆◇■□▶*#♥❤&+)(]+|\s-\s|-(?=\s|$)|\.{2,}|\s(?:ㅣ|l)\s/u;
/** Words that Korean bloggers put around a film's name in a headline. */
const AROUND =
  /^(?:영화|첫날|오늘|어제|이번|지난|주말\S?|개봉\S{0,2}|(?:국내|한국|외국|공포|스릴러|개봉|최신|독립|좀비|추천|미친|재난|액션)\s?영화\S{0,3}|영화(?:후기|리뷰|감상|추천|를|가|는)|추천\S?|후기\S{0,3}|솔직후기|리얼후기|리뷰\S{0,4}|감상|감상평?\S?|감상문|감상후기|관람후기\S{0,3}|관람평?|한줄평|결말\S{0,4}|해석\S{0,3}|결말해석|노?스포.*|줄거리\S{0,3}|평점|별점|정보|분석\S?|총정리|명대사|쿠키|쿠키영상|출연진?|보고|보다|봤다|본|보고왔\S+|보고옴|관람|시사회|유료시사회|넷플릭스|왓챠|솔직|주관적인?|개인적인?|지극히|짧은|간단|완벽|내용\S{0,2}|의미|및|또는|그리고|이야기|요약|스토리|삭제장면\S{0,2}|까지|전부|다|약|강|주의|경고|포함|있음|없음|있으니깐?|있는|조심|많음|만땅\S*|첨부|o|x|ㅇ|reviews?|movie|film|有|無|feat|by|년|\d+편|공포|스릴러|미스터리|액션|코미디|로맨스|드라마|가족|좀비|반전|한국|미국|일본)$/iu;
const PARTICLE = /(?<=\p{Script=Hangul}{2})(?:을|를|은|는|이|가|의|에|도|와|과|로|에서|으로|에게|까지|보다)$/u;
const DATE = /^\d{2,4}[.년-]\d{1,2}/u;
const LATIN = /^[\p{Script=Latin}'’.&-]{2,}$/u;
const HANGUL_NAME = /^\p{Script=Hangul}[\p{Script=Hangul}\d\s:,]{1,19}$/u;
const LONGEST_NAME = 5;

/**
 * What a Korean headline could name as its film: what stands between its marks, else the words beside 영화 and 후기, and
 * the words that the text repeats. Blanks do not count: 겟아웃 and 겟 아웃 are one name.
 */
export function readKoreanHeadline(headline: string, body: string): Named[] {
  const year = /[(,\s]((?:19|20)\d\d)(?:년)?\s*[),]/.exec(headline)?.[1];
  const dated = year === undefined ? {} : { year: Number(year) };
  const squeezed = squeeze(body);
  const mentions = (text: string) => squeezed.split(squeeze(text)).length - 1;
  const marked = [...headline.matchAll(SET_OFF)]
    .map((found) => (found[1] ?? found[2] ?? '').trim())
    .filter((text) => squeeze(text) !== '');
  const others = [...headline.matchAll(PARENTHESES)]
    .map((found) => latinName(found.slice(1).find(Boolean) ?? ''))
    .filter(Boolean);
  const beside = { ...dated, ...(others[0] ? { other: others[0] } : {}) };
  return [
    ...marked.map((text) => ({ text, weight: 85, ...beside })),
    ...bracketed(headline, mentions).map(({ text, weight }) => ({ text, weight, ...beside })),
    ...runs(headline, mentions).map((run) => ({
      text: run.text,
      weight: weigh(run, mentions(run.text) - 1),
      sure: run.whole || (run.edge && mentions(run.text) > 1 && squeeze(run.text).length > 2),
      ...beside,
    })),
  ];
}

/** A name between brackets: one that the text repeats is the film's, one at the head of all could be. */
function bracketed(headline: string, mentions: (text: string) => number): { text: string; weight: number }[] {
  return [...headline.matchAll(PARENTHESES)].flatMap((found) => {
    const text = (found.slice(1).find(Boolean) ?? '').trim();
    const named = HANGUL_NAME.test(text) && !text.split(/\s+/).some((word) => AROUND.test(word));
    if (!named) return [];
    if (mentions(text) > 1) return [{ text, weight: 70 }];
    return found.index === 0 ? [{ text, weight: 44 }] : [];
  });
}

// what the text repeats is its name; the longest of what it repeats, for 겟 is repeated with 겟 아웃
function weigh({ text, whole, first, aside }: Run, repeated: number): number {
  const place = (first ? (whole ? 10 : 4) : 0) - (aside ? 8 : 0);
  if (repeated < 1 || squeeze(text).length < 2) return (whole ? 40 : 10) + place;
  return (whole ? 50 : 42) + Math.min(24, 4 * repeated) + 7 * (text.split(' ').length - 1) + place;
}

/**
 * Words in a row that are no blogger's words. `whole`: the row fills the space between such words; `edge`: it begins or
 * ends there. `first`: nothing stands before it but such words. `aside`: it stands between brackets.
 */
type Run = { text: string; whole: boolean; edge: boolean; first: boolean; aside: boolean };

function runs(headline: string, mentions: (text: string) => number): Run[] {
  const open = headline.replace(SET_OFF, ' | ');
  const asides = [...open.matchAll(PARENTHESES)].map((found) => found.slice(1).find(Boolean) ?? '');
  const pieces = [
    ...open
      .replace(PARENTHESES, ' | ')
      .split(BREAK)
      .map((piece) => ({ piece, aside: false })),
    ...asides.filter((inside) => /영화|해석|후기|리뷰|줄거리/.test(inside)).map((piece) => ({ piece, aside: true })),
  ];
  const rows = pieces.flatMap(({ piece, aside }) =>
    stretches(piece.trim().split(/\s+/)).map((words) => ({ words, aside })),
  );
  return rows.flatMap(({ words, aside }, index) =>
    subRuns(words).map((run) => ({
      text: withoutParticle(run.join(' '), mentions),
      whole: run.length === words.length,
      edge: words[0] === run[0] || words.at(-1) === run.at(-1),
      first: index === 0,
      aside,
    })),
  );
}

// 이 in 데스데이 is no particle: only a name that the text also writes without it had one
function withoutParticle(text: string, mentions: (text: string) => number): string {
  const stem = text.replace(PARTICLE, '');
  return stem !== text && mentions(stem) > mentions(text) ? stem : text;
}

function stretches(words: string[]): string[][] {
  const stretches: string[][] = [[]];
  for (const word of words) {
    const previous = stretches.at(-1)?.at(-1);
    const around = AROUND.test(word) || DATE.test(word);
    // 해피 데스데이 Happy Death Day: the same name twice
    if (around || (previous !== undefined && LATIN.test(previous) !== LATIN.test(word))) stretches.push([]);
    if (!around) stretches.at(-1)?.push(word);
  }
  return stretches.filter((stretch) => squeeze(stretch.join('')) !== '');
}

function subRuns(words: string[]): string[][] {
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_NAME, words.length - from) }, (_, more) =>
      words.slice(from, from + more + 1),
    ),
  );
}

function latinName(inside: string): string {
  const name = inside.replace(/,?\s*(?:19|20)\d\d\s*년?\s*$/, '').trim();
  return /^[\p{Script=Latin}\d\s:'’.&-]{2,60}$/u.test(name) && /\p{L}{2}/u.test(name) ? name : '';
}

function squeeze(text: string): string {
  return fold(text).replaceAll(' ', '');
}
