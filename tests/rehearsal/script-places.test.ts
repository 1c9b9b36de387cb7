import { expect, test } from 'vitest';
import { readStep } from '../../src/rehearsal/script.ts';

test.each<[object, string]>([
  [{ look: 'x', files: [{ name: 'a', size: 1 }] }, '"files" belongs to "say"'],
  [{ webhook: 'Relay', look: 'x' }, '"webhook" belongs to "say"'],
  [{ say: 'x', files: [{ name: 'a', size: 26_214_401 }] }, '"files.0.size": Too big'],
  [{ thread: 'x' }, '"thread" needs one of create, archive, lock, delete, rename, add, remove'],
  [{ thread: 'x', lock: true, archive: true }, '"thread" needs one of'],
  [{ thread: 'x', cancel: true }, '"cancel" belongs to "event"'],
  [{ event: 'x' }, '"event" needs one of move, cancel, delete, rename'],
  [{ event: 'x', lock: true }, '"lock" belongs to "thread"'],
  [{ event: 'x', move: 'Friday' }, '"move": Invalid ISO datetime'],
  [{ look: 'x', archive: true }, '"archive" belongs to "thread"'],
  [{ thread: 'x', archive: true, say: 'y' }, 'a step does one thing'],
])('%j is no step: %s', (step, words) => {
  expect(() => readStep(JSON.stringify(step))).toThrow(words);
});

test.each<object>([
  { as: 'm1', say: 'x', files: [{ name: 'a.png', size: 26_214_400, spoiler: true, description: 'The poster' }] },
  { webhook: 'Relay', say: 'x', in: 'Room 12' },
  { as: 'm1', unsay: '1' },
  { as: 'm1', accept: '#seen-it' },
  { as: 'mod', thread: 'Room 12', archive: false },
  { as: 'mod', thread: 'Room 12', create: 'private', in: '#film-club' },
  { as: 'mod', event: 'Film night', move: '2026-02-01T20:00:00+09:00' },
  { as: 'mod', event: 'Film night', cancel: true },
  { as: 'host', shut: 'm1' },
])('%j is a step', (step) => {
  expect(readStep(JSON.stringify(step))).toEqual(step);
});
