import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs } from '../../../commands/index.ts';
import { hiddenMessages } from '../../../src/db/schema/index.ts';
import { permissionBits } from '../../../src/discord/permissions.ts';
import { hide } from '../../../src/features/discussions/hiding/components.ts';
import { whyNot } from '../../../src/features/discussions/hiding/rules.ts';
import type { Seen } from '../../../src/rehearsal/player/result.ts';
import type { Step } from '../../../src/rehearsal/script.ts';
import { personId } from '../../../src/rehearsal/state/guilds.ts';
import { clubOf, homeOf } from '../../rehearsal/places.ts';
import { must } from '../../support/club.ts';
import { openInside } from './inside.ts';
import { told } from './scene.ts';

const { app, db, stage, bot, logged } = await openInside({ limits: false });
const MENU = 'Hide as a spoiler';
const MIB = 1024 * 1024;

afterAll(() => {
  expect(stage.violations).toEqual([]);
  expect(logged).toEqual([]);
});

/** Says something and has it hidden; what everybody sees of it then. */
async function hidden(said: Step, as = 'm1'): Promise<Seen> {
  const original = await must(stage, { as: 'm1', ...said });
  const result = await must(stage, { as, menu: MENU, on: original.seen[0]?.id });
  const messages = result.seen.filter(({ kind }) => kind !== 'thread');
  expect(messages.map(({ kind, ephemeral }) => [kind, ephemeral])).toEqual([
    ['message', false],
    ['delete', false],
    ['message', true],
  ]);
  expect(messages[1]?.id).toBe(original.seen[0]?.id);
  const [shown] = messages;
  if (!shown) throw new Error('nothing was posted');
  return shown;
}

describe('a message that its author has hidden', () => {
  test('stands behind a curtain, its author named, nobody pinged and nothing pushed', async () => {
    const shown = await hidden({ say: 'the butler || did it <@1> **now**' });
    expect(shown).toMatchObject({ visibleTo: 'everyone', notification: '', controls: [] });
    expect(shown.text).toBe('From @m1, hidden as a spoiler by themselves:\n▒▒▒');
    expect(shown.revealed).toContain('the butler || did it <@1> **now**');
  });

  test('takes its files along, hidden by flag and by name, their names and alt texts behind the curtain', async () => {
    const files = [
      { name: 'the-butler.png', size: 40_000, description: 'the butler with the knife' },
      { name: 'confession.pdf', size: 3 * MIB },
    ];
    const shown = await hidden({ say: 'look', files });
    expect(shown.text).not.toMatch(/butler|knife|confession|look/);
    expect(shown.images).toEqual([{ alt: '', spoiler: true }]);
    expect(shown.revealed).toContain('1: the butler with the knife');
    const message = await homeOf(bot).messages.fetch(shown.id);
    const kept = message.attachments.map(({ name, size, spoiler }) => [name, size, spoiler]);
    expect(kept).toEqual([
      ['SPOILER_1.png', 40_000, true],
      ['SPOILER_2.pdf', 3 * MIB, true],
    ]);
  });

  test.each([
    ['Korean', '범인은 집사였다. 마지막 장면에서 밝혀진다.'],
    ['right to left', 'القاتل هو الخادم'],
    ['a fence of code', '```\nthe butler\n```'],
    ['an odd run of bars', 'x|||the butler'],
    ['lines', '> quoted\n- one\n# big\nthe butler'],
    ['a link', '[innocent](https://e.org/the-butler)'],
  ])('is hidden whole: %s', async (_, say) => {
    const shown = await hidden({ say });
    expect(shown.text).toBe('From @m1, hidden as a spoiler by themselves:\n▒▒▒');
  });

  test('is a file where it is too long for a curtain', async () => {
    const shown = await hidden({ say: '|'.repeat(2_000) });
    const message = await homeOf(bot).messages.fetch(shown.id);
    const [file] = [...message.attachments.values()];
    expect(file).toMatchObject({ name: 'SPOILER_1.txt', spoiler: true });
    expect(await (await fetch(file?.url ?? '')).text()).toBe('|'.repeat(2_000));
  });

  test('is hidden in the thread where it stands', async () => {
    await must(stage, { as: 'm1', thread: 'Room 12', create: 'public' });
    const shown = await hidden({ in: 'Room 12', say: 'the butler' });
    expect(shown.channel).toBe('#Room 12');
  });
});

