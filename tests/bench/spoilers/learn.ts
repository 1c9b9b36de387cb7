import { featuresOf, type Language } from '../../../src/spoilers/classify/features.ts';
import { score, type Weights } from '../../../src/spoilers/classify/model.ts';
import { mayTell } from '../../../src/spoilers/classify/rules.ts';
import { partOf, type Sentence } from './data.ts';
import { type Fitted, type Pull, regress } from './regress.ts';

/** How telling a premise counts: it is neither news nor nothing. */
const TELLING = [0, 0.4, 1] as const;
/** Of 1, 3, 10, 20 and 0.3, 0.5, 1, 3 these scored best by `crossScored`. */
const PULL: Pull = { named: 10, buckets: 0.5 };
const FOLDS = 10;

/** The weights that sentences of one language teach. */
export function fitSentences(sentences: readonly Sentence[]): Fitted {
  const lessons = sentences.map(({ text, language, tells }) => ({
    reading: featuresOf(text, language),
    telling: TELLING[tells],
  }));
  return regress(lessons, PULL);
}

/** A sentence with the score of weights that learnt from other works, and whether a rule keeps it from being safe. */
export type Scored = Sentence & { score: number; ruled: boolean };

function scored(sentence: Sentence, fitted: Fitted): Scored {
  const reading = featuresOf(sentence.text, sentence.language);
  return { ...sentence, score: score(reading, fitted), ruled: mayTell(reading) };
}

/** Scores every sentence with weights that learnt from the other nine tenths of the works. */
function crossScored(sentences: readonly Sentence[]): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const isHere = ({ work }: Sentence) => partOf(work, FOLDS) === fold;
    const here = sentences.filter(isHere);
    if (here.length === 0) return [];
    const fitted = fitSentences(sentences.filter((sentence) => !isHere(sentence)));
    return here.map((sentence) => scored(sentence, fitted));
  });
}

/** The share of sentences that tell nothing which may score as telling. */
const FALSE_ALARMS = 0.03;
/** How much lower than the lowest telling sentence a safe one has to score. */
const MARGIN = 0.9;

/**
 * The bounds of the verdicts from cross-scored sentences: `safe` lies below every sentence that tells what happens and
 * that no rule catches; above `telling` are at most three in a hundred that tell nothing.
 */
function boundsOf(sentences: readonly Scored[]): Pick<Weights, 'safe' | 'telling'> {
  const missed = sentences.filter(({ tells, ruled }) => tells === 2 && !ruled).map((one) => one.score);
  const nothing = sentences.filter(({ tells }) => tells === 0).map((one) => one.score);
  const alarm = nothing.sort((a, b) => b - a)[Math.floor(nothing.length * FALSE_ALARMS)] ?? 1;
  return { safe: Math.min(...missed) * MARGIN, telling: alarm };
}

/** Learns a language from its sentences among these: weights of all of them, bounds of their cross-scores. */
export function learn(sentences: readonly Sentence[], language: Language): { weights: Weights; crossed: Scored[] } {
  const own = sentences.filter((sentence) => sentence.language === language);
  const crossed = crossScored(own);
  return { weights: { ...fitSentences(own), ...boundsOf(crossed) }, crossed };
}
