import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { criticReviews, films } from '../../../src/db/schema/index.ts';
import { command } from '../../../src/discord/command.ts';
import { declaration } from '../../../src/discord/declaration.ts';
import { dispatch } from '../../../src/discord/dispatch.ts';
import { button, buttonRow } from '../../../src/discord/parts.ts';
import { reviewComponents } from '../../../src/features/reviews/components.ts';
import { PAGE_SIZE, pageRoute } from '../../../src/features/reviews/messages.ts';
import { createLog } from '../../../src/log.ts';
import { openStage } from '../../../src/rehearsal/stage.ts';
import { connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';
import { onlySeen } from '../../support/house.ts';

const { db } = await testDatabase();
const stage = await openStage({ quiet: true });
const NOW = new Date('2026-01-09T18:00:00Z');
const [reviewed, unreviewed, elsewhere] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
const COUNT = 2 * PAGE_SIZE + 1;
const logged: string[] = [];
const log = createLog('warn', [], { write: (line) => logged.push(line) });
const app = testApp({ db, log, now: () => NOW });

/** Posts a button to the page of reviews that is typed: "<film id> <page>". */
const film = command({
  name: 'film',
  acknowledgement: 'public',
  options: { title: { kind: 'text', required: true, maxLength: 100 } },
  run: async (_, { title }) => {
    const [filmId = '', page = ''] = title.split(' ');
    return { components: [buttonRow(button('Turn', pageRoute.build({ filmId, page })))], forms: [] };
  },
});
const house = { commands: [film], components: reviewComponents, forms: [] };
const bot = await connect(stage, (interaction) => dispatch(app, house, interaction));

beforeAll(async () => {
  const row = { title: 'Heron', source: 'test', fetchedAt: NOW };
  await db.insert(films).values([
    { ...row, id: reviewed },
    { ...row, id: unreviewed },
    { ...row, id: elsewhere, scope: '1001' },
  ]);
  await db.insert(criticReviews).values(
    Array.from({ length: COUNT }, (_, i) => ({
      id: randomUUIDv7(),
      filmId: reviewed,
      author: `Critic ${i + 1}`,
      published: `2020-01-${30 - i}`,
      spoilers: 'unknown' as const,
      fingerprint: String(i),
      importedAt: NOW,
    })),
  );
  const body = [declaration(film)];
  await bot.client.rest.put(`/applications/${bot.client.application.id}/commands`, { body });
});
afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});

/** What a button to this page of this film turns its message into. */
async function turned(filmId: string, page: string) {
  const { id } = onlySeen(await stage.play({ as: 'm1', type: `/film title:${filmId} ${page}` }));
  return onlySeen(await stage.play({ as: 'm1', on: id, click: 'Turn' }));
}

const critics = (text: string) => text.match(/Critic \d+/g);

test.each([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['0', 1],
  ['-1', 1],
  ['999', 3],
  ['4', 3],
  ['9007199254740993', 3],
  ['x', 1],
  ['1.5', 1],
  ['NaN', 1],
  ['Infinity', 1],
  ["1'--", 1],
])('page "%s" of three shows page %i, and its reviews', async (asked, shown) => {
  const { kind, text, controls } = await turned(reviewed, asked);
  expect(kind).toBe('edit');
  expect(controls).toContain(`Page ${shown} of 3`);
  const first = (shown - 1) * PAGE_SIZE + 1;
  const last = Math.min(shown * PAGE_SIZE, COUNT);
  expect(critics(text)).toEqual(Array.from({ length: last - first + 1 }, (_, i) => `Critic ${first + i}`));
});

test.each(['1', '0', '2', 'x'])('page "%s" of a film without reviews says that there is none', async (asked) => {
  const { text, controls } = await turned(unreviewed, asked);
  expect(text).toContain('No review of Heron is here yet');
  expect(controls).toEqual([]);
});

test.each([
  ['that does not exist', randomUUIDv7()],
  ['that another server typed in', elsewhere],
])('a film %s is told privately to be gone', async (_, filmId) => {
  const told = await turned(filmId, '1');
  expect(told).toMatchObject({ kind: 'message', ephemeral: true, visibleTo: ['m1'] });
  expect(told.text).toContain('no longer in the catalogue');
});

test('none of this is an error of ours', () => {
  expect(logged).toEqual([]);
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});