describe('whoever may not, or cannot', () => {
  const saying = async (step: Step) => (await must(stage, { as: 'm1', ...step })).seen[0]?.id ?? '';
  const stands = async (id: string) => {
    const { seen } = await must(stage, { as: 'm1', look: '#film-club' });
    expect(seen.map((one) => one.id)).toContain(id);
    expect(seen.filter(({ text }) => text.startsWith('From @'))).toHaveLength(before);
  };
  let before = 0;
  beforeAll(async () => {
    const { seen } = await must(stage, { as: 'm1', look: '#film-club' });
    before = seen.filter(({ text }) => text.startsWith('From @')).length;
  });

  test('another member is refused, a moderator is not', async () => {
    const id = await saying({ say: 'the butler' });
    expect(await told(stage, { as: 'm2', menu: MENU, on: id })).toContain('Only whoever wrote a message');
    await stands(id);
    const shown = await hidden({ say: 'the gardener' }, 'mod');
    expect(shown.text).toContain('From @m1, hidden as a spoiler by @mod:');
    before++;
  });

  test.each([
    ['a file of 25 MB', { say: '', files: [{ name: 'a.mp4', size: 25 * MIB }] }, 'too large'],
    ['files of 30 MB together', { say: 'x', files: Array(4).fill({ name: 'a.png', size: 8 * MIB }) }, 'too large'],
    ['what a webhook wrote', { say: 'x', webhook: 'Relay' }, 'An app or a webhook wrote this'],
  ])('%s stays as it is, and whoever asked reads why', async (_, step, words) => {
    const id = await saying(step as Step);
    expect(await told(stage, { as: 'mod', menu: MENU, on: id })).toContain(words);
    await stands(id);
  });

  test('a message of Discord itself and one of the bot stay', async () => {
    const { seen } = await must(stage, { as: 'm1', look: '#film-club' });
    const system = seen.find(({ text }) => text.includes('Room 12'))?.id ?? '';
    expect(await told(stage, { as: 'mod', menu: MENU, on: system })).toContain('a message of Discord itself');
    const own = seen.find(({ text }) => text.startsWith('From @'))?.id ?? '';
    expect(await told(stage, { as: 'mod', menu: MENU, on: own })).toContain('An app or a webhook');
  });

  test.each([
    ['ManageMessages', { say: 'the butler' }, 'I lack here: Manage Messages'],
    ['AttachFiles', { say: 'the butler', files: [{ name: 'a.png', size: 10 }] }, 'I lack here: Attach Files'],
    ['SendMessages', { say: 'the butler' }, 'I may not write here'],
  ])('without %s nothing is done', async (right, step, words) => {
    await must(stage, { deny: [right], in: '#film-club' });
    const id = await saying(step);
    expect(await told(stage, { as: 'm1', menu: MENU, on: id })).toContain(words);
    await must(stage, { allow: [right], in: '#film-club' });
    await stands(id);
    expect(await db.select().from(hiddenMessages)).not.toContainEqual(expect.objectContaining({ messageId: id }));
  });

  test('where Discord refuses the deletion after all, the new message goes again', async () => {
    const id = await saying({ say: 'the butler' });
    await must(stage, { deny: ['ManageMessages'], in: '#film-club' });
    const asked = {
      ...{ app, log: app.log, guildId: clubOf(bot).id, channelId: homeOf(bot).id, userId: personId('m1') },
      ...{ locale: 'en' as const, roles: [], moderates: false, ownsServer: false },
      botPermissions: permissionBits(),
    };
    await expect(hide(asked, target(id))).rejects.toMatchObject({ key: 'hide.may-not-delete' });
    await must(stage, { allow: ['ManageMessages'], in: '#film-club' });
    await stands(id);
    await must(stage, { as: 'm1', unsay: id });
    await expect(hide(asked, target(id))).rejects.toMatchObject({ key: 'hide.gone' });
    expect(await db.select().from(hiddenMessages)).not.toContainEqual(expect.objectContaining({ messageId: id }));
  });

  test('nothing is fetched from anywhere but Discord', async () => {
    const id = await saying({ say: 'the butler' });
    const asked = {
      ...{ app, log: app.log, guildId: clubOf(bot).id, channelId: homeOf(bot).id, userId: personId('m1') },
      ...{ locale: 'en' as const, roles: [], moderates: false, ownsServer: false },
      botPermissions: permissionBits(),
    };
    for (const url of ['http://169.254.169.254/x', 'https://cdn.discordapp.com.e.org/x', 'file:///etc/passwd', 'x']) {
      const file = { name: 'a.png', url, size: 1, description: null, contentType: null };
      await expect(hide(asked, { ...target(id), attachments: [file] })).rejects.toMatchObject({ key: 'hide.gone' });
    }
    await stands(id);
  });

  function target(id: string) {
    return {
      ...{ id, channelId: homeOf(bot).id, authorId: personId('m1'), authorName: 'm1', content: 'the butler' },
      ...{ isWebhook: false, isSystem: false, isBot: false, isWhole: true, attachments: [] },
    };
  }
});

