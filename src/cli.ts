import { resolve } from 'node:path';
import { type CliCommand, CliError, type CliIo } from './cli/command.ts';
import { ConfigError } from './config.ts';
import { databaseSentence } from './db/sentences.ts';
import { errorCode } from './lib/error-code.ts';

/** Every command of the command line, each loaded only when it is called. */
const COMMANDS: readonly { words: string; summary: string; load: () => Promise<CliCommand> }[] = [
  { words: 'search', summary: 'find films by title', load: async () => (await import('./cli/search.ts')).search },
  {
    words: 'import films',
    summary: 'load a catalogue of films',
    load: async () => (await import('./cli/import-films.ts')).importFilms,
  },
  {
    words: 'import imdb',
    summary: "load the films of IMDb's datasets",
    load: async () => (await import('./cli/import-imdb.ts')).importImdbFiles,
  },
  {
    words: 'import reviews',
    summary: "read critics' review pages",
    load: async () => (await import('./cli/import-reviews.ts')).importReviews,
  },
  {
    words: 'spoilers',
    summary: 'say how likely texts give a film away',
    load: async () => (await import('./cli/spoilers.ts')).spoilers,
  },
  {
    words: 'invite',
    summary: 'the link that invites the bot to a server',
    load: async () => (await import('./cli/invite.ts')).invite,
  },
  {
    words: 'rehearse',
    summary: 'play a line or a script on the loopback Discord',
    load: async () => (await import('./cli/rehearse.ts')).rehearse,
  },
];

const USAGE = `usage: marquee COMMAND [OPTIONS]

${COMMANDS.map(({ words, summary }) => `  ${words.padEnd(16)} ${summary}`).join('\n')}

marquee COMMAND --help tells more. --data DIR names the embedded database's folder (default: ./data).`;

async function main(args: string[], io: CliIo): Promise<number> {
  const asked = args.join(' ');
  const entry = COMMANDS.find(({ words }) => asked === words || asked.startsWith(`${words} `));
  if (!entry) return overview(args, io);
  const command = await entry.load();
  const rest = args.slice(command.words.length);
  if (rest.includes('--help')) {
    io.out(command.help);
    return 0;
  }
  return command.run(rest, io);
}

function overview(args: string[], io: CliIo): number {
  if (args.length === 0 || ['help', '--help'].includes(args[0] ?? '')) {
    io.out(USAGE);
    return 0;
  }
  throw new CliError(`"${args.slice(0, 2).join(' ')}" is no command of Marquee.\n\n${USAGE}`);
}

function sentenceFor(error: unknown): { words: string; code: number } | undefined {
  if (error instanceof CliError) return { words: error.message, code: error.exitCode };
  if (error instanceof ConfigError) return { words: error.message, code: 2 };
  if (error instanceof TypeError && errorCode(error).startsWith('ERR_PARSE_ARGS'))
    return { words: error.message, code: 2 };
  const words = databaseSentence(error);
  return words === undefined ? undefined : { words, code: 1 };
}

/** That nobody takes standard output any more; what the command holds is let go on the way out. */
class OutputClosed extends Error {
  override name = 'OutputClosed';
}

let closed: Error | undefined;
process.stdout.on('error', (error) => {
  closed ??= error;
});

function out(line: string): void {
  if (closed) throw new OutputClosed();
  process.stdout.write(`${line}\n`);
}

const io: CliIo = {
  env: process.env,
  // npm runs scripts in the project's folder and says where the person was.
  cwd: resolve(process.env.INIT_CWD ?? process.cwd()),
  out,
  note: (line) => process.stderr.write(`${line}\n`),
};

try {
  process.exitCode = await main(process.argv.slice(2), io);
} catch (error) {
  const known = sentenceFor(error);
  if (!known && !(error instanceof OutputClosed)) throw error;
  if (known) io.note(known.words);
  process.exitCode = known?.code ?? 0;
}
await new Promise((done) => process.stdout.write('', done));
// a reader that has seen enough (| head) is no error
if (closed && errorCode(closed) !== 'EPIPE') {
  io.note(`The output cannot be written (${errorCode(closed)}).`);
  process.exitCode = 1;
}
