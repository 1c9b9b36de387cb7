import type { Interaction } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/rehearsal/faults.ts';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { COMMANDS } from './commands.ts';

let stage: Stage;
let bot: Bot;
let asked: string[] = [];

const deferred = async (interaction: Interaction) => {
  asked.push(interaction.id);
  if (!interaction.isRepliable()) return;
  await interaction.deferReply();
  await interaction.editReply('done');
};

beforeEach(async () => {
  stage = await openStage();
  asked = [];
  bot = await connect(stage, deferred, COMMANDS);
});

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
});

const codes = (result: Awaited<ReturnType<Stage['play']>>) =>
  result.refused.map(({ status, code }) => `${status} ${code}`);

describe('a fault of the REST interface', () => {
  test.each<[Fault, string[]]>([
    ['429', ['429 0']],
    ['429-global', ['429 0']],
    ['500', ['500 0']],
    ['502', ['502 0']],
    ['hang', []],
    ['reset', []],
  ])('%s is got over by trying again, and everything is there once', async (fault, refused) => {
    await stage.play({ fault });
    const result = await stage.play({ type: '/ping' });
    expect(result).toMatchObject({ error: null, seen: [{ kind: 'message', text: 'done' }] });
    expect(result.seen).toHaveLength(1);
    expect(codes(result)).toEqual(refused);
    expect([bot.failures, stage.violations]).toEqual([[], []]);
  });

  test('429 is waited out as long as it says', async () => {
    await stage.play({ fault: '429' });
    expect((await stage.play({ type: '/ping' })).ms).toBeGreaterThanOrEqual(500);
  });

  test('lost has the work done though the answer to it never came', async () => {
    await stage.play({ fault: 'lost' });
    const result = await stage.play({ type: '/ping' });
    // The client tries the deferral again and learns that it has been done.
    expect(codes(result)).toEqual(['400 40060']);
    expect(bot.failures).toMatchObject([{ code: 40060 }]);
    expect((await stage.play({ look: '#film-club' })).seen).toMatchObject([{ text: 'Marquee is thinking…' }]);
  });

  test('10062 refuses the first answer and no other request', async () => {
    await stage.play({ fault: '10062' });
    const result = await stage.play({ type: '/ping' });
    expect(result).toMatchObject({ error: 'the application did not respond', seen: [] });
    expect(codes(result)).toEqual(['404 10062']);
  });

  test('strikes as often as it was told to', async () => {
    await stage.play({ fault: '500', times: 2 });
    expect(codes(await stage.play({ type: '/ping' }))).toEqual(['500 0', '500 0']);
    expect(codes(await stage.play({ type: '/ping' }))).toEqual([]);
  });

  test('can be switched off before it strikes', async () => {
    await stage.play({ fault: '500' });
    await stage.play({ fault: 'none' });
    expect(codes(await stage.play({ type: '/ping' }))).toEqual([]);
  });
});

describe('a fault of the gateway', () => {
  test.each<[Fault]>([['drop'], ['op7']])('%s loses no event: it comes with the resume, once', async (fault) => {
    await stage.play({ fault });
    const result = await stage.play({ type: '/ping' });
    expect(result).toMatchObject({ error: null, seen: [{ text: 'done' }] });
    expect(asked).toHaveLength(1);
    expect(bot.heard('shardResume')).toBe(1);
  });

  test('op9-resumable ends the connection, and the session goes on', async () => {
    expect(await stage.play({ fault: 'op9-resumable' })).toMatchObject({ error: null });
    expect(bot.heard('shardResume')).toBe(1);
    expect(await stage.play({ type: '/ping' })).toMatchObject({ error: null });
  });

  test('op9 ends the session, and the bot identifies anew', async () => {
    expect(await stage.play({ fault: 'op9' })).toMatchObject({ error: null });
    expect(await stage.play({ type: '/ping' })).toMatchObject({ error: null, seen: [{ text: 'done' }] });
    expect(bot.heard('shardResume')).toBe(0);
  }, 20_000);

  test('duplicate delivers an event twice', async () => {
    await stage.play({ fault: 'duplicate' });
    await stage.play({ type: '/ping' });
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe(asked[1]);
    expect(bot.failures).toMatchObject([{ code: 40060 }]);
  });

  test('late leaves a tenth of a second for the answer', async () => {
    await stage.play({ fault: 'late' });
    const result = await stage.play({ type: '/ping' });
    expect(result.error).toBeNull();
    expect(result.ms).toBeGreaterThan(2_850);
    expect(result.ms).toBeLessThan(3_000);
  });
});
