import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openPrompt } from '../../src/rehearsal/prompt.ts';
import { openStage } from '../../src/rehearsal/stage.ts';

test('a prompt plays what is typed as the person one is, and ends with quit', async () => {
  const stage = await openStage();
  const [input, output] = [new PassThrough(), new PassThrough()];
  const lines: string[] = [];
  let prompted = '';
  output.on('data', (data) => {
    prompted += String(data);
  });
  const prompt = openPrompt(stage, { input, output, out: (line) => lines.push(line) }, 'm1');
  input.write(
    'say hello\nas ko\nguild two\nsay 안녕\nlook\nas nobody\nlook\ndance\nadvance soon\nhelp\nquit\nsay too late\n',
  );
  await prompt;
  const text = lines.join('\n');
  expect(text).toContain('1. m1 says hello');
  expect(text).toContain('3. ko (guild two) looks at #film-club\n  all see in #film-club');
  expect(text).toContain('error: nobody here is called "nobody"');
  expect(text).toContain('"dance" is nothing the stage knows');
  expect(text).toContain('a span such as');
  expect(text).toContain('help · quit');
  expect(text).not.toContain('too late');
  expect(prompted).toContain('ko@two> ');
  await stage.close();
});

test('a prompt ends with its input', async () => {
  const stage = await openStage();
  const input = new PassThrough();
  input.end('look\n');
  const lines: string[] = [];
  await openPrompt(stage, { input, output: new PassThrough(), out: (line) => lines.push(line) });
  expect(lines.join('\n')).toContain('1. host looks at #film-club');
  await stage.close();
});
