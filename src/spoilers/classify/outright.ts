import type { Language } from './features.ts';

const KIN = '(?:father|mother|dad|mom|brother|sister|son|daughter|twin|wife|husband)';
const PERSON = `(?:${KIN}|hero|heroine|villain|captain|dog|cat|boy|girl|man|woman|child|kid|detective|cop|friend|protagonist|lead|main character|butler|doctor|teacher|boss|king|queen)`;
const CULPRIT = '(?:killer|murderer|culprit|thief|mole|traitor|mastermind|impostor|imposter)';
/** Somebody of the story: "he", "her older brother", "the captain", a name. */
const SOMEBODY = String.raw`(?:[Hh]e|[Ss]he|[Tt]hey|[Ee]veryone|[Ee]verybody|(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:\p{L}+ )?${PERSON}|(?!It|This|That|What|Who|There|Film|Movie|Plot|Time)\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)`;
const REALLY = '(?:in fact |actually |really |secretly )?';
const FATE =
  '(?:dies|die|died|survives?|survived|drowns|drowned|(?:is|was|gets|got) (?:killed|shot|murdered|dead)|kills? (?:him|her|them)(?:self|selves)?|betrays? (?:him|her|them)|did it)';
const WORDS = String.raw`(?:\p{L}+ ){0,3}`;

/** English sentences that tell outright, however short: an end, a death, an unmasking. */
const ENGLISH: readonly RegExp[] = [
  `\\b(?:was|were|is|are|been) ${WORDS}(?:all along|the whole time)\\b`,
  String.raw`\b(?:[Ii]t|[Ee]verything) (?:was|is) (?:all |only |just )*(?:a dream|a simulation|a hallucination|in (?:his|her|their) head)\b`,
  `^["“|*]*${SOMEBODY} (?:both |all )?${FATE}\\b`,
  `\\b${SOMEBODY} (?:is|was|are|were|turns? out to be|(?:is|was) revealed (?:to be|as)) ${REALLY}the (?:real |true |actual )?${CULPRIT}\\b`,
  `\\b[Tt]he (?:real |true |actual )?${CULPRIT} (?:is|was|turns out to be) (?:(?:his|her|their|the) (?:\\p{L}+ )?${PERSON}|\\p{Lu})`,
  `\\b${SOMEBODY} (?:is|was) ${REALLY}(?:his|her|their) (?:own |real |true |long-lost )*${KIN}\\b`,
].map((pattern) => new RegExp(pattern, 'u'));

const KOREAN: readonly RegExp[] = [
  /(?:범인|진범|흑막|배후|스파이|살인마)(?:은|는|이|가) (?!아니|없|뻔)[가-힣\s]{1,20}(?:이다|였다|이었다|입니다|였습니다|이었습니다|임|예요|이에요|였어요|이었어요)[.!~ㅋㅎㅠ\s]*$/,
  /알고 ?보니 .{2,30}(?:이었|였|이다|이에요|예요|입니다|죽)/,
  /(?:주인공|남주|여주|아빠|엄마|아버지|어머니|형|동생|친구|딸|아들|아내|남편|둘 ?다|모두)(?:이|가|은|는|도)? (?:결국 |마지막에 |끝에 |다 |모두 )*(?:죽는다|죽어요|죽습니다|죽음|죽었다|죽었어요|죽네요|살아남는다|살아남아요)/,
  /(?:모든|전부|다|모두) ?(?:게|것이|것은|건|이야기가)? ?(?:꿈|환상|상상|시뮬레이션)(?:이었|이다|이에요|입니다)/,
];

/** Talk of what is not told: "you will never guess who the killer is". */
const WITHHELD = /\?|\b(?:guess|wonder|whether|won't (?:say|tell|spoil)|find out (?:who|if)|if)\b|누구|궁금|까요|을까/i;

/** Whether a sentence tells an end, a death or an unmasking in so many words. */
export function tellsOutright(sentence: string, language: Language): boolean {
  if (WITHHELD.test(sentence)) return false;
  return (language === 'en' ? ENGLISH : KOREAN).some((pattern) => pattern.test(sentence));
}
