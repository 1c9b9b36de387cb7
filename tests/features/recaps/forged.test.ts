import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../../../src/discord/command.ts';
import { declaration } from '../../../src/discord/declaration.ts';
import { dispatch } from '../../../src/discord/dispatch.ts';
import { button, buttonRow } from '../../../src/discord/parts.ts';
import { recapComponents } from '../../../src/features/recaps/components.ts';
import { createLog } from '../../../src/log.ts';
import { openStage } from '../../../src/rehearsal/stage.ts';
import { connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';
import { onlySeen } from '../../support/house.ts';
import { foundClub, START } from '../nominations/scene.ts';
import { layNight } from './scene.ts';

const { db } = await testDatabase();
const stage = await openStage({ quiet: true });
const logged: string[] = [];
const app = testApp({ db, log: createLog('warn', [], { write: (line) => logged.push(line) }), now: () => START });

/** Posts a button with the custom id that is typed. */
const film = command({
  name: 'film',
  acknowledgement: 'private',
  options: { title: { kind: 'text', required: true, maxLength: 300 } },
  run: async (_, { title }) => ({ components: [buttonRow(button('Go', title))] }),
});
const house = { commands: [film], components: recapComponents, forms: [] };
const bot = await connect(stage, (interaction) => dispatch(app, house, interaction));

let theirs = '';
beforeAll(async () => {
  const body = [declaration(film)];
  await bot.client.rest.put(`/applications/${bot.client.application.id}/commands`, { body });
  const club = await foundClub(db);
  await layNight(db, club, { title: 'Theirs', at: START, ratings: { 100: 7, 101: 3 } });
  theirs = club.id;
});
afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});

const GONE = 'This club is not here any more';
const STALE = 'This button belongs to an older message';

test.each([
  ['recaps/season/:club/2026/0', GONE],
  ['recaps/season/:none/2026/0', GONE],
  ['recaps/season/:club/26x/0', STALE],
  ['recaps/season/:club/2026/-1', STALE],
  ['recaps/season/:club/2026/99999', STALE],
  ['recaps/season/1;drop/2026/0', STALE],
  ['recaps/season/:club/2026', STALE],
  ['recaps/taste/:club/2026', GONE],
  ['recaps/taste/:club/', STALE],
  ['recaps/history/:club/0', GONE],
  ['recaps/history/:club/all', GONE],
  ['recaps/csv/:club', GONE],
  ['recaps/csv/:none', GONE],
  ['recaps/calendar/:club', GONE],
  ['recaps/calendar/nonsense', STALE],
])('a button %s from another server, or made up, is refused kindly', async (pattern, words) => {
  const id = pattern.replace(':club', theirs).replace(':none', crypto.randomUUID());
  const { id: on } = onlySeen(await stage.play({ as: 'host', type: `/film title:${id}` }));
  const { text, ephemeral } = onlySeen(await stage.play({ as: 'host', on, click: 'Go' }));
  expect(text).toContain(words);
  expect(text).not.toContain('Theirs');
  expect(ephemeral).toBe(true);
  expect(logged).toEqual([]);
});
