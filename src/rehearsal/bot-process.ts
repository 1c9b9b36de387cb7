import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { StageClock } from './clock.ts';
import { type FromBot, type FromStage, readFromBot } from './link.ts';

const STOP_WITHIN = 15_000;
/** A bot that starts takes the time when it gets to it; one that is stuck must not hold the stage up (ms). */
const TIME_WITHIN = 30_000;
const STANDARD_ERROR = 2;

export type BotEnv = Readonly<Record<string, string | undefined>>;

/** The bot in a process of its own, as the stage holds it. */
export type BotProcess = {
  isAlive(): boolean;
  /** How it ended: `exit code 2`, `SIGKILL`; null while it lives. */
  ending(): string | null;
  /** Tells it the stage's time; resolves when it has taken it, or has ended. */
  tellTime(): Promise<void>;
  /** Resolves when it says that nothing is in flight (true), or when it has ended or `signal` aborts (false). */
  settle(signal: AbortSignal): Promise<boolean>;
  /** Asks it to stop in an orderly way; it is killed when it does not. Resolves with how it ended. */
  stop(): Promise<string>;
  /** SIGKILL. */
  kill(): Promise<string>;
};

const endingOf = (child: ChildProcess): string | null =>
  child.exitCode !== null ? `exit code ${child.exitCode}` : (child.signalCode ?? null);

/** Starts the bot's entry file. What it prints goes to this process's standard error, or nowhere when `quiet`. */
export function spawnBot(entry: string, env: BotEnv, clock: StageClock, quiet: boolean): BotProcess {
  const log = quiet ? 'ignore' : STANDARD_ERROR;
  const child = spawn(process.execPath, [entry], { env: { ...env }, stdio: ['ignore', log, log, 'ipc'] });
  const exited = Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => undefined);
  const waiting = new Map<string, () => void>();
  let questions = 0;
  const heard = (message: FromBot) =>
    waiting.get(message.type === 'clock' ? `clock ${message.now}` : `settled ${message.id}`)?.();
  child.on('message', (raw) => {
    const message = readFromBot(raw);
    if (message) heard(message);
  });
  const ask = async (message: FromStage, answer: string, signal?: AbortSignal): Promise<boolean> => {
    if (!child.connected) return false;
    const answered = Promise.withResolvers<boolean>();
    waiting.set(answer, () => answered.resolve(true));
    const givenUp = () => answered.resolve(false);
    signal?.addEventListener('abort', givenUp, { once: true });
    child.send(message, () => {});
    const result = await Promise.race([answered.promise, exited.then(() => false)]);
    signal?.removeEventListener('abort', givenUp);
    waiting.delete(answer);
    return result;
  };
  const end = async (signal: NodeJS.Signals): Promise<string> => {
    child.kill(signal);
    await exited;
    return endingOf(child) ?? 'did not start';
  };
  const tellTime = async () => {
    const now = clock.now();
    await ask({ type: 'clock', now, runs: clock.runs }, `clock ${now}`, AbortSignal.timeout(TIME_WITHIN));
  };
  void tellTime();
  return {
    isAlive: () => child.pid !== undefined && endingOf(child) === null,
    ending: () => endingOf(child),
    tellTime,
    settle: (signal) => {
      const id = ++questions;
      return ask({ type: 'settle', id }, `settled ${id}`, signal);
    },
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
