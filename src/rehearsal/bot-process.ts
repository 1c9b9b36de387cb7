import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { StageClock } from './clock.ts';
import { type FromBot, type FromStage, readFromBot } from './link.ts';

const STOP_WITHIN = 15_000;
/** A bot that starts takes the time when it gets to it; one that is stuck must not hold the stage up (ms). */
const ANSWER_WITHIN = 30_000;
const STANDARD_ERROR = 2;

export type BotEnv = Readonly<Record<string, string | undefined>>;

/** What a bot said of its next due work: epoch ms, or null when there is none or it ended. */
export type Due = { at: number | null; problem: string | null };

/** The bot in a process of its own, as the stage holds it. */
export type BotProcess = {
  /** The number of its seat, from 1, and what it is called in sentences. */
  readonly seat: number;
  readonly name: string;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
  isAlive(): boolean;
  /** How it ended: `exit code 2`, `SIGKILL`; null while it lives. */
  ending(): string | null;
  /** Tells it the stage's time and waits until it has done what that brings, or ended. @returns what went wrong, or null. */
  tellTime(): Promise<string | null>;
  /** Asks for its next work after now. */
  nextDue(): Promise<Due>;
  /** Resolves when it says that nothing is in flight (true), or when it has ended or `signal` aborts (false). */
  settle(signal: AbortSignal): Promise<boolean>;
  /** Asks it to stop in an orderly way; it is killed when it does not. Resolves with how it ended. */
  stop(): Promise<string>;
  /** SIGKILL. */
  kill(): Promise<string>;
};

/** Who is to be started, and how. */
export type Casting = {
  entry: string;
  env: BotEnv;
  clock: StageClock;
  quiet: boolean;
  /** Is given all that the bot prints, in place of standard error. */
  output?: ((text: string) => void) | undefined;
  seat: number;
  name: string;
};

type Question = FromStage extends infer One ? (One extends FromStage ? Omit<One, 'id'> : never) : never;
type Ask = (question: Question, signal: AbortSignal) => Promise<FromBot | undefined>;

const endingOf = (child: ChildProcess): string | null =>
  child.exitCode !== null ? `exit code ${child.exitCode}` : (child.signalCode ?? null);

/** Asks over the link; the answer is undefined when the process has ended or the signal aborts. */
function asker(child: ChildProcess, exited: Promise<unknown>): Ask {
  const waiting = new Map<number, (answer: FromBot) => void>();
  let questions = 0;
  child.on('message', (raw) => {
    const answer = readFromBot(raw);
    if (answer) waiting.get(answer.id)?.(answer);
  });
  return async (question, signal) => {
    if (!child.connected) return undefined;
    const id = ++questions;
    const answered = Promise.withResolvers<FromBot | undefined>();
    waiting.set(id, answered.resolve);
    const givenUp = () => answered.resolve(undefined);
    signal.addEventListener('abort', givenUp, { once: true });
    child.send({ ...question, id }, () => {});
    const answer = await Promise.race([answered.promise, exited.then(() => undefined)]);
    signal.removeEventListener('abort', givenUp);
    waiting.delete(id);
    return answer;
  };
}

/** What is said over the link, with a limit on the wait. */
function conversation(child: ChildProcess, exited: Promise<unknown>, { clock, seat, name }: Casting) {
  const ask = asker(child, exited);
  const late = (what: string) =>
    endingOf(child) === null ? `${name} did not ${what} within ${ANSWER_WITHIN / 1_000} s` : null;
  return {
    tellTime: async () => {
      const time = { type: 'clock', now: clock.now(), runs: clock.runs, seat } as const;
      const answer = await ask(time, AbortSignal.timeout(ANSWER_WITHIN));
      return answer ? answer.problem && `${name} could not take the time: ${answer.problem}` : late('take the time');
    },
    nextDue: async () => {
      const answer = await ask({ type: 'due' }, AbortSignal.timeout(ANSWER_WITHIN));
      if (!answer) return { at: null, problem: late('say what is due') };
      return { at: answer.due, problem: answer.problem && `${name} could not say what is due: ${answer.problem}` };
    },
    settle: async (signal: AbortSignal) => (await ask({ type: 'settle' }, signal)) !== undefined,
  };
}

/** Starts the bot's entry file. What it prints goes to this process's standard error, to `output`, or nowhere when `quiet`. */
export function spawnBot(casting: Casting): BotProcess {
  const { entry, env, quiet, output, seat, name } = casting;
  const log = output ? 'pipe' : quiet ? 'ignore' : STANDARD_ERROR;
  const child = spawn(process.execPath, [entry], { env: { ...env }, stdio: ['ignore', log, log, 'ipc'] });
  for (const stream of output ? [child.stdout, child.stderr] : [])
    stream?.setEncoding('utf8').on('data', output ?? (() => {}));
  const exited = Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => undefined);
  const end = async (signal: NodeJS.Signals): Promise<string> => {
    child.kill(signal);
    await exited;
    return endingOf(child) ?? 'did not start';
  };
  const talk = conversation(child, exited, casting);
  void talk.tellTime();
  return {
    ...talk,
    seat,
    name,
    ended: exited,
    isAlive: () => child.pid !== undefined && endingOf(child) === null,
    ending: () => endingOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      const late = pause(STOP_WITHIN, 'late', { ref: false });
      return (await Promise.race([exited, late])) === 'late'
        ? `${await end('SIGKILL')} (it did not stop in time)`
        : (endingOf(child) ?? 'did not start');
    },
    kill: () => end('SIGKILL'),
  };
}
