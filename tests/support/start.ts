import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export type Started = {
  child: ChildProcess;
  /** All that it has printed so far. */
  output: () => string;
  /** Waits until it has printed this. */
  says: (words: string | RegExp) => Promise<void>;
  exit: Promise<number | null>;
};

/** `npm start` as a process, with this environment and nothing of ours, for the length of one test. */
export function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [resolve('src/start.js')], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += String(data)));
  const says = async (words: string | RegExp) => {
    for (
      const deadline = performance.now() + 20_000;
      !(typeof words === 'string' ? output.includes(words) : words.test(output));
      await pause(20)
    )
      if (performance.now() > deadline || child.exitCode !== null) throw new Error(`never said ${words}: ${output}`);
  };
  return { child, output: () => output, says, exit: once(child, 'exit').then(([code]) => code) };
}
