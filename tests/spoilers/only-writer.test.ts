import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
// the stage reads markup as Discord would
const others = globSync('{src,commands}/**/*.ts', { cwd: root }).filter(
  (path) => !/^src\/(spoilers|rehearsal)\//.test(path),
);
const code = (path: string) => readFileSync(new URL(path, root), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

// the formatter puts spaces around the operator: bars that touch something stand in a text (or, after a backslash, in a pattern)
const BARS = /(?<!\\)\|\|(?=[^\s=])|(?<=[^\s\\])\|\||\|\| \$\{/;

test('bars in a text are told from the operator', () => {
  const texts = ["'||'", "'|| '", '`||\u0024{a}||`', '`|| \u0024{a} ||`', '"a ||"'];
  for (const text of texts) expect(text).toMatch(BARS);
  for (const plain of ['a || b', 'a ||\n  b', "a || 'b'", 'a ||= b', "sql`a || ' ' || b`", '/a\\||b/'])
    expect(plain).not.toMatch(BARS);
});

test.each(others)('%s writes no bars and no spoiler container', (path) => {
  expect(code(path)).not.toMatch(BARS);
  expect(code(path)).not.toMatch(/\bspoiler: true|\bsetSpoiler\(|\bspoiler\(/);
});

test.each(others.filter((path) => path !== 'src/lib/safe.ts'))('%s calls nothing safe by itself', (path) => {
  expect(code(path)).not.toMatch(/\bnew Safe\(/);
});