test('what holds a poll, a sticker or nothing at all is told so', () => {
  const plain = {
    ...{ authorId: '1', content: 'x', attachments: [] },
    ...{ isBot: false, isWebhook: false, isSystem: false, isWhole: true },
  };
  const person = { userId: '1', moderates: false };
  expect(whyNot(plain, person)).toBeUndefined();
  expect(whyNot({ ...plain, isWhole: false }, person)).toBe('hide.not-whole');
  expect(whyNot({ ...plain, content: ' \u200b ' }, person)).toBe('hide.nothing');
});

describe('a process that ends in the middle', () => {
  const key = async () => {
    const said = await must(stage, { as: 'm1', say: 'the butler' });
    return { guildId: clubOf(bot).id, messageId: said.seen[0]?.id ?? '' };
  };
  const row = { channelId: homeOf(bot).id, authorId: personId('m1'), hiddenBy: personId('m1') };
  const settle = (one: { guildId: string; messageId: string }) => jobs['discussions/hide'](app, one);

  test('before anything was posted leaves the original, and it can be hidden afterwards', async () => {
    const one = await key();
    await db.insert(hiddenMessages).values({ ...row, ...one, askedAt: app.now() });
    await settle(one);
    await must(stage, { as: 'm1', menu: MENU, on: one.messageId });
    const { seen } = await must(stage, { as: 'm1', look: '#film-club' });
    expect(seen.map(({ id }) => id)).not.toContain(one.messageId);
  });

  test('after it was posted: the original goes', async () => {
    const one = await key();
    const { seen } = await must(stage, { as: 'm1', look: '#film-club' });
    const postId = seen.find(({ text }) => text.startsWith('From @'))?.id ?? '';
    await db.insert(hiddenMessages).values({ ...row, ...one, askedAt: app.now(), postId });
    await settle(one);
    const now = (await must(stage, { as: 'm1', look: '#film-club' })).seen.map(({ id }) => id);
    expect([now.includes(one.messageId), now.includes(postId)]).toEqual([false, true]);
  });

  test('after Discord has deleted the original: what was posted stays, so that nobody’s words are lost', async () => {
    const one = await key();
    const shown = await hidden({ say: 'the gardener' });
    await must(stage, { as: 'm1', unsay: one.messageId });
    await db.insert(hiddenMessages).values({ ...row, ...one, askedAt: app.now(), postId: shown.id });
    await settle(one);
    expect((await must(stage, { as: 'm1', look: '#film-club' })).seen.map(({ id }) => id)).toContain(shown.id);
  });
});

test('the record says whose it was, who had it hidden, where and when, to moderators alone', async () => {
  await must(stage, { advance: '1h' });
  await hidden({ say: 'the gardener' }, 'mod');
  const record = await told(stage, { as: 'mod', type: '/discuss hidden' });
  expect(record).toContain('by @m1 in #film-club, hidden by @mod');
  expect(record).not.toMatch(/butler|gardener/);
  expect(await told(stage, { as: 'm1', type: '/discuss hidden' })).toContain('Only moderators');
});
