import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { databaseTime } from '../db/clock.ts';
import { importReviews } from '../features/reviews/reviews.ts';
import { openHouse } from '../open.ts';
import { runningClock } from './clock.ts';
import { openPrompt } from './prompt.ts';
import type { Step } from './script.ts';
import { openStage, type Stage } from './stage.ts';
import { transcript } from './transcript.ts';

/** The ratings that two critics gave the Korean film, as facts: what the demonstration has to show. */
const PAGES = [
  {
    name: 'Steven C.',
    text: 'Ballerina (2023) — Movie Review\n\nBy Steven C.\n\n- Oct 10, 2023\n\nOUR RATING\n\n8 / 10\n',
  },
  {
    name: 'Focus Magazine',
    text: 'Ballerina (2023) Korean Film\n\nOriginal title: 발레리나\n\nFM’s rating 3.50/5\n\nDiscover more from Focus Magazine\n',
  },
];

const STEP: Step = { as: 'm1', type: '/film ballerina' };

const GREETING =
  'No DISCORD_TOKEN is set, so Marquee plays on a loopback Discord; nothing leaves this machine. One moment ...\n';

const NEXT = `How to go on:
  npm run --silent marquee -- rehearse "/film burning"    play one line and exit
  npm run --silent marquee -- search "balerina"           ask what the autocomplete asks
  npm run --silent marquee -- import reviews FILE|DIR...  read critics' review pages
  To have it answer in your server: README.md, "Into your server".
Stop with Ctrl-C.`;

const PROMPT = 'You are a member, m1, in #film-club: type a command such as /film burning, or help.';

/**
 * Starts the bot on the stage, has a member ask for a film and shows what everybody sees, then stays up: with a
 * prompt on a terminal, else until it is stopped. Resolves with the exit code.
 */
export async function demonstrate(config: Config): Promise<number> {
  const ending = Promise.withResolvers<number>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.resolve(0));
  print(GREETING);
  const dataDir = folderOf(config);
  const house = await openHouse({ kind: 'embedded', dataDir });
  const stage = await openStage({ clock: runningClock(), as: 'm1' });
  try {
    const pages = PAGES.map(({ name, text }) => ({ name, read: async () => text }));
    await importReviews(house.db, pages, { now: await databaseTime(house.sql) });
    const problem = await stage.startBot({ MARQUEE_DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
    if (problem) throw new Error(`the bot did not come up: ${problem}`);
    await show(stage);
    return await Promise.race([stay(stage), ending.promise]);
  } finally {
    await stage.close();
    await house.close();
  }
}

/** The demonstration's people never come to an operator's own server: theirs is an embedded database. */
function folderOf({ database }: Config): string {
  return database.kind === 'embedded' ? database.dataDir : resolve('data');
}

async function show(stage: Stage): Promise<void> {
  for (const line of transcript(await stage.play(STEP), STEP, 'm1')) print(line);
  print(NEXT);
}

/** Until the prompt is left; without a terminal, until a signal comes. */
async function stay(stage: Stage): Promise<number> {
  if (!process.stdin.isTTY) return new Promise(() => {});
  print(`\n${PROMPT}`);
  await openPrompt(stage, { input: process.stdin, output: process.stdout, out: print }, 'm1');
  return 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
