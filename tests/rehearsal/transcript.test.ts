import { expect, test } from 'vitest';
import type { Seen, StepResult } from '../../src/rehearsal/player/result.ts';
import { transcript } from '../../src/rehearsal/transcript.ts';

const seen = (more: Partial<Seen> = {}): Seen => ({
  kind: 'message',
  id: '7',
  channel: '#film-club',
  ephemeral: false,
  visibleTo: 'everyone',
  text: '',
  revealed: '',
  notification: '',
  controls: [],
  images: [],
  choices: [],
  ...more,
});
const result = (more: Partial<StepResult> = {}): StepResult => ({
  step: 1,
  ms: 12.5,
  seen: [],
  refused: [],
  error: null,
  ...more,
});

test('a transcript says who did what, and who sees what of it', () => {
  const lines = transcript(
    result({
      seen: [
        seen({
          text: 'Ballerina\n▒▒▒',
          controls: ['Our club', 'Nominate'],
          images: [{ alt: 'The poster', spoiler: true }],
        }),
        seen({ ephemeral: true, visibleTo: ['m1'], text: 'for you' }),
        seen({ kind: 'autocomplete', visibleTo: ['m1'], choices: ['A', 'B'] }),
      ],
    }),
    { as: 'm1', type: '/film ballerina', guild: 'two' },
    'host',
  );
  expect(lines).toEqual([
    '1. m1 (guild two) types /film ballerina   [12.5 ms]',
    '  all see in #film-club (7):',
    '    │ Ballerina',
    '    │ ▒▒▒',
    '    │ (picture, covered: The poster)',
    '    │ [ Our club ]  [ Nominate ]',
    '  m1 sees in #film-club, privately (7):',
    '    │ for you',
    '  m1 is offered:',
    '    │ · A',
    '    │ · B',
    '',
  ]);
});

test('a transcript fits 80 columns, wide letters counted twice', () => {
  const lines = transcript(
    result({
      seen: [seen({ text: '발레리나 '.repeat(40), controls: Array.from({ length: 30 }, (_, n) => `Ballerina ${n}`) })],
    }),
    { type: '/x' },
    'host',
  );
  const wide = (line: string) => [...line].reduce((sum, sign) => sum + (/[\uac00-\ud7a3]/.test(sign) ? 2 : 1), 0);
  expect(Math.max(...lines.map(wide))).toBeLessThanOrEqual(80);
  expect(lines.join('')).toContain('[ Ballerina 29 ]');
});

test('a transcript tells what was refused and what could not be done', () => {
  const refused = [{ status: 400, code: 50035, message: 'Invalid Form Body', route: 'POST /x' }];
  expect(transcript(result({ ms: null, refused, error: 'no such thing' }), { advance: '48h' }, 'host')).toEqual([
    '1. advance 48h',
    '  refused: POST /x: 400 50035 Invalid Form Body',
    '  error: no such thing',
    '',
  ]);
});
