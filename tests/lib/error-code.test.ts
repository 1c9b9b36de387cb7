import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCode } from '../../src/lib/error-code.ts';

function thrown(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

test('an error of the system says its code; what has none says nothing', () => {
  expect(errorCode(thrown(() => readFileSync('/nowhere/at/all')))).toBe('ENOENT');
  expect(errorCode(new Error('plain'))).toBe('');
  expect(errorCode(Object.assign(new Error('empty'), { code: undefined }))).toBe('');
  expect(errorCode({ code: 'ENOENT' })).toBe('');
  expect(errorCode(undefined)).toBe('');
});
