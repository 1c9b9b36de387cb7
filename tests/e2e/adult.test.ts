import { expect, test } from 'vitest';
import { must } from '../support/club.ts';
import { onlySeen, openHouseOnStage } from '../support/house.ts';
import { openDouble } from '../support/lookups/double.ts';

const double = await openDouble();
const { stage, database } = await openHouseOnStage({ env: double.env });
const TITLE = 'Midnight Plumbers';

await must(stage, { as: 'host', create: '#late-night', nsfw: true });

test('a title for adults alone is found nowhere but in a channel with the age mark', async () => {
  // the source that says so is the last to answer, after the time that anybody waits for a first answer
  double.delay('tmdb', 1_000);
  const open = await stage.play({ as: 'm1', type: `/film title:${TITLE}` });
  double.reset();
  expect(open.seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
  expect(open.seen.map(({ text, revealed }) => text + revealed).join()).not.toContain('1978');
  expect(await database.sql`select title from films join adult_films on film_id = id`).toEqual([{ title: TITLE }]);
  const marked = await stage.play({ as: 'm1', in: '#late-night', type: `/film title:${TITLE}` });
  expect(marked.seen.at(-1)?.text).toContain(`${TITLE} · 1978`);
});

test('nor while typing, nor by its id, nor can it be put forward', async () => {
  const typed = 'title:midnight plumb';
  expect(onlySeen(await stage.play({ as: 'm1', typing: `/film ${typed}` })).choices.join()).not.toContain(TITLE);
  const marked = onlySeen(await stage.play({ as: 'm1', in: '#late-night', typing: `/film ${typed}` }));
  expect(marked.choices.join()).toContain(TITLE);
  const [film] = await database.sql`select film_id from adult_films`;
  const byId = await stage.play({ as: 'm1', type: `/film title:${film?.film_id}` });
  expect(byId.seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
  expect(byId.seen.at(-1)?.text).toContain('adults alone');
  await must(stage, { as: 'host', type: '/club create name:Friday Club zone:Europe/Berlin' });
  for (const words of [TITLE, film?.film_id]) {
    const put = await stage.play({ as: 'host', in: '#late-night', type: `/nominate film:${words}` });
    expect(put.seen.at(-1)).toMatchObject({ ephemeral: true });
  }
  const card = await stage.play({ as: 'host', in: '#late-night', type: `/film title:${TITLE}` });
  await stage.play({ as: 'host', on: card.seen.at(-1)?.id ?? '', click: 'Nominate' });
  expect(await database.sql`select from nominations`).toHaveLength(0);
});

test('a film of ours that a source calls one for adults alone goes from where it was just shown', async () => {
  await database.sql`update films set title = 'Plumbers in the Open', source = 'starter' where title = ${TITLE}`;
  await database.sql`truncate adult_films, film_told`;
  const [film] = await database.sql`select id from films where title = 'Plumbers in the Open'`;
  const { seen } = await stage.play({ as: 'm1', type: `/film title:${film?.id}` });
  expect(seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
  expect(stage.standing().some(({ text }) => text.includes('Plumbers in the Open'))).toBe(false);
});

test('the stage found nothing that Discord would let pass and Marquee must not do', () => {
  expect(stage.violations).toEqual([]);
});
