import { afterEach, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { testDatabase } from '../support/database.ts';
import { alike, type Testimony, witness } from '../support/sameness.ts';

const stages: Stage[] = [];

afterEach(() => Promise.all(stages.splice(0).map((stage) => stage.close())));

/** A short evening in which `m1` alone is told something about what they have typed. */
async function evening(typed: string): Promise<{ all: Testimony; others: Testimony }> {
  const { options, testify } = witness();
  const database = await testDatabase();
  const stage = await openStage({ ...options, members: 5 });
  stages.push(stage);
  await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'info' });
  await stage.play({ as: 'host', type: '/film title:Burning (2018)' });
  await stage.play({ as: 'm1', type: `/film title:${typed}` });
  return { all: testify(stage), others: testify(stage, ['m1']) };
}

test('two rehearsals that do the same give the same, whatever ids, times and tokens they are given', async () => {
  const [one, other] = [await evening('qwxzv kjhqz'), await evening('qwxzv kjhqz')];
  expect(one.all.length).toBeGreaterThan(15);
  expect(one.all.join('\n')).toContain('Burning');
  expect(one.all.join('\n')).toContain('"msg":"ready"');
  expect(other.all).toEqual(one.all);
});

test('what one person alone is told differs for them, and is the same for everybody else', async () => {
  const [one, other] = [await evening('qwxzv kjhqz'), await evening('zzkqj wxvvq')];
  expect(other.all).not.toEqual(one.all);
  expect(other.others).toEqual(one.others);
});

test('a difference of one character in what is said is seen', () => {
  const line = (rating: string, id: string) => `{"id":"${id}","content":"m1 gave ${rating}","time":${id}}`;
  expect(alike([line('4', '123456789012345678')])).toEqual(alike([line('4', '987654321098765432')]));
  expect(alike([line('4', '123456789012345678')])).not.toEqual(alike([line('5', '123456789012345678')]));
});

test('the same id twice and two ids are told apart', () => {
  const [one, two] = ['0198c5f2-0000-7000-8000-000000000001', '0198c5f2-0000-7000-8000-000000000002'];
  expect(alike([`${one} ${one}`])).not.toEqual(alike([`${one} ${two}`]));
});
