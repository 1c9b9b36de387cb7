import { expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { explain } from '../../src/discord/failures.ts';
import { UserError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { testDatabase } from '../support/database.ts';

const SECRET = 'canary-secret';

/** A log that keeps its lines. */
function collector() {
  const lines: string[] = [];
  return { lines, log: createLog('info', [SECRET], { write: (line) => lines.push(line) }) };
}

test('what a person can mend is a sentence in their language, with their words escaped, and no line in the log', () => {
  const { lines, log } = collector();
  const error = new UserError('film.unknown', { title: '**x**' });
  expect(explain(error, 'en', log).markdown).toContain(String.raw`\*\*x\*\*`);
  expect(explain(error, 'ko', log).markdown).toContain('찾지 못했습니다');
  expect(lines).toEqual([]);
});

test('a bug is logged once, with the reference that the person sees, and nothing else about it is told', () => {
  const { lines, log } = collector();
  const said = explain(new TypeError(`internal detail ${SECRET}`), 'en', log).markdown;
  const reference = /([a-z2-9]{8})$/.exec(said)?.[1];
  expect(reference).toBeDefined();
  expect(said).not.toContain('internal');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reference, err: { type: 'TypeError' } });
  expect(lines[0]).toContain('internal detail');
  expect(lines[0]).not.toContain(SECRET);
});

test('two bugs have two references', () => {
  const { log } = collector();
  expect(explain(new Error('a'), 'en', log).markdown).not.toBe(explain(new Error('a'), 'en', log).markdown);
});

test('a database that cannot be reached asks for patience', async () => {
  const { lines, log } = collector();
  const nowhere = connect('postgres://me@127.0.0.1:9/none');
  const error = await nowhere.db.execute('select 1').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(explain(error, 'en', log).markdown).toContain('try again in a minute');
  expect(lines).toHaveLength(1);
  await nowhere.close(0);
});

test('a statement that is wrong is a bug, not a database that is away', async () => {
  const { db } = await testDatabase();
  const { log } = collector();
  const error = await db.execute('select nonsense').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(explain(error, 'en', log).markdown).toContain('reference');
});
