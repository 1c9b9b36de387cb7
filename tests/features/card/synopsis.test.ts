import { expect, test } from 'vitest';
import { harmless } from '../../../src/features/card/synopsis.ts';

const film = { title: 'Hana-bi', year: 1997 };

test('the first sentence of a synopsis is shown, what follows is not', async () => {
  const en = 'A quiet film about a detective and the sea. In the end he shoots her and himself on the beach.';
  expect(await harmless({ en }, film)).toEqual({ en: 'A quiet film about a detective and the sea.' });
});

test.each([
  'It is revealed that the detective was dead all along.',
  'He turns out to be the killer.',
  'In the end she dies in his arms and he shoots himself.',
])('a first sentence that gives the film away is not shown: %s', async (en) => {
  expect(await harmless({ en }, film)).toEqual({});
});

test('each language is judged by itself, and nothing is made of nothing', async () => {
  const en = 'He turns out to be the killer.';
  expect(await harmless({ en, ko: '아픈 아내를 돌보는 형사의 이야기.' }, film)).toEqual({
    ko: '아픈 아내를 돌보는 형사의 이야기.',
  });
  expect(await harmless({ en: '  ' }, film)).toEqual({});
  expect(await harmless({}, film)).toEqual({});
});
