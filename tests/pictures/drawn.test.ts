import { beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { drawn } from '../../src/pictures/drawn.ts';
import type { Histogram, PictureSpec } from '../../src/pictures/specs.ts';

const SPEC: Histogram = {
  kind: 'histogram',
  title: 'Heron',
  subtitle: '',
  counts: [],
  nobody: '',
  average: null,
  median: null,
  spread: null,
  critics: null,
};
const logged: string[] = [];
const log = createLog('warn', [], { write: (line) => logged.push(line) });
beforeEach(() => {
  logged.length = 0;
});

function house(draw: (spec: PictureSpec) => Promise<Buffer>) {
  return { log, pictures: { draw, close: async () => {} } };
}

const titled = house(async (spec) => Buffer.from('title' in spec ? spec.title : ''));
const broken = house(async () => {
  throw new Error('too tall');
});

test('a picture is drawn as its spec says, and none where there is no spec', async () => {
  expect(String(await drawn(titled, () => SPEC, {}))).toBe('Heron');
  expect(await drawn(titled, () => undefined, {})).toBeUndefined();
  expect(logged).toEqual([]);
});

test('one that cannot be drawn is left out, and the log says once of what', async () => {
  expect(await drawn(broken, () => SPEC, { poll: 'p1' })).toBeUndefined();
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { level: expect.anything(), poll: 'p1', err: { message: 'too tall' } },
  ]);
});

test('so is one whose spec cannot be made', async () => {
  const bad = () => {
    throw new TypeError('no such film');
  };
  expect(await drawn(titled, bad, { round: 'r1' })).toBeUndefined();
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ round: 'r1', err: { message: 'no such film' } }]);
});
