import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openHouseOnStage } from '../support/house.ts';
import { holdTable, someoneWaiting } from '../support/waiting.ts';

const { stage, database } = await openHouseOnStage();

test('an orderly end waits for the answer under way, which is delivered whole, and leaves with exit code 0', async () => {
  const letGo = await holdTable(database.sql, 'films');
  const asked = stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' });
  await someoneWaiting(database.sql);
  const ended = stage.stopBot();
  expect(await Promise.race([ended, pause(1_000, 'waits')])).toBe('waits');
  await letGo();
  expect(await ended).toBeNull();
  const { seen, error, refused } = await asked;
  expect({ error, refused }).toEqual({ error: null, refused: [] });
  expect(seen.at(-1)?.text).toContain('Park Chan-wook');
  expect(stage.botWasKilled()).toBe(false);
});
