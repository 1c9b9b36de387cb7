import { expect, test } from 'vitest';
import { must } from '../support/club.ts';
import { openHouseOnStage } from '../support/house.ts';
import { openDouble } from '../support/lookups/double.ts';

const double = await openDouble();
const { stage, database } = await openHouseOnStage({ env: double.env });

/** Days since each source was last heard of a film. */
async function ages(imdb: string): Promise<Record<string, number>> {
  const rows = await database.sql<{ source: string; at: Date }[]>`
    select t.source, t.fetched_at::timestamptz as at from film_told t join film_external_ids e using (film_id)
    where e.source = 'imdb' and e.external_id = ${imdb}`;
  return Object.fromEntries(
    rows.map(({ source, at }) => [source, Math.round((stage.clock.now() - Number(new Date(at))) / 86_400_000)]),
  );
}

test('half a year later a film that a club has to do with was asked for again, and of another no word of TMDB is left', async () => {
  await must(stage, { as: 'm1', type: '/film title:hana-bi' });
  const card = await must(stage, { as: 'm1', type: '/film title:Ballerina (2023)' });
  await must(stage, { as: 'm1', on: card.seen.at(-1)?.id ?? '', click: "I've seen it" });
  double.reset();
  await must(stage, { as: 'm1', advance: '149d' });
  expect(double.asked).toEqual([]);
  expect(await ages('tt26350277')).toEqual({ tmdb: 149, omdb: 149 });
  await must(stage, { as: 'm1', advance: '32d' });
  const { tmdb = 999 } = await ages('tt26350277');
  expect(tmdb).toBeLessThan(35);
  expect(Object.keys(await ages('tt0119250'))).toEqual(['wikidata']);
  expect(stage.violations).toEqual([]);
});
