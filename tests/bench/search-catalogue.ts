import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FilmRow } from '../../src/features/films/films.ts';
import { type Random, random } from './search-random.ts';
import { inventedWords, type Lexicon, signWords } from './search-words.ts';

const STARTER = new URL('../../src/features/films/starter/films.json', import.meta.url);
const SEED = 20261124;

/** Signs of Chinese titles, roughly the most used first. */
const HAN =
  '的人一大不之天我中小在情女王爱有生上家子夜心风花龙国三年道战无神水山日月红金死白黑时海城行美地飞好长老男少门江南火世来出色传手下东西北星空雨雪声光梦血兄弟英雄大名多你她他们是了这那为什么谁回到成长新古青春秋冬夏明后前里外高真相见面开关如果可以没再重走过去年代公主民兵将军队士兵母父亲孩儿童话故事影歌舞剑客侠武功夫拳鬼魂妖怪魔法师学校生命最终极速密令局案件追踪逃亡' +
  '路车站船马狗猫虎狼鱼鸟木林草石头玉宝藏双四五六七八九十百千万分秒刻间界域村镇街市店房屋楼台塔桥河湖洋岛岸沙漠云雾雷电冰寒热暖阳阴暗影迷失乐园笑泪痛苦甜蜜酸辣味道香茶酒饭食物衣服鞋帽刀枪炮弹';
/** Signs of Japanese titles. */
const KANJI =
  '人日大女男物語子花恋愛時夜海空東京青春雪山川家族母父兄妹姉弟猫犬風雨星月光影夢心命死生神鬼刀侍道国戦争学校先生少年少女王姫城町村島森林火水金銀黒白赤桜夏冬秋春朝夕明暗世界地球宇宙未来過去記憶約束手紙歌声音楽旅車列電話部屋窓門橋駅店食卓酒茶魚鳥馬虎竜蛇虫木石土田野原谷池湖河波岸';
const KATAKANA =
  'ンルスートラリアイクシドロマタレコジメプテバサキフセオデグブウナニムチケソミカツハパネボモノゴダワガホユビヤポピズヘエ';
const HIRAGANA =
  'のいとたにはしかなるてをれもうりこきらさまんくあけすおみよそちえつだめがわやでせどほばゆひろねぬふへむ';

/** What the titles are made from: real titles of each script. */
type Corpus = { latin: string[]; hangul: string[]; films: FilmRow[] };

/**
 * Films for measuring a search: first those of `films.tsv` under `dataDir` (else of the starter catalogue), then made-up
 * ones, the same for the same seed. A made-up title keeps the shape and the little words of a real one; six in ten of
 * its other words are real words as often as they are used, the rest are made by a Markov chain of the letters of real
 * words and drawn by Zipf's law from two million, so that most words are rare, as names are. Every sixth film has an
 * original title in Hangul, Chinese or Japanese made likewise of syllables and signs, every tenth another Latin one; or
 * every film `others` further titles, four in ten of them in these scripts.
 */
export async function* catalogue(count: number, dataDir: string | undefined, others?: number): AsyncGenerator<FilmRow> {
  const { films, latin, hangul } = await readCorpus(dataDir);
  const source = random(SEED);
  const title = latinTitles(latin);
  const scripts = [hangulTitles(hangul), chineseTitles(), japaneseTitles()] as const;
  const director = inventedNames(latin);
  for (let at = 0; at < count; at++) {
    const film = films[at] ?? { title: title(source) };
    const script = source.below(18);
    const original = scripts[script]?.(source);
    const further = Array.from({ length: others ?? (source.chance(0.1) ? 1 : 0) }, () => ({
      title: others !== undefined && source.chance(0.4) ? source.pick(scripts)(source) : title(source),
    }));
    yield {
      ...film,
      year: film.year ?? 2026 - Math.floor(106 * source.unit() ** 2),
      votes: film.votes ?? (at < films.length ? undefined : source.chance(0.45) ? votesOf(source) : 0),
      directors: film.directors?.length ? film.directors : [{ name: director(source) }],
      originalTitle: film.originalTitle ?? original,
      titles: [...(film.titles ?? []), ...further],
    };
  }
}

const votesOf = (source: Random) => Math.min(3_000_000, Math.max(5, Math.round(Math.exp(source.normal(4, 2.2)))));

