import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BotEnv } from '../rehearsal/bot-process.ts';
import { standingClock } from '../rehearsal/clock.ts';
import { FAULTS } from '../rehearsal/faults.ts';
import { openPrompt } from '../rehearsal/prompt.ts';
import { rehearsalData } from '../rehearsal/rehearsal-data.ts';
import { readScript, ScriptError, type Step } from '../rehearsal/script.ts';
import { MOST_BOTS } from '../rehearsal/seats.ts';
import { MEMBERS, OPENING, openStage, type Stage } from '../rehearsal/stage.ts';
import { memberNames } from '../rehearsal/state/guilds.ts';
import { transcript } from '../rehearsal/transcript.ts';
import { type CliCommand, CliError, type CliIo } from './command.ts';

const HELP = `usage: marquee rehearse [--as NAME] [--guild one|two] [--json] [--data DIR]
                        [--at TIME] [--members N] [--bots N]
                        [COMMAND | SCRIPT.jsonl]

Plays one command or a script on a loopback Discord, with the bot in a process
of its own, and exits. An argument that names an existing file is a script,
anything else a command. Without one, a terminal gets a prompt.

  --as NAME      who does what a step leaves open (default: host)
  --guild G      the guild of a single command (default: one)
  --json         one line of JSON a step on standard output, nothing else there
  --data DIR     the embedded database's folder; left out, a fresh one that is
                 thrown away
  --at TIME      when the stage's clock starts, e.g. 2026-03-01T18:00:00Z
                 (default: ${OPENING.toISOString()})
  --members N    people in each guild, 3 to 1000 (default: ${MEMBERS})
  --bots N       processes of the bot on one database, 1 to ${MOST_BOTS}; each
                 interaction is dealt to one of them, in turn (default: 1)

There are two guilds, "one" and "two", each with #film-club, a voice channel
Cinema and the same people:
host (owner), mod (moderator), ko (a client in Korean), m1, m2, ...
A third, "three" with #general, is there once the bot is invited.

A script has one step a line, a JSON object:
  {"as":"m1","type":"/film title:ballerina"}      run a command
  {"as":"m1","typing":"/film title:balle"}        type it as far as that; the
                                                  option typed last is asked for
  {"as":"m1","click":"Our club"}                  a button, by its label
  {"as":"m1","select":"1st choice","values":["Ballerina (2023)"]}
                                                  a select, by its placeholder
  {"as":"m1","submit":{"Rating":"4"}}             the open form, by its labels
  {"as":"mod","menu":"Hide as a spoiler"}         the menu of a message
  {"as":"m1","say":"hello","in":"#film-club"}     write
  {"as":"m1","say":"","files":[{"name":"a.png","size":1000,"spoiler":true}]}
                                                  with files (bytes)
  {"webhook":"Relay","say":"hello"}               through a webhook
  {"as":"m1","unsay":ID}                          delete a message
  {"as":"m1","rsvp":true,"on":"Film night"}       answer an event; the newest
                                                  when none is named
  {"as":"mod","event":"Film night","move":"2026-02-01T20:00:00Z"}
                                                  also "cancel":true,
                                                  "delete":true, "rename":"x"
  {"as":"mod","thread":"Room 12","archive":true}  also "lock", "delete":true,
                                                  "rename":"x", "add":["m1"],
                                                  "remove":["m1"],
                                                  "create":"private"|"public"
  {"as":"m1","accept":"#seen-it"}                 past its spoiler notice
  {"as":"host","shut":"m1","in":"#film-club"}     hide a channel from somebody;
                                                  "admit" shows it again
  {"as":"m1","look":"#film-club"}                 what this person sees there
  {"as":"m1","look":"@m1"}                        the bot's direct messages to
                                                  m1; "dms":false refuses them
  {"as":"m3","leave":true}                        the server; "join":true: back,
                                                  or somebody new
  {"role":"fans","give":"m3"}                     made when missing; or "take";
                                                  "mentionable":true
  {"deny":["SendMessages"],"in":"#film-club"}     the bot's rights; "allow"
  {"create":"#cinema"} {"delete":"#film-club"}    channels
  {"invite":true,"guild":"three"}                 the bot joins a server;
                                                  "remove":true: thrown out
  {"advance":"48h"}                               let time pass (ms s m h d w)
  {"stop":true} {"kill":true} {"start":true}      the bot: an orderly end,
                                                  SIGKILL, a new start; of
                                                  several "bot":2, or all
  {"fault":"429","times":2}                       let something go wrong
  {"together":[[STEP,...],[STEP,...]]}            lines of steps at once; each
                                                  step ends when it is answered
"in" and "look" take threads and posts by their names too, the newest first.
Every step may have "guild":"two" and "on":ID, a message by its id; left out,
the newest that fits is meant. Commands split only at a declared option's name
with a colon; text before that goes to the first text option. Text that is the
name of a choice just offered by "typing" picks that choice. Labels and
placeholders have to match exactly, in the language shown.

Faults ("none" switches all of them off):
${Object.entries(FAULTS)
  .map(([word, meaning]) => `  ${word.padEnd(14)} ${meaning}`)
  .join('\n')}

A step ends when the bot is idle, or after 30 s; "advance" goes from one due
job of the bot to the next. Each line of --json holds
{"step","ms","seen","refused","error"}: real milliseconds to the first response
(null where the bot was asked nothing), everything delivered to anyone because
of the step, the Discord errors the bot ran into, and why the step could not be
done; "together" has the results of each line. In "seen", "text" is what a
reader sees with spoilers as ${'▒▒▒'}, "revealed" the same with spoilers shown,
"notification" what a phone would push.

Exit code: 0 when every step ran, even with an "error" or something "refused"; 1
when the bot could not be started; 2 for wrong usage.`;

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
