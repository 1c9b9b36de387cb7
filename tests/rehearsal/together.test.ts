import { fileURLToPath } from 'node:url';
import { type Interaction, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { transcript } from '../../src/rehearsal/transcript.ts';
import { type Bot, connect } from './bot.ts';
import { COMMANDS } from './commands.ts';

const VOTE = {
  flags: MessageFlags.IsComponentsV2,
  components: [
    { type: 10, content: 'Vote now' },
    { type: 1, components: [{ type: 2, style: 1, label: 'Vote', custom_id: 'v' }] },
  ],
} as const;

describe('steps played together', () => {
  let stage: Stage;
  let bot: Bot;
  let votes = 0;
  const under = { now: 0, most: 0 };

  const vote = async (interaction: Interaction) => {
    if (interaction.isChatInputCommand()) return interaction.reply(VOTE as never);
    if (!interaction.isButton()) return undefined;
    under.most = Math.max(under.most, ++under.now);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply({ content: `noted, ${interaction.user.username}` });
    under.now--;
    // The tally on the public message belongs to nobody's click.
    return interaction.message.edit({
      ...VOTE,
      components: [{ type: 10, content: `${++votes} votes` }, VOTE.components[1]],
    } as never);
  };

  beforeEach(async () => {
    stage = await openStage({ members: 13 });
    votes = 0;
    Object.assign(under, { now: 0, most: 0 });
    bot = await connect(stage, vote, COMMANDS);
    await stage.play({ as: 'm1', type: '/ping' });
  });

  afterEach(async () => {
    await bot.client.destroy();
    await stage.close();
    expect(stage.violations).toEqual([]);
  });

  test('run beside each other, and each sees what its own interaction brought', async () => {
    const names = ['m1', 'm2', 'm3'];
    const lines = names.map((as) => [
      { as, click: 'Vote' },
      { as, say: `${as} has voted` },
    ]);
    const results = await stage.playTogether(lines);
    expect(under.most).toBeGreaterThan(1);
    for (const [index, [click, said]] of results.entries()) {
      const name = names[index] ?? '';
      expect(click).toMatchObject({
        step: 1,
        error: null,
        refused: [],
        seen: [{ kind: 'message', text: `noted, ${name}`, visibleTo: [name] }],
      });
      expect(click?.ms).toBeGreaterThan(0);
      expect(said).toMatchObject({ step: 2, error: null, ms: null, seen: [{ text: `${name} has voted` }] });
      expect([click?.seen.length, said?.seen.length]).toEqual([1, 1]);
    }
    expect(await stage.idle()).toBeNull();
    expect((await stage.play({ look: '#film-club' })).seen[0]?.text).toBe('3 votes');
  });

  test('are one step of a script, which sees it all and ends when the bot is idle', async () => {
    const step = {
      together: [
        [{ as: 'm1', click: 'Vote' }],
        [
          { as: 'm2', click: 'Vote' },
          { as: 'm2', click: 'Nope' },
        ],
      ],
    };
    const result = await stage.play(step);
    expect(result.seen.map(({ text }) => text).toSorted()).toEqual(['2 votes', 'noted, m1', 'noted, m2']);
    expect(result.error).toBe('line 2, step 2: m2 sees no button "Nope"');
    expect(result.together?.map((line) => line.map(({ seen }) => seen.length))).toEqual([[1], [1, 0]]);
    expect(transcript(result, step, 'host').slice(0, 3)).toEqual([
      '2. all at once',
      expect.stringMatching(/^ {2}1\. m1 clicks Vote {3}\[.* ms\]$/),
      expect.stringMatching(/^ {2}1\. m2 clicks Vote {3}\[.* ms\]$/),
    ]);
  });

  test('that get no answer hold up their own line alone', async () => {
    const lost: string[] = [];
    bot.client.removeAllListeners('interactionCreate');
    bot.client.on('interactionCreate', (interaction) => {
      if (interaction.user.username === 'm1') lost.push(interaction.id);
      else void vote(interaction);
    });
    const m2 = Array.from({ length: 3 }, () => ({ as: 'm2', click: 'Vote' }));
    const [one, two] = await stage.playTogether([[{ as: 'm1', click: 'Vote' }], m2]);
    expect(lost).toHaveLength(1);
    expect(one).toMatchObject([{ error: 'the application did not respond', ms: null, seen: [] }]);
    expect(two?.map(({ error }) => error)).toEqual([null, null, null]);
  });

  test('meet the refusals of their own interaction alone', async () => {
    bot.client.removeAllListeners('interactionCreate');
    bot.client.on('interactionCreate', (interaction) => {
      if (!interaction.isButton()) return;
      const content = interaction.user.username === 'm1' ? 'x'.repeat(2_001) : 'fine';
      interaction.reply({ content }).catch(() => interaction.reply({ content: 'short' }));
    });
    const [one, two] = await stage.playTogether([[{ as: 'm1', click: 'Vote' }], [{ as: 'm2', click: 'Vote' }]]);
    expect(one).toMatchObject([{ refused: [{ code: 50035 }], seen: [{ text: 'short' }] }]);
    expect(two).toMatchObject([{ refused: [], seen: [{ text: 'fine' }] }]);
  });

  test('cannot be played together again', async () => {
    const inner = { together: [[{ look: '#film-club' }]] };
    expect(await stage.playTogether([[inner]])).toMatchObject([[{ error: expect.stringContaining('again') }]]);
  });

  test('wait for an update that was only acknowledged, and for the follow-up to a placeholder that was taken back', async () => {
    bot.client.removeAllListeners('interactionCreate');
    bot.client.on('interactionCreate', async (interaction) => {
      if (!interaction.isButton()) return;
      if (interaction.user.username === 'm1') {
        await interaction.deferUpdate();
        await interaction.editReply({ components: [{ type: 10, content: 'updated' }] } as never);
      } else {
        await interaction.deferReply();
        await interaction.deleteReply();
        await interaction.followUp({ content: 'for you', flags: MessageFlags.Ephemeral });
      }
    });
    const results = await stage.playTogether([[{ as: 'm1', click: 'Vote' }], [{ as: 'm2', click: 'Vote' }]]);
    expect(results).toMatchObject([[{ seen: [{ kind: 'edit', text: 'updated' }] }], [{ seen: [{ text: 'for you' }] }]]);
  });
});

test('four hundred clicks by fifty people are each answered, and the stage keeps up', async () => {
  const stage = await openStage({ members: 53 });
  const bot = await connect(
    stage,
    (interaction) =>
      interaction.isRepliable() ? interaction.reply({ ...VOTE, flags: [32768, 64] } as never) : undefined,
    COMMANDS,
  );
  const lines = Array.from({ length: 50 }, (_, n) =>
    Array.from({ length: 8 }, () => ({ as: `m${n + 1}`, type: '/ping' })),
  );
  const begun = performance.now();
  const results = (await stage.playTogether(lines)).flat();
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect(results.filter(({ error, seen }) => error !== null || seen.length !== 1)).toEqual([]);
  expect(new Set(results.map(({ seen }) => seen[0]?.id)).size).toBe(400);
  await bot.client.destroy();
  await stage.close();
}, 60_000);

test('time passes beside what people do', async () => {
  const entry = fileURLToPath(new URL('./child-bot.ts', import.meta.url));
  const stage = await openStage({ entry, quiet: true });
  expect(await stage.startBot({ PATH: process.env.PATH })).toBeNull();
  const clicks = Array.from({ length: 20 }, () => ({ as: 'm1', type: '/ping' }));
  // within the quarter of an hour for which what was answered may be worked on
  const [answers, time] = await stage.playTogether([clicks, [{ advance: '10m' }, { as: 'm2', type: '/ping' }]]);
  expect(time).toMatchObject([{ error: null }, { error: null, seen: [{ text: '2026-01-09T18:10:00.000Z' }] }]);
  expect(answers?.map(({ error }) => error)).toEqual(clicks.map(() => null));
  await stage.close();
});

test('when one of two bots dies, what it was asked is lost and the rest goes on with the other', async () => {
  const entry = fileURLToPath(new URL('./child-bot.ts', import.meta.url));
  const stage = await openStage({ entry, quiet: true, bots: 2 });
  expect(await stage.startBot({ PATH: process.env.PATH })).toBeNull();
  const begun = performance.now();
  const [one, two] = await stage.playTogether([
    [{ as: 'm1', type: '/film x' }],
    Array.from({ length: 5 }, () => ({ as: 'm2', type: '/ping' })),
  ]);
  expect(performance.now() - begun).toBeLessThan(2_500);
  expect(one?.[0]?.error).toMatch(/^the application did not respond \(bot \d has ended: exit code 7\)$/);
  expect(two?.at(-1)?.error).toBeNull();
  await stage.close();
});
