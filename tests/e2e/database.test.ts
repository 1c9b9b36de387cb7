import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { destroyEmbedded, destroyWithProcess, temporaryDataDir } from '../../src/db/embedded/embedded.ts';
import { embeddedPlace } from '../../src/db/embedded/place.ts';
import { openStage } from '../../src/rehearsal/stage.ts';

const folder = temporaryDataDir();
destroyWithProcess(folder);
const stage = await openStage({ quiet: true });

afterAll(async () => {
  await stage.close();
  await destroyEmbedded(folder);
});

const ask = () => stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' });
const postmaster = () =>
  Number(readFileSync(join(embeddedPlace(folder).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

test('a database that is killed under the bot is told privately in a sentence, and the bot goes on once it is back', async () => {
  expect(await stage.startBot({ MARQUEE_DATA_DIR: folder, LOG_LEVEL: 'fatal' })).toBeNull();
  expect((await ask()).seen[0]?.text).toContain('Oldboy');
  process.kill(postmaster(), 'SIGKILL');
  for (let back = false; !back; await pause(100)) {
    const { seen, error, refused } = await ask();
    expect({ error, refused }).toEqual({ error: null, refused: [] });
    const told = seen.filter(({ kind }) => kind === 'message');
    back = told[0]?.text.includes('Park Chan-wook') ?? false;
    if (!back)
      expect(told).toMatchObject([
        { ephemeral: true, visibleTo: ['m1'], text: expect.stringContaining('try again in a minute') },
      ]);
  }
  expect(stage.violations).toEqual([]);
}, 300_000);
