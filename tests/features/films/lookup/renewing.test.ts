import { beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../../src/config.ts';
import { seedStarter } from '../../../../src/features/films/films.ts';
import { writeTold } from '../../../../src/features/films/lookup/queries.ts';
import { beginRenewing, type RenewingDesk, renew } from '../../../../src/features/films/lookup/renewing.ts';
import { told } from '../../../../src/features/films/lookup/told.ts';
import { createLog } from '../../../../src/log.ts';
import { openSources } from '../../../../src/net/sources/sources.ts';
import { testDatabase } from '../../../support/database.ts';
import { openDouble } from '../../../support/lookups/double.ts';

const double = await openDouble();
const { db, sql } = await testDatabase();
await seedStarter(db);
const DAY = 86_400_000;
const now = new Date('2026-06-01T00:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * DAY);
const ids = (await sql<{ id: string }[]>`select id from films order by title limit 4`).map(({ id }) => id);
const [used = '', unused = '', old = '', young = ''] = ids;
await sql`insert into guilds (guild_id, joined_at) values ('1', now())`;
await sql`insert into guild_films (guild_id, film_id, film_scope) select '1', id, '0' from films where id = any(${[used, old]})`;
let due: Date[] = [];

function deskOf(env: Record<string, string>): RenewingDesk {
  const { sources } = openSources(loadConfig({ MARQUEE_REHEARSAL: '1', ...env }).lookups, createLog('silent', []));
  const enqueue: RenewingDesk['enqueue'] = async (_, __, ___, at) => void due.push(at ?? now);
  return { db, now: () => now, log: createLog('silent', []), sources, enqueue };
}

const keep = (filmId: string, source: 'tmdb' | 'wikidata', days: number) =>
  writeTold(db, { filmId, source, told: told({ source, ids: { tmdb: '5910' }, title: 'x' }), now: ago(days) });
const left = async () =>
  (await sql<{ film: string; source: string }[]>`select film_id as film, source from film_told`).map(
    ({ film, source }) => `${ids.indexOf(film)} ${source}`,
  );
const turn = async () =>
  (await sql<{ value: string }[]>`select value from facts where name = 'films_renewed_next'`)[0]?.value ?? '';

beforeEach(async () => {
  await sql`truncate film_told`;
  await sql`delete from facts where name = 'films_renewed_next'`;
  await sql`delete from film_external_ids where source = 'tmdb'`;
  due = [];
  double.reset();
});

test('what TMDB told is gone after six months, what Wikidata told is not', async () => {
  await keep(used, 'wikidata', 400);
  await keep(unused, 'tmdb', 181);
  await keep(young, 'tmdb', 170);
  await renew(deskOf({}), { turn: '' });
  expect((await left()).toSorted()).toEqual([`${ids.indexOf(used)} wikidata`, `${ids.indexOf(young)} tmdb`].toSorted());
});

test('a film that a server has to do with is asked for before that, one that nobody has is not', async () => {
  await keep(used, 'tmdb', 155);
  await keep(unused, 'tmdb', 155);
  await renew(deskOf(double.env), { turn: '' });
  const rows = await sql<{ film: string; days: number }[]>`
    select film_id as film, extract(epoch from ${now.toISOString()}::timestamptz - fetched_at)::int / 86400 as days from film_told`;
  expect(Object.fromEntries(rows.map(({ film, days }) => [film, days]))).toEqual({ [used]: 0, [unused]: 155 });
});

test('a source that does not answer keeps nothing alive: the six months hold', async () => {
  await keep(used, 'tmdb', 155);
  await keep(old, 'tmdb', 181);
  double.fault('tmdb', 'broken');
  await renew(deskOf(double.env), { turn: '' });
  expect(await left()).toEqual([`${ids.indexOf(used)} tmdb`]);
});

test('there is one turn a day: more starts bring no more, and a turn that is taken twice brings one next', async () => {
  const desk = deskOf(double.env);
  await beginRenewing(desk);
  await beginRenewing(desk);
  expect(due).toEqual([now]);
  const first = await turn();
  await renew(desk, { turn: first });
  await renew(desk, { turn: first });
  expect(due).toEqual([now, ago(-1)]);
});

test('a turn that was lost with its queue is taken up at the next start', async () => {
  await sql`insert into facts values ('films_renewed_next', ${ago(3).toISOString()})`;
  await beginRenewing(deskOf(double.env));
  expect(due).toEqual([now]);
});

test('where nobody is asked and nothing was told there is no turn; where something was told it still goes in its time', async () => {
  await beginRenewing(deskOf({}));
  expect(due).toEqual([]);
  await keep(used, 'tmdb', 10);
  await beginRenewing(deskOf({}));
  expect(due).toEqual([now]);
});
