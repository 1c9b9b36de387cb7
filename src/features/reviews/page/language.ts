import type { FrontMatter } from './frontmatter.ts';
import { field } from './frontmatter.ts';

const SCRIPTS: readonly [string, RegExp][] = [
  ['ko', /\p{Script=Hangul}/gu],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];

const WORDS: Record<string, string> = {
  en: 'the of and to in is it that this was with for as but on you not are be have from an by at his her they who more film movie about which its has never makes without one all really just what good great too very so a i my me we no',
  de: 'der die das und ist nicht ein eine zu den mit von es sich auf für auch im dem des wie als aber noch so man sind war oder bei einen durch wird hat ich nur mehr schon sehr film filme kein immer was',
  fr: 'le la les et est une un des que qui dans pour pas sur ce il au avec plus du par ne se on mais sont cette tout très comme son sa ses nous vous leur film à être ou même bien de je deux ces aux leur elle était cet très où trop ici',
  es: 'el la los las y es una un que de en por con no se lo del al como para más su pero sus esta este muy todo también ha sobre ya película cine sin me si hay son mi yo da está hace desde cuando donde tiene nos año años',
  it: 'il la le e è un una che di in per con non si del della al come più ma suo sono anche questo questa molto tutto film gli nel dei ha o lo',
  pt: 'o a os as e é um uma que de em por com não se do da no na como mais mas seu sua são também este esta muito filme ao dos das foi ou',
  nl: 'de het een en is van dat niet in te op voor met zijn aan die er maar ook als bij om door nog wel naar film dit deze wordt ik je',
  sv: 'och att det är en ett som på av för med inte till den har de om så men var jag från när film',
};
const COMMON = new Map(Object.entries(WORDS).map(([code, words]) => [code, new Set(words.split(' '))]));

/** The language a page says it is written in, else the one its words show; two letters. */
export function readLanguage(fields: FrontMatter, text: string): string | undefined {
  const stated = /^([a-z]{2})(?:[-_][A-Za-z]{2,4})?$/.exec(
    field(fields, 'lang', 'language', 'locale', 'hreflang') ?? '',
  );
  return stated?.[1] ?? detectLanguage(text);
}

/** The language of a text by its script and its commonest words; undefined when it has too few to tell. */
function detectLanguage(text: string): string | undefined {
  return byScript(text) ?? byWords(text);
}

function byScript(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.find(([, script]) => (text.match(script)?.length ?? 0) > letters * 0.3);
  return found?.[0];
}

function byWords(text: string): string | undefined {
  const words =
    text
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.slice(0, 2000) ?? [];
  const counts = [...COMMON].map(([code, common]) => ({
    code,
    count: words.filter((word) => common.has(word)).length,
  }));
  const best = counts.sort((a, b) => b.count - a.count)[0];
  return best && best.count > 0 ? best.code : undefined;
}
