import { afterEach, expect, test } from 'vitest';
import { onlySeen, openHouseOnStage } from '../support/house.ts';
import { openDouble } from '../support/lookups/double.ts';

const double = await openDouble();
const { stage, database } = await openHouseOnStage({ env: double.env });

afterEach(() => {
  expect(stage.violations).toEqual([]);
  double.reset();
});

test('a film that is not here is found at the sources, and one of them is enough to show it', async () => {
  const result = await stage.play({ as: 'm1', type: '/film title:hana-bi' });
  expect(result).toMatchObject({ error: null, refused: [] });
  const card = result.seen.at(-1);
  console.log(result.seen.map(({ kind, text, images, controls }) => ({ kind, text, images, controls })), double.asked.map(({ service, path, query }) => `${service} ${path} ${query}`));
  expect(card).toMatchObject({ visibleTo: 'everyone' });
});
