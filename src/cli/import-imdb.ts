import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { SingleBar } from 'cli-progress';
import { loadConfig } from '../config.ts';
import { databaseTime } from '../db/clock.ts';
import { databaseSentence } from '../db/sentences.ts';
import {
  FILM_TYPES,
  FilmFileError,
  type ImdbOptions,
  type ImportCounts,
  ImportError,
  importImdb,
  OTHER_TYPES,
} from '../features/films/films.ts';
import { openHouse } from '../open.ts';
import { type CliCommand, CliError } from './command.ts';

const COURTESY = 'Information courtesy of IMDb (https://www.imdb.com). Used with permission.';

const HELP = `usage: marquee import imdb [--data DIR] [--films-only | --also TYPE[,TYPE...]] [--adult] FOLDER

Loads the films of IMDb's datasets, which are for personal and non-commercial use alone: see
https://developer.imdb.com/non-commercial-datasets/ for the terms. Download these from https://datasets.imdbws.com/
into one FOLDER, packed or unpacked:
  title.basics.tsv.gz, title.akas.tsv.gz, title.ratings.tsv.gz, title.crew.tsv.gz, name.basics.tsv.gz

  --films-only   films for the cinema and for television alone (the default)
  --also TYPE    further titles: ${OTHER_TYPES.join(', ')}
  --adult        adult titles too

All files are read once before anything is written: where one cannot be read, nothing is changed. An import that was
stopped is gone on with by the next. A second import brings only what is new or told otherwise; films that IMDb no
longer lists stay, and nothing that a club has done is touched.

${COURTESY}`;

/** `marquee import imdb`: a catalogue of a million films, from the operator's own download. */
export const importImdbFiles: CliCommand = {
  words: ['import', 'imdb'],
  summary: "load the films of IMDb's datasets",
  help: HELP,
  async run(args, io) {
    const { folder, wanted, data } = readArgs(args);
    // else V8 lets a hundred megabytes of rubbish lie, on each thread
    setFlagsFromString('--heap-growing-percent=50');
    const { database: place } = loadConfig(io.env, { cwd: io.cwd, ...(data ? { dataDir: data } : {}) });
    const house = await openHouse(place);
    try {
      const now = await databaseTime(house.sql);
      const counts = await withBar((reports) =>
        importImdb(house.url, resolve(io.cwd, folder), { wanted, now, ...reports }),
      );
      io.out(sentence(counts));
      io.note(COURTESY);
      return 0;
    } catch (error) {
      throw inWords(error);
    } finally {
      await house.close();
    }
  },
};

function inWords(error: unknown): unknown {
  if (error instanceof FilmFileError || error instanceof ImportError)
    return new CliError(`${error.message} Nothing was changed.`, 1);
  const words = databaseSentence(error);
  return words === undefined ? error : new CliError(`${words} Then import again: it goes on where it stopped.`, 1);
}

function readArgs(args: string[]): { folder: string; wanted: ImdbOptions['wanted']; data: string | undefined } {
  const options = {
    data: { type: 'string' },
    'films-only': { type: 'boolean' },
    also: { type: 'string' },
    adult: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new CliError(`Give the one folder of the files.\n\n${HELP}`);
  if (values['films-only'] && values.also !== undefined)
    throw new CliError(`Give either --films-only or --also, not both.\n\n${HELP}`);
  const also = (values.also ?? '').split(',').filter((type) => type !== '');
  const unknown = also.filter((type) => !OTHER_TYPES.some((other) => other === type));
  if (unknown.length > 0)
    throw new CliError(`${unknown.join(', ')}: no such type. There are ${OTHER_TYPES.join(', ')}.`);
  return {
    folder,
    wanted: { types: new Set([...FILM_TYPES, ...also]), adult: values.adult ?? false },
    data: values.data,
  };
}

type Reports = Pick<ImdbOptions, 'onCheck' | 'onLoad' | 'onFinish'>;

/** Shows how far the import is, how fast it goes and how long it will take, on a terminal only. */
async function withBar<T>(work: (reports: Reports) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work({});
  const bar = new SingleBar({
    format: '{what} {bar} {percentage}% · {rate} · {eta_formatted} left',
    stream: process.stderr,
    clearOnComplete: true,
    etaBuffer: 50,
  });
  let [what, begun] = ['', 0];
  const show = (step: string, done: number, of: number, rate: (perSecond: number) => string) => {
    if (step !== what) {
      [what, begun] = [step, performance.now()];
      bar.start(of, 0, { what: step.padEnd(16), rate: '' });
    }
    const seconds = (performance.now() - begun) / 1000;
    bar.update(done, { rate: rate(done / Math.max(seconds, 0.001)) });
  };
  const whole = (perSecond: number) => Math.round(perSecond).toLocaleString('en');
  try {
    return await work({
      onCheck: ({ bytes, size }) => show('checking files', bytes, size, (rate) => `${(rate / 1e6).toFixed(0)} MB/s`),
      onLoad: ({ films, of }) => show('loading films', films, of, (rate) => `${whole(rate)} films/s`),
      onFinish: ({ at, of }) => show('building indexes', at, of, () => `${at} of ${of}`),
    });
  } finally {
    bar.stop();
  }
}

function sentence({ rows, added, changed, unchanged }: ImportCounts): string {
  if (rows === 0) return 'The files name no film that is wanted; nothing was changed.';
  return `${rows} films read: ${added} new, ${changed} changed, ${unchanged} unchanged.`;
}
