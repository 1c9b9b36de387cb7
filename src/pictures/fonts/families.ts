import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { charactersOf } from './cmap.ts';
import { readTable } from './woff2.ts';

/** One font file. `name` is what the canvas knows it by; `characters` are the code points it has a glyph for. */
export type Face = {
  readonly family: Family;
  readonly name: string;
  readonly path: string;
  readonly characters: ReadonlySet<number>;
};

export type Family = keyof typeof FOLDERS;

const require = createRequire(import.meta.url);
const inside = (manifest: string, folder: string) => join(dirname(manifest), folder);

/** Where the files of each family are; a family is cut by its makers into up to 124 files of some characters each. */
const FOLDERS = {
  latin: inside(require.resolve('@fontsource-variable/noto-sans/package.json'), 'files'),
  kr: inside(require.resolve('@fontsource-variable/noto-sans-kr/package.json'), 'files'),
  jp: inside(require.resolve('@fontsource-variable/noto-sans-jp/package.json'), 'files'),
  sc: inside(require.resolve('@fontsource-variable/noto-sans-sc/package.json'), 'files'),
  tc: inside(require.resolve('@fontsource-variable/noto-sans-tc/package.json'), 'files'),
  arabic: inside(require.resolve('@fontsource-variable/noto-sans-arabic/package.json'), 'files'),
  thai: inside(require.resolve('@fontsource-variable/noto-sans-thai/package.json'), 'files'),
  hebrew: inside(require.resolve('@fontsource-variable/noto-sans-hebrew/package.json'), 'files'),
  emoji: inside(require.resolve('twemoji-colr-font/package.json'), '.'),
};
const LETTER_A = 0x41;
const FILE = /-wght-normal\.woff2$|\.woff2$(?<=^twemoji.woff2)/;

const read = new Map<Family, readonly Face[]>();

/** The faces of a family, the one with plain letters first; its files are read at the first call (at most about 0.1 s). */
export function facesOf(family: Family): readonly Face[] {
  const known = read.get(family) ?? readFaces(family);
  read.set(family, known);
  return known;
}

function readFaces(family: Family): Face[] {
  const folder = FOLDERS[family];
  const files = readdirSync(folder).filter((file) => FILE.test(file));
  const faces = files.sort().map((file) => {
    const path = join(folder, file);
    const characters = charactersOf(readTable(readFileSync(path), 'cmap'));
    return { family, name: file.replace(FILE, ''), path, characters };
  });
  // every file has the space: it comes from the face that most texts need anyway
  return faces.sort((a, b) => Number(b.characters.has(LETTER_A)) - Number(a.characters.has(LETTER_A)));
}
