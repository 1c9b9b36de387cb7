import { errorCode } from '../lib/error-code.ts';

/** What a command of the `marquee` command line is given. Standard output carries results; everything else is `note`. */
export type CliIo = {
  /** The environment, as `loadConfig` takes it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder that relative paths are meant from: where the person typed, also under `npm run`. */
  readonly cwd: string;
  /** One line to standard output. */
  out(line: string): void;
  /** One line to standard error: progress, hints, problems. */
  note(line: string): void;
};

/** One command of the `marquee` command line. */
export type CliCommand = {
  /** The words that call it, e.g. `['import', 'films']`. */
  readonly words: readonly string[];
  /** One line for the overview. */
  readonly summary: string;
  /** The whole help, usage first. */
  readonly help: string;
  /**
   * Runs with the arguments after the words.
   * @returns the exit code: 0 done, 1 could not be done, 2 wrong usage.
   * @throws CliError for wrong usage or a problem the person can mend.
   */
  run(args: string[], io: CliIo): Promise<number>;
};

/** A sentence for the person at the terminal, and the exit code that goes with it. */
export class CliError extends Error {
  readonly exitCode: 1 | 2;

  constructor(sentence: string, exitCode: 1 | 2 = 2) {
    super(sentence);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}

/** @throws CliError that says which file cannot be read, and why as far as the system says it. */
export function unreadable(path: string, error: unknown): never {
  const code = errorCode(error);
  throw new CliError(`${path} cannot be read${code && ` (${code})`}.`, 1);
}
