import { expect, test } from 'vitest';
import { channelPermissions, EVERY_PERMISSION, Permission } from '../../src/rehearsal/state/permissions.ts';
import type { Channel, Guild, Member, Overwrite } from '../../src/rehearsal/state/types.ts';

const { viewChannel, sendMessages, manageMessages, administrator } = Permission;
const role = (id: string, permissions: bigint) => ({ id, name: id, permissions, position: 0 });

function bits(roles: { id: string; permissions: bigint }[], overwrites: Overwrite[], ownerId = '1'): bigint {
  const member: Member = {
    user: { id: '7', username: 'm', bot: false },
    roles: roles.map(({ id }) => id),
    locale: 'en-US',
    joinedAt: '',
  };
  const everyone = role('9', viewChannel | sendMessages);
  const all = [everyone, ...roles.map(({ id, permissions }) => role(id, permissions))];
  const guild: Guild = {
    id: '9',
    key: 'one',
    ownerId,
    locale: 'en-US',
    joinedAt: '',
    roles: all,
    members: [member],
    channels: [],
  };
  const channel: Channel = { id: '5', guildId: '9', name: 'c', position: 0, overwrites };
  return channelPermissions(guild, member, channel);
}

const over = (id: string, type: 0 | 1, allow: bigint, deny: bigint): Overwrite => ({ id, type, allow, deny });

test('what roles allow adds up', () => {
  expect(bits([{ id: 'a', permissions: manageMessages }], [])).toBe(viewChannel | sendMessages | manageMessages);
});

test('the owner and an administrator may do everything, whatever a channel denies', () => {
  const deny = [over('9', 0, 0n, viewChannel)];
  expect(bits([], deny, '7')).toBe(EVERY_PERMISSION);
  expect(bits([{ id: 'a', permissions: administrator }], deny)).toBe(EVERY_PERMISSION);
});

test('a channel denies everyone, a role allows again, and the member has the last word', () => {
  const everyone = over('9', 0, 0n, sendMessages);
  const some = over('a', 0, sendMessages, 0n);
  const roles = [{ id: 'a', permissions: 0n }];
  expect(bits(roles, [everyone]) & sendMessages).toBe(0n);
  expect(bits(roles, [some, everyone]) & sendMessages).toBe(sendMessages);
  expect(bits(roles, [over('7', 1, 0n, sendMessages), some, everyone]) & sendMessages).toBe(0n);
});

test('of two roles the one that allows wins over the one that denies', () => {
  const roles = [
    { id: 'a', permissions: 0n },
    { id: 'b', permissions: 0n },
  ];
  expect(bits(roles, [over('a', 0, sendMessages, 0n), over('b', 0, 0n, sendMessages)]) & sendMessages).toBe(
    sendMessages,
  );
});

test('who may not see a channel may do nothing in it', () => {
  expect(bits([{ id: 'a', permissions: manageMessages }], [over('9', 0, 0n, viewChannel)])).toBe(0n);
});
