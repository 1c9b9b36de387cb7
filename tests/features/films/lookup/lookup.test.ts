import { beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../../src/config.ts';
import { loadFilm, lookUpMore, lookUpTitle, seedStarter } from '../../../../src/features/films/films.ts';
import type { LookupDesk } from '../../../../src/features/films/lookup/lookup.ts';
import { OMDB_A_DAY } from '../../../../src/features/films/lookup/terms.ts';
import { createLog } from '../../../../src/log.ts';
import { openSources } from '../../../../src/net/sources/sources.ts';
import { testDatabase } from '../../../support/database.ts';
import { openDouble } from '../../../support/lookups/double.ts';

const double = await openDouble();
const { db, sql } = await testDatabase();
await seedStarter(db);
const DAY = 86_400_000;
let now = new Date('2026-06-01T00:00:00Z');

beforeEach(async () => {
  await sql`delete from films where source <> 'starter'`;
  await sql`truncate film_told, asked_titles, source_days`;
  double.reset();
  now = new Date('2026-06-01T00:00:00Z');
});

/** A desk whose sources have failed nobody yet. */
function freshDesk(env: Record<string, string> = double.env): LookupDesk {
  const { sources } = openSources(loadConfig({ MARQUEE_REHEARSAL: '1', ...env }).lookups, createLog('silent', []));
  return { db, now: () => now, log: createLog('silent', []), sources };
}

async function lookUp(desk: LookupDesk, title: string): Promise<Record<string, boolean>> {
  const errands = await lookUpTitle(desk, title);
  return Object.fromEntries(await Promise.all(errands.map(async ({ source, done }) => [source, await done])));
}

const services = () => double.asked.map(({ service }) => service);
const films = () => sql`select title, year, source, runtime_minutes as minutes from films where source <> 'starter'`;

test('a title is asked of all sources at once, and what they tell is one film with the ids of all', async () => {
  expect(await lookUp(freshDesk(), 'hana-bi')).toEqual({ wikidata: true, tmdb: true, omdb: true });
  expect(await films()).toMatchObject([{ title: 'Hana-bi', year: 1997 }]);
  expect(
    await sql`select e.source from film_external_ids e join films f on f.id = e.film_id
    where f.source <> 'starter' order by 1`,
  ).toEqual([{ source: 'imdb' }, { source: 'tmdb' }, { source: 'wikidata' }]);
  expect(await sql`select source from film_told order by 1`).toHaveLength(3);
});

test('of what TMDB and OMDb tell, the catalogue keeps only what names the film; the rest goes with its day', async () => {
  const { WIKIDATA_API: _, ...env } = double.env;
  await lookUp(freshDesk(env), 'hana-bi');
  expect(await films()).toMatchObject([{ title: 'Hana-bi', year: 1997, minutes: null }]);
  expect(await sql`select 1 from film_synopses s join films f on f.id = s.film_id where f.source <> 'starter'`).toEqual(
    [],
  );
  const [row] = await sql`select told -> 'runtime' as minutes, fetched_at from film_told where source = 'tmdb'`;
  expect(row).toEqual({ minutes: 103, fetched_at: now.toISOString().replace('T', ' ').replace('.000Z', '+00') });
});

test('two who ask for one title at once ask once', async () => {
  const desk = freshDesk();
  await Promise.all([lookUp(desk, 'hana-bi'), lookUp(desk, 'Hana-bi'), lookUp(desk, 'hana bi')]);
  expect(services().filter((service) => service === 'omdb')).toHaveLength(1);
  expect(await films()).toHaveLength(1);
});

test('a source that failed is asked again by the next, one that answered not before a day has passed', async () => {
  const desk = freshDesk();
  double.fault('tmdb', 'garbage');
  expect(await lookUp(desk, 'nobody knows it')).toEqual({ wikidata: true, tmdb: false, omdb: true });
  double.reset();
  expect(await lookUp(desk, 'Nobody knows it')).toEqual({ tmdb: true });
  now = new Date(now.getTime() + DAY + 1);
  expect(Object.keys(await lookUp(desk, 'nobody knows it'))).toEqual(['wikidata', 'tmdb', 'omdb']);
});

test('OMDb is not asked more often on a day than its terms allow, however many ask', async () => {
  await sql`insert into source_days values ('omdb', '2026-06-01', ${OMDB_A_DAY - 3})`;
  const desk = freshDesk();
  const titles = Array.from({ length: 10 }, (_, i) => `nobody knows it ${'abcdefghij'[i]}`);
  const outcomes = await Promise.all(titles.map((title) => lookUp(desk, title)));
  expect(outcomes.filter(({ omdb }) => omdb)).toHaveLength(3);
  expect(services().filter((service) => service === 'omdb')).toHaveLength(3);
  now = new Date(now.getTime() + DAY);
  expect(await lookUp(desk, 'nobody knows it again')).toMatchObject({ omdb: true });
});

test('a film that merely is mentioned somewhere does not come in: none of its titles holds the words', async () => {
  const found = await lookUp(freshDesk(), 'takeshi kitano');
  expect(found).toMatchObject({ wikidata: true });
  expect(await films()).toEqual([]);
});

test('a film of ours is asked for by its ids, again when its week is over, and one that a source does not know too', async () => {
  const desk = freshDesk();
  const [row] = await sql`select film_id from film_external_ids where external_id = 'tt7282468'`;
  const film = await loadFilm(db, row?.film_id);
  if (!film) throw new Error('the starter catalogue has no Burning');
  const more = async () => (await lookUpMore(desk, film)).map(({ source, done }) => ({ source, done }));
  for (const { done } of await more()) expect(await done).toBe(true);
  expect(double.asked.map(({ service, path }) => `${service}${path}`)).toEqual(
    expect.arrayContaining(['tmdb/find/tt7282468', 'omdb']),
  );
  expect(await sql`select source, told from film_told order by 1`).toEqual([
    { source: 'omdb', told: null },
    { source: 'tmdb', told: null },
  ]);
  expect(await more()).toEqual([]);
  now = new Date(now.getTime() + 8 * DAY);
  expect((await more()).map(({ source }) => source)).toEqual(['tmdb', 'omdb']);
});

test('a film whose poster could not be looked at is asked for again after an hour, not after a week', async () => {
  double.fault('images', 'broken');
  const desk = freshDesk();
  await lookUp(desk, 'hana-bi');
  const [row] = await sql`select film_id from film_external_ids where external_id = 'tt0119250'`;
  const more = async () => {
    const film = await loadFilm(db, row?.film_id);
    const errands = film ? await lookUpMore(desk, film) : [];
    await Promise.all(errands.map(({ done }) => done));
    return errands.map(({ source }) => source);
  };
  expect(await more()).toEqual([]);
  now = new Date(now.getTime() + DAY / 12);
  double.reset();
  expect(await more()).toEqual(['tmdb']);
  now = new Date(now.getTime() + DAY / 12);
  expect(await more()).toEqual([]);
});

test('an import that holds the catalogue does not hold a look-up: it gives up, and is right the next time', async () => {
  const own = await sql.reserve();
  await own`begin`;
  await own`insert into facts values ('film_imports', '') on conflict (name) do update set value = ''`;
  const desk = freshDesk();
  const began = performance.now();
  expect(await lookUp(desk, 'hana-bi')).toEqual({ wikidata: false, tmdb: false, omdb: false });
  expect(performance.now() - began).toBeLessThan(6_500);
  await own`rollback`;
  own.release();
  expect(await lookUp(desk, 'hana-bi')).toEqual({ wikidata: true, tmdb: true, omdb: true });
});

test('without a source nobody is asked', async () => {
  expect(await lookUp(freshDesk({}), 'hana-bi')).toEqual({});
  expect(double.asked).toEqual([]);
});
