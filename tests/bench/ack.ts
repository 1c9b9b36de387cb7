import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { destroyEmbedded, destroyWithProcess, temporaryDataDir } from '../../src/db/embedded/embedded.ts';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { compared } from './statistics.ts';

const BLOCKS = 3;
const WARM_UP = 30;
const ANSWERS = 150;
const BARE_BOT = fileURLToPath(new URL('./bare-bot.ts', import.meta.url));

/** Milliseconds from sending the interaction to its first response, and to the whole answer. */
type Times = { first: number[]; whole: number[] };

/**
 * The bot's `/film ballerina` beside a bare discord.js client that answers with a constant, each in a process of its
 * own on the same stage, in turns. Ours acknowledges first, then asks the database and edits the card in.
 */
export async function run(): Promise<void> {
  const folder = temporaryDataDir();
  destroyWithProcess(folder);
  const stage = await openStage({ quiet: true });
  const ours: Times = { first: [], whole: [] };
  const bare: Times = { first: [], whole: [] };
  try {
    for (let block = 0; block < BLOCKS; block++) {
      const problem = await stage.startBot({ MARQUEE_DATA_DIR: folder, LOG_LEVEL: 'warn' });
      if (problem) throw new Error(problem);
      await measure(stage, ours);
      await stage.stopBot();
      await withBareBot(stage, () => measure(stage, bare));
    }
  } finally {
    await stage.close();
    await destroyEmbedded(folder);
  }
  process.stdout.write(`ours / bare discord.js, same stage, ${BLOCKS} turns each\n`);
  process.stdout.write(`${compared('first response', ours.first, bare.first)}\n`);
  process.stdout.write(`${compared('whole answer', ours.whole, bare.whole)}\n`);
}

async function measure(stage: Stage, times: Times): Promise<void> {
  for (let count = 0; count < WARM_UP + ANSWERS; count++) {
    const before = stage.requests.length;
    const result = await stage.play({ as: 'm1', type: '/film title:ballerina' });
    if (result.error || result.refused.length > 0 || result.ms === null || result.seen.length !== 1)
      throw new Error(`no answer: ${JSON.stringify(result)}`);
    if (count < WARM_UP) continue;
    const requests = stage.requests.slice(before);
    const [first, last] = [requests[0], requests.at(-1)];
    if (!first || !last) throw new Error('an answer without a request');
    const sentAt = first.at + first.ms - result.ms;
    times.first.push(result.ms);
    times.whole.push(last.at + last.ms - sentAt);
  }
}

async function withBareBot(stage: Stage, work: () => Promise<void>): Promise<void> {
  const env = { ...process.env, DISCORD_API: stage.url, DISCORD_TOKEN: stage.token };
  const child = spawn(process.execPath, [BARE_BOT], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await work();
  child.kill();
  await once(child, 'exit');
}
