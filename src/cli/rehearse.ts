import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BotEnv } from '../rehearsal/bot-process.ts';
import { standingClock } from '../rehearsal/clock.ts';
import { openPrompt } from '../rehearsal/prompt.ts';
import { rehearsalData } from '../rehearsal/rehearsal-data.ts';
import { readScript, ScriptError, type Step } from '../rehearsal/script.ts';
import { MOST_BOTS } from '../rehearsal/seats.ts';
import { MEMBERS, OPENING, openStage, type Stage } from '../rehearsal/stage.ts';
import { memberNames } from '../rehearsal/state/guilds.ts';
import { transcript } from '../rehearsal/transcript.ts';
import { type CliCommand, CliError, type CliIo } from './command.ts';
import { HELP } from './rehearse-help.ts';

const OPTIONS = {
  as: { type: 'string', default: 'host' },
  guild: { type: 'string', default: 'one' },
  json: { type: 'boolean', default: false },
  data: { type: 'string' },
  at: { type: 'string' },
  members: { type: 'string' },
  bots: { type: 'string', default: '1' },
} as const;

type Plan = {
  as: string;
  json: boolean;
  data: string | undefined;
  at: Date;
  members: number;
  bots: number;
  /** Undefined: a prompt is wanted. */
  steps: Step[] | undefined;
};

/** `marquee rehearse`: one command, a script, or a prompt, on the stage. */
export const rehearse: CliCommand = {
  words: ['rehearse'],
  summary: 'play a line or a script on the loopback Discord',
  help: HELP,
  run: async (args, io) => perform(await planOf(args, io), io),
};

function usage(sentence: string): CliError {
  return new CliError(`${sentence} "marquee rehearse --help" tells more.`);
}

async function planOf(args: string[], io: CliIo): Promise<Plan> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const members = Number(values.members ?? MEMBERS);
  if (!Number.isInteger(members) || members < 3 || members > 1_000)
    throw usage('--members takes a whole number from 3 to 1000.');
  const bots = Number(values.bots);
  if (!Number.isInteger(bots) || bots < 1 || bots > MOST_BOTS)
    throw usage(`--bots takes a whole number from 1 to ${MOST_BOTS}.`);
  const at = values.at === undefined ? OPENING : new Date(values.at);
  if (Number.isNaN(at.getTime())) throw usage('--at takes a time such as 2026-03-01T18:00:00Z.');
  if (values.guild !== 'one' && values.guild !== 'two') throw usage('--guild is one or two.');
  if (!memberNames(members).includes(values.as))
    throw usage(`--as takes one of the people on stage: ${memberNames(Math.min(members, MEMBERS)).join(', ')}.`);
  const steps = await stepsOf(positionals, values.guild, io);
  return { as: values.as, json: values.json, data: values.data, at, members, bots, steps };
}

async function stepsOf(words: string[], guild: 'one' | 'two', io: CliIo): Promise<Step[] | undefined> {
  const [first] = words;
  if (first === undefined) {
    if (process.stdin.isTTY) return undefined;
    throw usage('Give a command, for example "/film ballerina", or a script.');
  }
  const file = resolve(io.cwd, first);
  if (words.length > 1 || !statSync(file, { throwIfNoEntry: false })?.isFile())
    return [{ type: words.join(' '), guild }];
  try {
    return readScript(await readFile(file, 'utf8'));
  } catch (error) {
    throw error instanceof ScriptError ? new CliError(`${first}: ${error.message}`) : error;
  }
}

/** Aborts, with the exit code as its reason, when the process is asked to end. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => controller.abort(code));
  return controller.signal;
}

async function perform(plan: Plan, io: CliIo): Promise<number> {
  const interrupted = interruption();
  const given = new Promise<number>((resolve) =>
    interrupted.addEventListener('abort', () => resolve(interrupted.reason)),
  );
  const data = rehearsalData(io.env, io.cwd, plan.data);
  const { at, members, bots, as } = plan;
  const stage = await openStage({ clock: standingClock(at), members, bots, as });
  try {
    return await Promise.race([play(plan, stage, data.env, io, interrupted), given]);
  } finally {
    const wasKilled = stage.botWasKilled();
    await stage.close();
    await data.release(wasKilled);
  }
}

async function play(plan: Plan, stage: Stage, env: BotEnv, io: CliIo, interrupted: AbortSignal): Promise<number> {
  const problem = await stage.startBot({ LOG_LEVEL: 'warn', ...env });
  if (problem) throw new CliError(`The rehearsal could not begin: ${problem}.`, 1);
  if (!plan.steps) await openPrompt(stage, { input: process.stdin, output: process.stdout, out: io.out }, plan.as);
  for (const step of plan.steps ?? []) {
    if (interrupted.aborted) break;
    const result = await stage.play(step);
    if (plan.json) io.out(JSON.stringify(result));
    else for (const line of transcript(result, step, plan.as)) io.out(line);
  }
  for (const violation of stage.violations) io.note(`The stage noticed: ${violation}`);
  return 0;
}
