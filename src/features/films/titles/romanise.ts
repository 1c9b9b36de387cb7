import { syllable } from './letters.ts';

const INITIALS = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ').map((r) => r.replace('-', ''));
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const FINALS = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
/** How a final sounds before a vowel, where it is not as it stands (Revised Romanisation). */
const LIAISON = ' g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p -'
  .split(' ')
  .map((r) => r.replace('-', ''));
const SILENT = 11;

/** How consonants change where two syllables (parted by `|`) meet. */
const MEETING: readonly [RegExp, string][] = [
  [/k\|(?=[nmr])/g, 'ng|'],
  [/p\|(?=[nmr])/g, 'm|'],
  [/t\|(?=[nmr])/g, 'n|'],
  [/(ng|m)\|r/g, '$1|n'],
  [/n\|r|l\|n/g, 'l|l'],
  [/([kpt])\|h/g, '|$1'],
];

/** Hangul in Revised Romanisation: letter by letter, or as it sounds, with finals carried over to a following vowel. */
export function romaniseHangul(text: string, asItSounds: boolean): string {
  const syllables = [...text.replaceAll('|', ' ')].map((character) => syllable(character) ?? character);
  const spelt = syllables.reduce<string>((out, part, i) => {
    if (typeof part === 'string') return out + part;
    const [initial, vowel, final] = part;
    const next = syllables[i + 1];
    const meetsVowel = asItSounds && Array.isArray(next) && next[0] === SILENT;
    return `${out}${INITIALS[initial]}${VOWELS[vowel]}${(meetsVowel ? LIAISON : FINALS)[final]}|`;
  }, '');
  const changes = asItSounds ? MEETING : [];
  return [...changes, [/l\|r/g, 'll'] as const]
    .reduce((latin, [meeting, sound]) => latin.replace(meeting, sound), spelt)
    .replaceAll('|', '');
}

const KANA: ReadonlyMap<string, string> = new Map(
  [
    'あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto',
    'なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo',
    'らra りri るru れre ろro わwa ゐi ゑe をo んn ゔvu がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo',
    'だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo',
    'きゃkya きゅkyu きょkyo しゃsha しゅshu しょsho しぇshe ちゃcha ちゅchu ちょcho ちぇche にゃnya にゅnyu にょnyo',
    'ひゃhya ひゅhyu ひょhyo みゃmya みゅmyu みょmyo りゃrya りゅryu りょryo ぎゃgya ぎゅgyu ぎょgyo',
    'じゃja じゅju じょjo じぇje びゃbya びゅbyu びょbyo ぴゃpya ぴゅpyu ぴょpyo',
    'ふぁfa ふぃfi ふぇfe ふぉfo てぃti でぃdi とぅtu どぅdu うぃwi うぇwe うぉwo ゔぁva ゔぃvi ゔぇve ゔぉvo',
    'ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.replace(/[a-z]/g, ''), pair.replace(/[^a-z]/g, '')]),
);
const PAIRS = /[ぁ-ゖ][ぁぃぅぇぉゃゅょ]|[ぁ-ゖ]/g;

/** Kana in Hepburn, long vowels unmarked. */
export function romaniseKana(text: string): string {
  return [...text]
    .map((c) => (c >= 'ァ' && c <= 'ヶ' ? String.fromCharCode(c.charCodeAt(0) - 0x60) : c))
    .join('')
    .replaceAll('ー', '')
    .replace(PAIRS, (pair) => KANA.get(pair) ?? [...pair].map((c) => KANA.get(c) ?? c).join(''))
    .replace(/っ(.)/g, (_, next: string) => (next === 'c' ? 'tc' : next + next));
}

const CYRILLIC: ReadonlyMap<string, string> = new Map(
  'аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya іi їi єye ґg ўu'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

// Greek letters lose their accents first; the digraphs come before their letters
const GREEK: ReadonlyMap<string, string> = new Map(
  'ουou αυav ευev μπb ντnt γκgk γγng αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo'
    .split(' ')
    .map((pair) => [pair.replace(/[a-z]/g, ''), pair.replace(/[^a-z]/g, '')]),
);
const VOICELESS_UPSILON = /([αε])υ(?=[θκξπσςτφχψ]|\P{L}|$)/gu;
const GREEK_LETTERS = /ου|[αε]υ|μπ|ντ|γ[κγ]|\p{sc=Greek}/gu;

function romaniseGreek(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '');
  return bare.replace(VOICELESS_UPSILON, '$1f').replace(GREEK_LETTERS, (letters) => GREEK.get(letters) ?? letters);
}

/** Letters of Latin scripts and their accents, and signs. */
const LATIN = /^[\0-\u036f]*$/;
const KANA_RUN = /[\p{sc=Hiragana}ー]+|[\p{sc=Katakana}ー]+/gu;

/**
 * How a title in Hangul, kana, Cyrillic or Greek is written with Latin letters: every way people do it, none for a title of
 * another script or one that stays mostly unread (kanji have no rule).
 */
export function romanisations(title: string): string[] {
  if (LATIN.test(title)) return [];
  const text = title.normalize('NFKC').toLowerCase();
  if (/[가-힣]/.test(text)) return [...new Set([romaniseHangul(text, false), romaniseHangul(text, true)])];
  if (/\p{sc=Cyrillic}/u.test(text))
    return [text.replace(/\p{sc=Cyrillic}/gu, (letter) => CYRILLIC.get(letter) ?? letter)];
  if (/\p{sc=Greek}{2}/u.test(text)) return [romaniseGreek(text)];
  const kana = text.match(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0;
  const kanji = text.match(/\p{sc=Han}/gu)?.length ?? 0;
  if (kana < 3 || kana < 2 * kanji) return [];
  return [
    text
      .replace(KANA_RUN, (run) => ` ${romaniseKana(run)} `)
      .replace(/\s+/g, ' ')
      .trim(),
  ];
}
