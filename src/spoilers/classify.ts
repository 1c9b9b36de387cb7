import { featuresOf } from './classify/features.ts';
import { readWeights, score, type Weights } from './classify/model.ts';
import { tellsOutright } from './classify/outright.ts';
import { type Part, partsOf } from './classify/parts.ts';
import { mayTell, saidBefore } from './classify/rules.ts';

/** What is known of the film a sentence speaks of; all but the title may be missing. */
export type Film = {
  title: string;
  year?: number;
  synopsis?: string;
  cast?: readonly string[];
  characters?: readonly string[];
};

/** How likely a text gives its film away (0 to 1), and what to make of it. `safe` is strict; what cannot be read is `unsure`. */
export type Judgement = { spoiler: number; verdict: 'safe' | 'unsure' | 'spoiler' };

/** Judges each sentence of a text by itself; the worst counts. */
export type Reader = { judge(text: string, film?: Film): Judgement };

const NOTHING: Judgement = { spoiler: 0, verdict: 'safe' };
const UNREADABLE: Judgement = { spoiler: 0.5, verdict: 'unsure' };
const WORSE = { safe: 0, unsure: 1, spoiler: 2 };

let reader: Promise<Reader> | undefined;

/**
 * The reader for spoilers: a logistic regression over words and plain features of a sentence, whose weights are read at
 * the first call, and rules for what is never safe (docs/adr/0009-spoiler-reader.md). English and Korean.
 */
export function readSpoilers(): Promise<Reader> {
  reader ??= readWeights().then((weights) => ({
    judge: (text, film) => worst(partsOf(text).map((part) => judgePart(part, weights, film))),
  }));
  return reader;
}

function judgePart({ text, language }: Part, weights: Readonly<Record<'en' | 'ko', Weights>>, film?: Film): Judgement {
  if (language === 'none') return NOTHING;
  if (language === 'other') return UNREADABLE;
  const { safe, telling } = weights[language];
  const reading = featuresOf(text, language, film);
  const blind = score(reading, weights[language]);
  // what the synopsis says is no news; it never makes a sentence safe
  const spoiler = blind * (1 - 0.5 * saidBefore(text, film));
  if (tellsOutright(text, language)) return { spoiler: telling + (1 - telling) * blind, verdict: 'spoiler' };
  if (blind <= safe && !mayTell(reading)) return { spoiler, verdict: 'safe' };
  return { spoiler, verdict: spoiler >= telling ? 'spoiler' : 'unsure' };
}

function worst(judgements: readonly Judgement[]): Judgement {
  return judgements.reduce(
    (one, other) => ({
      spoiler: Math.max(one.spoiler, other.spoiler),
      verdict: WORSE[other.verdict] > WORSE[one.verdict] ? other.verdict : one.verdict,
    }),
    NOTHING,
  );
}
