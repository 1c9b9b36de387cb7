import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { inline, truncate } from '../lib/text.ts';
import { type Film, type Judgement, readSpoilers } from '../spoilers/classify.ts';
import { type CliCommand, CliError, type CliIo, unreadable } from './command.ts';

const HELP = `usage: marquee spoilers [--json] FILE.jsonl

Says how likely each text gives its film away. A line of the file is a JSON object with a "text" (or a "sentence") and,
if it is known, a "film": "Title (Year)". Every line is judged by itself, in the file's order; no database is needed.
--json prints one line of JSON each: {"spoiler": 0 to 1, "verdict": "safe" | "unsure" | "spoiler"}.`;

const SHOWN = 100;

/** `marquee spoilers`: the reader that also chooses the open lines of imported reviews. */
export const spoilers: CliCommand = {
  words: ['spoilers'],
  summary: 'say how likely texts give a film away',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new CliError(`Give one file.\n\n${HELP}`);
    const asked = await readAsked(resolve(io.cwd, file));
    const reader = await readSpoilers();
    const show = values.json ? (_: string, judgement: Judgement) => io.out(JSON.stringify(judgement)) : inWords(io);
    for (const { text, film } of asked) show(text, reader.judge(text, film));
    return 0;
  },
};

type Asked = { text: string; film?: Film };

const line = z.union([
  z
    .object({ sentence: z.string(), film: z.string().nullish() })
    .transform(({ sentence, film }) => ({ text: sentence, film })),
  z.object({ text: z.string(), film: z.string().nullish() }),
]);

async function readAsked(path: string): Promise<Asked[]> {
  const content = await readFile(path, 'utf8').catch((error: unknown) => unreadable(path, error));
  const lines = content.replace(/^\uFEFF/, '').split('\n');
  return lines.flatMap((one, i) => (one.trim() === '' ? [] : [readLine(one, i + 1)]));
}

function readLine(json: string, at: number): Asked {
  try {
    const { text, film } = line.parse(JSON.parse(json));
    return film ? { text, film: filmOf(film) } : { text };
  } catch {
    throw new CliError(`Line ${at} is not a JSON object with a "text", for example {"text": "A great film."}.`);
  }
}

/** "Title (Year)"; without a year in brackets all of it is the title. */
function filmOf(film: string): Film {
  const [, title, year] = /^(.*\S)\s*\((\d{4})\)\s*$/.exec(film) ?? [];
  return title === undefined ? { title: film } : { title, year: Number(year) };
}

function inWords(io: CliIo): (text: string, judgement: Judgement) => void {
  return (text, { spoiler, verdict }) =>
    io.out(`${verdict.padEnd(8)} ${spoiler.toFixed(2)}  ${truncate(inline(text), SHOWN)}`);
}
