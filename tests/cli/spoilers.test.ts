import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CliError } from '../../src/cli/command.ts';
import { spoilers } from '../../src/cli/spoilers.ts';

const cwd = await mkdtemp(join(tmpdir(), 'marquee-spoilers-'));
afterAll(() => rm(cwd, { recursive: true }));

/** Runs the command without any database: what it prints, and its exit code or its sentence. */
async function run(...args: string[]): Promise<{ code: number; out: string[]; sentence: string }> {
  const out: string[] = [];
  const io = { env: {}, cwd, out: (line: string) => out.push(line), note: () => {} };
  try {
    return { code: await spoilers.run(args, io), out, sentence: '' };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { code: error.exitCode, out, sentence: error.message };
  }
}

const file = async (name: string, content: string) => {
  await writeFile(join(cwd, name), content);
  return name;
};

describe('marquee spoilers', () => {
  test('judges each line of a file in its order', async () => {
    const name = await file(
      'lines.jsonl',
      [
        '{"text": "A great film.", "film": "Night Ferry (2019)"}',
        '{"sentence": "Mara shoots the captain and he dies.", "film": "Night Ferry"}',
        '',
        '{"text": "", "film": null}',
        `{"text": "${'She kills him. '.repeat(6_700)}"}`,
        '{"text": "犯人は彼の妹だった。"}',
      ].join('\r\n'),
    );
    const { code, out } = await run('--json', name);
    expect(code).toBe(0);
    const answers = out.map((line) => JSON.parse(line));
    expect(answers.map(({ verdict }) => verdict)).toEqual(['safe', 'spoiler', 'safe', 'spoiler', 'unsure']);
    for (const answer of answers) expect(Object.keys(answer)).toEqual(['spoiler', 'verdict']);
  });

  test('reads the sentence where a line has a text as well', async () => {
    const name = await file('both.jsonl', '\uFEFF{"text": "He dies.", "sentence": "A great film."}\n');
    expect((await run('--json', name)).out).toEqual([expect.stringContaining('"safe"')]);
  });

  test('without --json shows verdict, likelihood and text on one line', async () => {
    const name = await file('words.jsonl', '{"text": "A great\\nfilm."}\n');
    expect((await run(name)).out).toEqual([expect.stringMatching(/^safe {5}0\.\d\d {2}A great film\.$/)]);
  });

  test.each(['not json', '[]', '{"text": 5}', '{"film": "Night Ferry"}', '{"text": "a", "film": 7}'])(
    'names the line %j and prints nothing',
    async (bad) => {
      const name = await file('bad.jsonl', `{"text": "A great film."}\n\n${bad}\n`);
      const { code, out, sentence } = await run('--json', name);
      expect({ code, out }).toEqual({ code: 2, out: [] });
      expect(sentence).toMatch(/^Line 3 is not a JSON object with a "text"/);
    },
  );

  test('needs one file that is there', async () => {
    expect(await run('--json')).toMatchObject({ code: 2 });
    expect(await run('a.jsonl', 'b.jsonl')).toMatchObject({ code: 2 });
    expect(await run('none.jsonl')).toMatchObject({ code: 1, sentence: expect.stringContaining('ENOENT') });
  });
});
