import type { Interaction } from 'discord.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { command } from '../../src/discord/command.ts';
import { type Component, component } from '../../src/discord/component.ts';
import { declaration } from '../../src/discord/declaration.ts';
import { dispatch, type House } from '../../src/discord/dispatch.ts';
import { sentence } from '../../src/discord/message.ts';
import { button, buttonRow, selectRow } from '../../src/discord/parts.ts';
import { route } from '../../src/discord/routes.ts';
import { safe } from '../../src/lib/safe.ts';
import { createLog } from '../../src/log.ts';
import { openStage } from '../../src/rehearsal/stage.ts';
import { connect } from '../rehearsal/bot.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { onlySeen } from '../support/house.ts';

const { db } = await testDatabase();
const stage = await openStage({ quiet: true });
const FILM = '019a9f00-0000-7000-8000-000000000001';
const logged: string[] = [];
const log = createLog('warn', [], { write: (line) => logged.push(line) });
const app = testApp({ db, log, now: () => new Date(stage.clock.now()) });

const pressed: string[] = [];
const known: Component = component(route('known/:filmId'), 'private', async (_, { filmId }) => {
  pressed.push(filmId);
  return sentence(safe`known`);
});

/** Posts a button of the id that is typed, and beside it a select that nobody answers to. */
const film = command({
  name: 'film',
  acknowledgement: 'public',
  options: { title: { kind: 'text', required: true, maxLength: 100 } },
  run: async (_, { title }) => ({
    components: [
      buttonRow(button('Press', title)),
      selectRow('Choose', 'gone/select', [{ label: 'One', value: 'one' }]),
    ],
    ...(title === 'chosen' ? { later: more() } : {}),
  }),
});
async function* more() {
  await begun.promise;
  yield sentence(safe`more`);
}
const chosen: Component = component(route('chosen'), 'update', async () => {
  order.push('chosen');
  return sentence(safe`chosen`);
});
const order: string[] = [];
const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];

const house: House = { commands: [film], components: [known, chosen], forms: [] };
let offered = house;

/** The interactions that came, the last one last. */
const came: Interaction[] = [];
const bot = await connect(stage, (interaction) => {
  came.push(interaction);
  return dispatch(app, offered, interaction);
});
beforeAll(async () => {
  const body = [declaration(film)];
  await bot.client.rest.put(`/applications/${bot.client.application.id}/commands`, { body });
});
afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});

const STALE = { m1: 'This button belongs to an older message', ko: '이 버튼은 예전 메시지의 것입니다' };
const people = ['m1', 'ko'] as const;
const post = async (id: string) => onlySeen(await stage.play({ as: 'host', type: `/film title:${id}` }));

test('a button of a route that is known is answered by its component', async () => {
  const { id } = await post(`known/${FILM}`);
  expect(onlySeen(await stage.play({ as: 'm1', on: id, click: 'Press' }))).toMatchObject({ text: 'known' });
  expect(pressed.splice(0)).toEqual([FILM]);
});

test.each(['gone/route', `gone/${FILM}`, 'known/1', 'known', `known/${FILM}/more`, 'known/%E0%A4%A', '://?'])(
  'a stale or forged button (%s) is told privately, in the language of whoever pressed it, and does nothing',
  async (customId) => {
    const { id, text } = await post(customId);
    for (const as of people) {
      const told = onlySeen(await stage.play({ as, on: id, click: 'Press' }));
      expect(told).toMatchObject({ kind: 'message', ephemeral: true, visibleTo: [as] });
      expect(told.text).toContain(STALE[as]);
    }
    const { seen } = await stage.play({ as: 'm2', look: '#film-club' });
    expect(seen.at(-1)).toMatchObject({ id, text });
    expect(pressed).toEqual([]);
  },
);

test('a select that nobody answers to is told so too', async () => {
  const { id } = await post('gone/route');
  const told = onlySeen(await stage.play({ as: 'ko', on: id, select: 'Choose', values: ['One'] }));
  expect(told).toMatchObject({ ephemeral: true, visibleTo: ['ko'] });
  expect(told.text).toContain(STALE.ko);
});

test('what is chosen is acknowledged at once, and shown after a change of its message that is on its way', async () => {
  const { id } = await post('chosen');
  const asked = came.at(-1);
  if (!asked?.isChatInputCommand()) throw new Error('the command did not come');
  const edit = asked.editReply.bind(asked);
  let isUnderWay = false;
  asked.editReply = async (body) => {
    isUnderWay = true;
    await held.promise;
    return edit(body).finally(() => order.push('more'));
  };
  begun.resolve();
  await vi.waitFor(() => expect(isUnderWay).toBe(true));
  const choosing = stage.play({ as: 'host', on: id, click: 'Press' });
  await vi.waitFor(() => expect(came.at(-1)).toMatchObject({ customId: 'chosen', deferred: true }));
  held.resolve();
  await choosing;
  expect(order).toEqual(['more', 'chosen']);
  const { seen } = await stage.play({ as: 'm2', look: '#film-club' });
  expect(seen.at(-1)).toMatchObject({ id, text: 'chosen' });
});

test('a command that is not offered any more is told privately, in the language of whoever typed it', async () => {
  offered = { commands: [], components: [], forms: [] };
  const words = { m1: 'This command is not offered any more', ko: '지금은 없는 명령어입니다' };
  for (const as of people) {
    const told = onlySeen(await stage.play({ as, type: '/film title:x' }));
    expect(told).toMatchObject({ ephemeral: true, visibleTo: [as] });
    expect(told.text).toContain(words[as]);
  }
  offered = house;
});

test('none of this is an error of ours', () => {
  expect(logged).toEqual([]);
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});
