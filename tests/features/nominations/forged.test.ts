import { afterAll, beforeAll, expect, test } from 'vitest';
import { clubs, guilds, nominations } from '../../../src/db/schema/index.ts';
import { command } from '../../../src/discord/command.ts';
import { declaration } from '../../../src/discord/declaration.ts';
import { dispatch } from '../../../src/discord/dispatch.ts';
import { button, buttonRow, selectRow } from '../../../src/discord/parts.ts';
import { keepCommand } from '../../../src/features/clubs/clubs.ts';
import { nominateComponents, nominateForms } from '../../../src/features/nominations/components.ts';
import { listComponents } from '../../../src/features/nominations/list/components.ts';
import { nominateFilm } from '../../../src/features/nominations/nominate.ts';
import { nominationComponents, nominationForms } from '../../../src/features/nominations/one/components.ts';
import { createLog } from '../../../src/log.ts';
import { openStage } from '../../../src/rehearsal/stage.ts';
import { foundGuilds } from '../../../src/rehearsal/state/guilds.ts';
import { connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';
import { onlySeen } from '../../support/house.ts';
import { bench, film, foundClub, START } from './scene.ts';

const { db } = await testDatabase();
const stage = await openStage({ quiet: true });
const logged: string[] = [];
const app = testApp({ db, log: createLog('warn', [], { write: (line) => logged.push(line) }), now: () => START });

/** Posts a button, and a select whose only option has a value, both with the custom ids that are typed. */
const film_ = command({
  name: 'film',
  acknowledgement: 'private',
  options: { title: { kind: 'text', required: true, maxLength: 300 } },
  run: async (_, { title }) => {
    const [kind, customId = '', value = ''] = title.split(' ');
    if (kind === 'button') return { components: [buttonRow(button('Go', customId))] };
    return { components: [selectRow('Pick', customId, [{ label: 'This', value }])] };
  },
});
const house = {
  commands: [film_],
  components: [...nominateComponents, ...listComponents, ...nominationComponents],
  forms: [...nominateForms, ...nominationForms],
};
const bot = await connect(stage, (interaction) => dispatch(app, house, interaction));

const MADE_UP = crypto.randomUUID();
let theirs = { guildId: '', clubId: '', roundId: '', nominationId: '', filmId: '' };
let pendingOfAnother = '';

beforeAll(async () => {
  const body = [declaration(film_)];
  await bot.client.rest.put(`/applications/${bot.client.application.id}/commands`, { body });
  const club = await foundClub(db, { veto: true });
  const filmId = await film(db, 'Theirs');
  const done = await nominateFilm(bench(db), club, { userId: '100', filmId, pitch: 'Secret' });
  if (done.kind !== 'put') throw new Error(done.kind);
  theirs = { guildId: club.guildId, clubId: club.id, roundId: done.round.id, nominationId: done.nomination.id, filmId };
  // this server has a club of its own, so that it is not for want of one that something is refused
  const here = foundGuilds(4, { granted: 0n, denied: 0n }).find(({ key }) => key === 'one')?.id ?? '';
  await db.insert(guilds).values({ guildId: here, joinedAt: START });
  await db
    .insert(clubs)
    .values({ guildId: here, id: MADE_UP, name: 'Here', channelId: '1', zone: 'UTC', createdAt: START });
  const typed = { command: 'nominate', given: { club: MADE_UP, pitch: 'Not yours' } };
  pendingOfAnother = await keepCommand(db, { guildId: here, userId: '4' }, typed, START);
});
afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});

const before = async () => JSON.stringify(await db.select().from(nominations));

const id = (pattern: string) =>
  pattern.replace(/:(\w+)/g, (_, name: keyof typeof theirs | 'pending' | 'none') =>
    name === 'pending' ? pendingOfAnother : name === 'none' ? crypto.randomUUID() : theirs[name],
  );

const UNKNOWN = 'This nomination is not here';
const ROUND = 'This round is not here any more';
const STALE = 'This button belongs to an older message';

test.each([
  ['nominations/withdraw/:nominationId', UNKNOWN],
  ['nominations/veto/:nominationId', UNKNOWN],
  ['nominations/unveto/:nominationId', UNKNOWN],
  ['nominations/remove/:nominationId', UNKNOWN],
  ['nominations/restore/:nominationId', UNKNOWN],
  ['nominations/mend/:nominationId', UNKNOWN],
  ['nominations/withdraw/:none', UNKNOWN],
  ['nominations/list/:roundId/0', ROUND],
  ['nominations/list/:none/0', ROUND],
  ['nominations/pass/:roundId', ROUND],
  ['nominations/later/:clubId/:filmId', 'This club is not here any more'],
  ['nominations/forget/:clubId/:filmId', 'This club is not here any more'],
  ['nominations/put/:none', 'This film is no longer in the catalogue'],
  ['nominations/withdraw/1;drop', STALE],
  ['nominations/withdraw/', STALE],
  ['nominations/pass/:roundId/more', STALE],
])('a button %s from another server, or made up, is refused kindly', async (pattern, words) => {
  const rows = await before();
  const { id: on } = onlySeen(await stage.play({ as: 'host', type: `/film title:button ${id(pattern)}` }));
  const { text, ephemeral } = onlySeen(await stage.play({ as: 'host', on, click: 'Go' }));
  expect(text).toContain(words);
  expect(ephemeral).toBe(true);
  expect(await before()).toBe(rows);
  expect(logged).toEqual([]);
});

test.each([
  ['nominations/show :nominationId', UNKNOWN],
  ['nominations/show nonsense', STALE],
  ['nominations/show :none', UNKNOWN],
  ['nominations/wish nonsense', STALE],
  ['nominations/hush/:nominationId 100', UNKNOWN],
  ['nominations/mend-to/:nominationId :filmId', UNKNOWN],
  ['nominations/mend-to/:nominationId nonsense', STALE],
  ['nominations/pick/:pending :filmId', 'This question is answered already'],
  ['nominations/pick/:none :filmId', 'This question is answered already'],
  ['nominations/pick/:pending nonsense', STALE],
])('a select %s from another server or person, or made up, is refused kindly', async (pattern, words) => {
  const rows = await before();
  const { id: on } = onlySeen(await stage.play({ as: 'host', type: `/film title:select ${id(pattern)}` }));
  const result = await stage.play({ as: 'host', on, select: 'Pick', values: ['This'] });
  expect(result).toMatchObject({ error: null, refused: [] });
  const told = result.seen.filter(({ kind, text }) => kind !== 'delete' && text !== '');
  expect(told.at(-1)?.text).toContain(words);
  expect(told.at(-1)?.ephemeral).toBe(true);
  expect(await before()).toBe(rows);
  expect(logged).toEqual([]);
});
