import { featuresOf, type Language } from '../../../src/spoilers/classify/features.ts';
import { score } from '../../../src/spoilers/classify/model.ts';
import { partsOf } from '../../../src/spoilers/classify/parts.ts';
import { examples, judged, partOf, type Row } from './data.ts';
import { fitSentences } from './learn.ts';
import { auc } from './measure.ts';
import { plainRegression } from './plain.ts';

type Labelled = { text: string; language: Language; tells: boolean };

/** Two readers on the same texts: the area under the curve of ours and of a plain bag-of-words regression. */
export type Comparison = { of: string; texts: number; ours: number; plain: number };

const isOut = ({ work }: { work: string }) => partOf(work, 5) === 0;

/** Compares both on a fifth of the works, from which neither has learnt: by the rows' own labels and by our judgement. */
export function compareHeldOut(rows: readonly Row[]): Comparison[] {
  const plain = plainRegression(rows.filter((row) => !isOut(row)));
  const ours = readerWithout(rows);
  const compare = (of: string, some: readonly Labelled[]): Comparison => {
    const by = (judge: (one: Labelled) => number) =>
      auc(some.filter(({ tells }) => tells).map(judge), some.filter(({ tells }) => !tells).map(judge));
    return { of, texts: some.length, ours: by(ours), plain: by(({ text }) => plain(text)) };
  };
  const out = rows.filter(isOut);
  const english = out.filter(({ lang, level }) => lang === 'en' && level === 'sentence');
  const read = judged(rows).filter((one) => isOut(one) && one.language === 'en');
  return [
    compare('all rows, by their own labels', out.map(labelled)),
    compare('English sentences, by their own labels', english.map(labelled)),
    compare(
      'of pages that mark spoilers, by their own labels',
      out.filter(({ source }) => source === 'movielog').map(labelled),
    ),
    compare(
      'English sentences as we judged them',
      read.map((one) => ({ ...one, tells: one.tells === 2 })),
    ),
  ];
}

const labelled = ({ text, lang, spoiler }: Row): Labelled => ({ text, language: lang, tells: spoiler });

function readerWithout(rows: readonly Row[]): (one: Labelled) => number {
  const lessons = judged(rows).filter((sentence) => !isOut(sentence));
  const fitted = (language: Language) =>
    fitSentences([...lessons.filter((one) => one.language === language), ...examples(language)]);
  const weights = { en: fitted('en'), ko: fitted('ko') };
  return ({ text, language }) =>
    Math.max(0, ...partsOf(text).map((part) => score(featuresOf(part.text, language), weights[language])));
}
