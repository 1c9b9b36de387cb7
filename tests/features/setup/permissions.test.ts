import { PermissionFlagsBits } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { house } from '../../../commands/index.ts';
import { declaration } from '../../../src/discord/declaration.ts';
import { dispatch } from '../../../src/discord/dispatch.ts';
import {
  missingPermissions,
  PERMISSIONS,
  type PermissionName,
  permissionBits,
} from '../../../src/discord/permissions.ts';
import { createLog } from '../../../src/log.ts';
import { openStage } from '../../../src/rehearsal/stage.ts';
import { connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';
import { onlySeen } from '../../support/house.ts';

const { db } = await testDatabase();
const names = Object.keys(PERMISSIONS) as PermissionName[];
/** Without it a club's discussions are threads, so nobody is told that it is missing. */
const SPARED = 'ManageChannels';
const missed = names.filter((name) => name !== SPARED);
const bits = (...some: PermissionName[]) => some.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);

/** A stage whose #film-club denies the bot something. */
async function denying(denied: bigint) {
  const stage = await openStage({ quiet: true, denied });
  const app = testApp({
    db,
    log: createLog('warn', [], { write: (line) => expect.unreachable(line) }),
    now: () => new Date(stage.clock.now()),
  });
  const bot = await connect(stage, (one) => dispatch(app, house, one), house.commands.map(declaration));
  onTestFinished(async () => {
    await bot.client.destroy();
    await stage.close();
    expect([...bot.failures, ...stage.violations]).toEqual([]);
  });
  return stage;
}

// Discord's own names of them, and what they are for.
const SAID: Readonly<Record<Exclude<PermissionName, 'ViewChannel' | typeof SPARED>, [string, string]>> = {
  SendMessages: ['Send Messages lets me post', '메시지 보내기 영화 카드와'],
  ReadMessageHistory: ['Read Message History lets me find', '메시지 기록 보기 다시 시작한 뒤'],
  AttachFiles: ['Attach Files lets me show', '파일 첨부 개표 과정을'],
  SendPolls: ["Create Polls lets me open a vote as one of Discord's", '투표 만들기 Discord 자체'],
  CreatePrivateThreads: ['Create Private Threads lets me open discussions that only', '비공개 스레드 만들기 영화를 본'],
  CreatePublicThreads: ['Create Public Threads lets me open a discussion in the open', '공개 스레드 만들기 비공개'],
  SendMessagesInThreads: ['Send Messages in Threads lets me begin', '스레드에서 메시지 보내기 토론을'],
  ManageThreads: ['Manage Threads lets me close', '스레드 관리하기 토론방을'],
  ManageMessages: ['Manage Messages lets me take a message away', '메시지 관리하기 가림막 뒤에'],
  CreateEvents: ['Create Events', '이벤트 만들기'],
  Connect: ['Connect', '연결'],
};

test.each(Object.entries(SAID))(
  '%s that is missing is named, with what it is for and how to give it',
  async (name, [en, ko]) => {
    const stage = await denying(bits(name as PermissionName));
    const seen = onlySeen(await stage.play({ as: 'm1', type: '/setup' }));
    expect(seen).toMatchObject({ ephemeral: true, visibleTo: ['m1'], controls: ['Check again'] });
    expect(seen.text).toContain('One permission is missing');
    expect(seen.text).toContain(en);
    expect(seen.text).toContain('Edit Channel');
    for (const [other] of Object.values(SAID)) if (other !== en) expect(seen.text).not.toContain(other);
    expect(onlySeen(await stage.play({ as: 'ko', type: '/setup' })).text).toContain(ko);
  },
);

test('a channel that the bot cannot see lacks everything, and says so', async () => {
  const stage = await denying(bits('ViewChannel'));
  const seen = onlySeen(await stage.play({ as: 'm1', type: '/setup' }));
  expect(seen.text).toContain(`${missed.length} permissions are missing`);
  expect(seen.text).toContain('View Channel lets me see');
});

test('a club that is made where something is missing says so to everybody', async () => {
  const stage = await denying(bits('SendPolls'));
  const seen = onlySeen(await stage.play({ as: 'm1', type: '/club create name:Kino zone:Seoul' }));
  expect(seen.text).toContain('Some permissions are missing in this channel; /setup says which');
});

test('what is missing is told from the bits, and nothing is for an administrator', () => {
  expect(missingPermissions(0n)).toEqual(missed);
  expect(missingPermissions(permissionBits())).toEqual([]);
  expect(missingPermissions(PermissionFlagsBits.Administrator)).toEqual([]);
  for (const name of missed) expect(missingPermissions(permissionBits() & ~PermissionFlagsBits[name])).toEqual([name]);
  expect(missingPermissions(permissionBits() & ~PermissionFlagsBits[SPARED])).toEqual([]);
});