async function readCorpus(dataDir: string | undefined): Promise<Corpus> {
  const films = dataDir ? await readTsv(join(dataDir, 'films', 'films.tsv')) : readStarter();
  const starter = readStarter().flatMap(titlesOf);
  const titles = [...films.flatMap(titlesOf), ...starter];
  return {
    films,
    latin: titles.filter((title) => /^[\p{sc=Latin}\p{Nd}\p{P}\s]+$/u.test(title)),
    hangul: titles.filter((title) => /^[\p{sc=Hangul}\s]+$/u.test(title)),
  };
}

const titlesOf = ({ title, originalTitle, titles = [] }: FilmRow): string[] => [
  title,
  ...(originalTitle ? [originalTitle] : []),
  ...titles.map((other) => other.title),
];

function readStarter(): FilmRow[] {
  return JSON.parse(readFileSync(STARTER, 'utf8')).map((film: FilmRow) => ({ ...film, ids: {} }));
}

async function readTsv(path: string): Promise<FilmRow[]> {
  const rows: FilmRow[] = [];
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    const [title = '', year = '', others = '', votes = ''] = line.split('\t');
    if (!/^\d{4}$/.test(year)) continue;
    const titles = others === '' ? [] : others.split('|').map((other) => ({ title: other }));
    rows.push({ title, year: Number(year), titles, votes: votes === '' ? undefined : Number(votes) });
  }
  return rows;
}

const COMMON = 60;

function latinTitles(real: readonly string[]): Lexicon {
  const templates = real.map((title) => title.split(' '));
  const words = templates.flat().flatMap((word) => word.match(/\p{L}{2,}/gu) ?? []);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  const common = new Set(
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, COMMON)
      .map(([word]) => word),
  );
  const drawn = words.map((word) => word.toLowerCase()).filter((word) => !common.has(word));
  const invented = inventedWords([...new Set(drawn)], 2_000_000, SEED);
  const other = (source: Random) => capital(source.chance(0.6) ? source.pick(drawn) : invented(source));
  return (source) =>
    source
      .pick(templates)
      .map((word) => (common.has(word.toLowerCase()) ? word : word.replace(/\p{L}{2,}/u, () => other(source))))
      .join(' ');
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function inventedNames(real: readonly string[]): Lexicon {
  const words = [...new Set(real.flatMap((title) => title.match(/\b\p{Lu}\p{Ll}{3,}/gu) ?? []))].map((word) =>
    word.toLowerCase(),
  );
  const [first, last] = [inventedWords(words, 5_000, SEED + 1), inventedWords(words, 200_000, SEED + 2)];
  return (source) => `${capital(first(source))} ${capital(last(source))}`;
}

function hangulTitles(real: readonly string[]): Lexicon {
  const words = real.flatMap((title) => title.split(' ')).filter((word) => word !== '');
  const counts = new Map<string, number>();
  for (const syllable of words.join('')) counts.set(syllable, (counts.get(syllable) ?? 0) + 1);
  const syllables = [...counts].sort(([, a], [, b]) => b - a).map(([syllable]) => syllable);
  const invented = signWords(syllables, [2, 2, 2, 3, 3, 4], 200_000, SEED + 3);
  return (source) =>
    Array.from({ length: source.pick([1, 2, 2, 3]) }, () =>
      source.chance(0.4) ? source.pick(words) : invented(source),
    ).join(' ');
}

function chineseTitles(): Lexicon {
  const words = signWords([...new Set(HAN)], [1, 2, 2, 2, 2, 3], 60_000, SEED + 4);
  return (source) => Array.from({ length: source.pick([1, 2, 2, 3]) }, () => words(source)).join('');
}

function japaneseTitles(): Lexicon {
  const kanji = signWords([...new Set(KANJI)], [1, 2, 2, 2], 40_000, SEED + 5);
  const katakana = signWords([...KATAKANA], [2, 3, 3, 4, 5], 40_000, SEED + 6);
  const hiragana = signWords([...HIRAGANA], [2, 3, 4], 20_000, SEED + 7);
  const word = (source: Random) => source.pick([kanji, kanji, katakana, hiragana])(source);
  return (source) =>
    Array.from({ length: source.pick([1, 2, 2, 3]) }, () => word(source)).join(source.chance(0.6) ? 'の' : '');
}
