import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readRows } from './data.ts';
import { compareHeldOut } from './held-out.ts';
import { auc, percent } from './measure.ts';
import { type Learnt, learnAll, toFile } from './weights.ts';

const WEIGHTS = new URL('../../../src/spoilers/classify/weights.json', import.meta.url);
const say = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({ options: { data: { type: 'string' }, write: { type: 'boolean' } } });
const data = values.data ?? process.env.MARQUEE_DATA;
if (data === undefined) {
  process.stderr.write('usage: npm run train:spoilers -- --data FOLDER [--write]   (or MARQUEE_DATA=FOLDER)\n');
  process.exit(2);
}

const rows = readRows(data);
const learnt = learnAll(rows);
for (const one of learnt) report(one);
say('a fifth of the works held out, AUC:');
for (const { of, texts, ours, plain } of compareHeldOut(rows))
  say(`  ${of} (${texts}): ours ${ours.toFixed(3)}, plain bag of words ${plain.toFixed(3)}`);
if (values.write) writeFileSync(WEIGHTS, toFile(learnt));

/** What weights make of sentences of works they have not learnt from. */
function report({ language, weights, crossed }: Learnt): void {
  const { safe, telling } = weights;
  const real = crossed.filter(({ work }) => !work.startsWith('example'));
  const of = (...tells: number[]) => real.filter((one) => tells.includes(one.tells));
  const scores = (...tells: number[]) => of(...tells).map((one) => one.score);
  const safeOf = (tells: number) => of(tells).filter((one) => one.score <= safe && !one.ruled).length;
  const toldOf = (tells: number) => percent(scores(tells), (one) => one >= telling);
  say(`${language}: ${of(2).length} sentences tell what happens, ${of(1).length} the premise, ${of(0).length} nothing`);
  say(
    `  AUC ${auc(scores(2), scores(0)).toFixed(3)} against nothing, ${auc(scores(2), scores(0, 1)).toFixed(3)} against both`,
  );
  say(`  up to ${safe.toFixed(3)} safe: ${safeOf(2)}, ${safeOf(1)} and ${safeOf(0)} of them`);
  say(`  from ${telling.toFixed(3)} a spoiler: ${toldOf(2)}, ${toldOf(1)} and ${toldOf(0)} of them`);
}
