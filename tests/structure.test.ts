import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

type Import = { from: string; to: string; line: string };

const FILES = ['src', 'commands'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js)$/.test(file))
    .map((file) => join(folder, file)),
);
const IMPORTS: readonly Import[] = FILES.flatMap(importsOf);
const ours = IMPORTS.filter(({ to }) => /^(src|commands)\//.test(to));

/** The features downhill: one may use those to the right of it. */
const DOWNHILL = [
  'help',
  'setup',
  'card',
  'recaps',
  'repairs',
  'discussions',
  'letterboxd',
  'reviews',
  'screenings',
  'polls',
  'nominations',
  'rounds',
  'marks',
  'films',
  'clubs',
];

/** The layers from the top: a file may import its own layer and those below. */
const LAYERS: readonly { name: string; has: (file: string) => boolean }[] = [
  {
    name: 'entry',
    has: (file) => /^src\/(main|cli|bot|start|open)\.(ts|js)$/.test(file) || file.startsWith('src/cli/'),
  },
  { name: 'rehearsal', has: (file) => file.startsWith('src/rehearsal/') },
  { name: 'commands', has: (file) => file.startsWith('commands/') },
  { name: 'features', has: (file) => file.startsWith('src/features/') },
  {
    name: 'house',
    has: (file) =>
      /^src\/(app|config|log)\.ts$/.test(file) ||
      /^src\/(db|discord|jobs|net|pictures|posts|spoilers|texts)\//.test(file),
  },
  { name: 'ground', has: (file) => file === 'src/errors.ts' || file.startsWith('src/lib/') },
];

describe('imports run one way', () => {
  test('every file belongs to a layer', () => {
    expect(FILES.filter((file) => layer(file) < 0)).toEqual([]);
  });

  test('no file imports a layer above its own', () => {
    // A UserError names its sentence: the type of a catalogue's key is all that errors.ts takes from above.
    const allowed = ({ from, line }: Import) => from === 'src/errors.ts' && line.startsWith('import type');
    const upward = ours.filter((one) => layer(one.to) < layer(one.from) && !allowed(one));
    expect(upward.filter(({ from }) => layer(from) !== layer('src/rehearsal/x.ts'))).toEqual([]);
  });

  test('only the entry points import the commands and the stage', () => {
    const entry = (file: string) => layer(file) === 0;
    expect(
      ours.filter(({ from, to }) => to.startsWith('commands/') && !from.startsWith('commands/') && !entry(from)),
    ).toEqual([]);
    expect(
      ours.filter(
        ({ from, to }) => to.startsWith('src/rehearsal/') && !from.startsWith('src/rehearsal/') && !entry(from),
      ),
    ).toEqual([]);
  });

  test('the Discord, database and spoiler layers know no feature', () => {
    expect(
      ours.filter(({ from, to }) => /^src\/(discord|db|spoilers)\//.test(from) && to.startsWith('src/features/')),
    ).toEqual([]);
  });

  test('pictures know nothing but the ground', () => {
    expect(
      ours.filter(({ from, to }) => from.startsWith('src/pictures/') && !/^src\/(pictures|lib)\//.test(to)),
    ).toEqual([]);
  });

  test('a feature calls another only downhill, through its actions or its messages', () => {
    const across = ours.filter(({ from, to }) => feature(from) && feature(to) && feature(from) !== feature(to));
    const uphill = across.filter(({ from, to }) => DOWNHILL.indexOf(feature(from)) >= DOWNHILL.indexOf(feature(to)));
    const sideDoors = across.filter(({ from, to }) => {
      const noun = feature(to);
      const throughMessages =
        to.endsWith(`/${noun}/messages.ts`) && /\/(messages|components|jobs|picture)\.ts$/.test(from);
      return !to.endsWith(`/${noun}/${noun}.ts`) && !throughMessages;
    });
    expect(uphill).toEqual([]);
    expect(sideDoors).toEqual([]);
    expect(FILES.map(feature).filter((noun) => noun && !DOWNHILL.includes(noun))).toEqual([]);
  });
});

describe('each thing has one place', () => {
  test("only commands, the Discord layer, the stage and a feature's messages, components and jobs know discord.js", () => {
    const mayKnow = (file: string) =>
      /^(commands|src\/discord|src\/rehearsal)\//.test(file) ||
      file === 'src/bot.ts' ||
      /\/(messages|components|jobs)\.ts$/.test(file) ||
      /^src\/spoilers\/(markup|hide)\.ts$/.test(file);
    expect(IMPORTS.filter(({ from, to }) => to === 'discord.js' && !mayKnow(from))).toEqual([]);
  });

  test('the spoiler markup takes nothing but types from discord.js', () => {
    expect(
      IMPORTS.filter(
        ({ from, to, line }) =>
          from.startsWith('src/spoilers/') && to === 'discord.js' && !line.startsWith('import type'),
      ),
    ).toEqual([]);
  });

  test('actions, rules and queries take plain values and a Db', () => {
    const plain = (file: string) => feature(file) !== '' && !/\/(messages|components|jobs|which)\.ts$/.test(file);
    expect(ours.filter(({ from, to }) => plain(from) && /^src\/(discord|app|posts\/sending)/.test(to))).toEqual([]);
  });

  test('only the entry points hand over the environment', () => {
    expect(
      FILES.filter(
        (file) =>
          /process\.env/.test(code(file)) && !/^src\/(main|cli)\.ts$/.test(file) && !file.startsWith('src/rehearsal/'),
      ),
    ).toEqual([]);
  });

  test('nothing but the clocks asks this machine for the time', () => {
    const clocks = ['src/db/clock.ts', 'src/rehearsal/clock.ts'];
    expect(
      FILES.filter((file) => /Date\.now\(|new Date\(\)|Temporal\.Now/.test(code(file)) && !clocks.includes(file)),
    ).toEqual([]);
  });

  test('no type is switched off', () => {
    expect(
      FILES.filter((file) => /\bas any\b|@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(code(file))),
    ).toEqual([]);
  });
});

test('the reader of imports sees what it is meant to see', () => {
  expect(ours.length).toBeGreaterThan(100);
  expect(IMPORTS).toContainEqual(
    expect.objectContaining({ from: 'commands/index.ts', to: 'src/features/card/components.ts' }),
  );
});

function importsOf(file: string): Import[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\b[^;'"]*?from\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found].map(([line, named, lazy]) => {
    const to = named ?? lazy ?? '';
    return { from: file, to: to.startsWith('.') ? normalize(join(dirname(file), to)) : to, line };
  });
}

function layer(file: string): number {
  return LAYERS.findIndex(({ has }) => has(file));
}

function feature(file: string): string {
  return /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? '';
}

/** A file without its comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
