import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { BotEnv } from './bot-process.ts';
import { runningClock } from './clock.ts';
import { openPrompt } from './prompt.ts';
import type { Step } from './script.ts';
import { openStage, type Stage } from './stage.ts';
import { transcript } from './transcript.ts';

const FIRST_STEP: Step = { as: 'm1', type: '/film ballerina' };

const HOW_TO_GO_ON = `This was a rehearsal on a Discord of our own; nothing left this machine.
Go on:   npm run --silent marquee -- rehearse "/film the call"
         npm run --silent marquee -- rehearse --help
For real: set DISCORD_TOKEN (README.md, from "create the application") and start again.`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function stopAsked(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
}

async function show(stage: Stage): Promise<void> {
  for (const line of transcript(await stage.play(FIRST_STEP), FIRST_STEP, 'm1')) say(line);
  say(HOW_TO_GO_ON);
}

/** The environment of the demonstration's bot: its data is in the embedded database, never on an operator's server. */
function demonstrationEnv(config: Config, env: BotEnv): BotEnv {
  const { DATABASE_URL: _, ...rest } = env;
  const folder = config.database.kind === 'embedded' ? config.database.dataDir : resolve('data');
  return { ...rest, MARQUEE_DATA_DIR: folder, LOG_LEVEL: env.LOG_LEVEL || 'warn' };
}

/**
 * What `npm start` does without a token: the bot on the stage in real time, one member's `/film`, a prompt on a
 * terminal, and then it stays up until it is stopped. Resolves with the exit code.
 */
export async function demonstrate(config: Config, env: BotEnv): Promise<number> {
  const stage = await openStage({ clock: runningClock(), as: 'm1' });
  const stopped = stopAsked();
  try {
    say('No DISCORD_TOKEN is set, so Marquee plays on a stage of its own. One moment ...');
    const problem = await stage.startBot(demonstrationEnv(config, env));
    if (problem) {
      process.stderr.write(`The demonstration could not begin: ${problem}.\n`);
      return 1;
    }
    await show(stage);
    const { stdin: input, stdout: output } = process;
    const asked = input.isTTY ? openPrompt(stage, { input, output, out: say }, 'm1') : stopped;
    await Promise.race([asked, stopped]);
    return 0;
  } finally {
    await stage.close();
  }
}
