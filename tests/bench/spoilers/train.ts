import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { featuresOf } from '../../../src/spoilers/classify/features.ts';
import { pack, score, type Weights } from '../../../src/spoilers/classify/model.ts';
import { partsOf } from '../../../src/spoilers/classify/parts.ts';
import { examples, judged, partOf, type Row, readRows, type Sentence } from './data.ts';
import { fitSentences, learn, type Scored } from './learn.ts';
import { auc, percent } from './measure.ts';
import { plainRegression } from './plain.ts';

const WEIGHTS = new URL('../../../src/spoilers/classify/weights.json', import.meta.url);
const { values } = parseArgs({ options: { data: { type: 'string' }, write: { type: 'boolean' } } });
const data = values.data ?? process.env.MARQUEE_DATA;
const say = (line: string) => process.stdout.write(`${line}\n`);
if (!data) {
  process.stderr.write('usage: npm run train:spoilers -- --data FOLDER [--write]   (or MARQUEE_DATA=FOLDER)\n');
  process.exit(2);
}

const rows = readRows(data);
const sentences = judged(rows);
const learnt = (['en', 'ko'] as const).map((language) => {
  const { weights, crossed } = learn([...sentences, ...examples(language)], language);
  report(language, weights, crossed);
  return [language, pack(weights)] as const;
});
heldOut(rows, sentences);
if (values.write) writeFileSync(WEIGHTS, `${JSON.stringify(Object.fromEntries(learnt), null, 2)}\n`);

function report(language: string, { safe, telling }: Weights, crossed: readonly Scored[]): void {
  const real = crossed.filter(({ work }) => !work.startsWith('example'));
  const of = (...tells: number[]) => real.filter((one) => tells.includes(one.tells));
  const scores = (...tells: number[]) => of(...tells).map((one) => one.score);
  const isSafe = (one: Scored) => one.score <= safe && !one.ruled;
  say(
    `${language}: ${real.length} sentences of other works each time (${of(2).length} tell what happens, ${of(1).length} the premise)`,
  );
  say(
    `  AUC ${auc(scores(2), scores(0)).toFixed(3)} against those that tell nothing, ${auc(scores(2), scores(0, 1)).toFixed(3)} against all others`,
  );
  say(
    `  safe up to ${safe.toFixed(3)}: ${of(2).filter(isSafe).length} that tell, ${of(1).filter(isSafe).length} premises, ${of(0).filter(isSafe).length} of ${of(0).length} that tell nothing`,
  );
  say(
    `  spoiler from ${telling.toFixed(3)}: ${percent(scores(2), (one) => one >= telling)} of those that tell, ${percent(scores(1), (one) => one >= telling)} of the premises`,
  );
}

/** A fifth of the works, never learnt from, with the rows' own labels: our weights and a plain regression. */
function heldOut(all: readonly Row[], known: readonly Sentence[]): void {
  const isOut = ({ work }: { work: string }) => partOf(work, 5) === 0;
  const plain = plainRegression(all.filter((row) => !isOut(row)));
  const lessons = known.filter((sentence) => !isOut(sentence));
  const fitted = {
    en: fitSentences([...lessons.filter(({ language }) => language === 'en'), ...examples('en')]),
    ko: fitSentences([...lessons.filter(({ language }) => language === 'ko'), ...examples('ko')]),
  };
  const ours = (text: string, language: 'en' | 'ko') =>
    Math.max(0, ...partsOf(text).map((part) => score(featuresOf(part.text, language), fitted[language])));
  const out = all.filter(isOut);
  const compare = (name: string, some: readonly { text: string; language: 'en' | 'ko'; tells: boolean }[]) => {
    const by = (judge: (one: (typeof some)[number]) => number) =>
      auc(some.filter((one) => one.tells).map(judge), some.filter((one) => !one.tells).map(judge)).toFixed(3);
    say(
      `  ${name} (${some.length}): ours ${by((one) => ours(one.text, one.language))}, plain ${by((one) => plain(one.text))}`,
    );
  };
  say(
    `held out: ${new Set(out.map(({ work }) => work)).size} of ${new Set(all.map(({ work }) => work)).size} works; AUC`,
  );
  const rowsOf = (some: readonly Row[]) =>
    some.map(({ text, lang, spoiler }) => ({ text, language: lang, tells: spoiler }));
  compare('all rows', rowsOf(out));
  compare(
    'English sentences by their own labels',
    rowsOf(out.filter(({ lang, level }) => lang === 'en' && level === 'sentence')),
  );
  compare('of pages that mark spoilers', rowsOf(out.filter(({ source }) => source === 'movielog')));
  compare(
    'the same read and judged by us',
    known.filter((one) => isOut(one) && one.language === 'en').map((one) => ({ ...one, tells: one.tells === 2 })),
  );
}
