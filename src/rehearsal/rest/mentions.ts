import { allOf, type Component } from '../state/components.ts';
import { may, Permission } from '../state/permissions.ts';
import type { Channel, Guild, Member } from '../state/types.ts';
import type { AllowedMentions } from './bodies.ts';

/** What is parsed when a body says nothing of mentions: messages all, answers to interactions users alone. */
export type MentionDefault = 'all' | 'users';

const ids = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);

function allowed(kind: 'users' | 'roles', found: string[], mentions: AllowedMentions): string[] {
  if (mentions.parse?.includes(kind)) return found;
  return found.filter((id) => mentions[kind]?.includes(id));
}

/** All text of a message that can mention somebody. */
export function mentioningText(content: string, components: readonly Component[]): string {
  return [content, ...allOf(components).map((component) => component.content ?? '')].join('\n');
}

/**
 * Whom a text pings: user ids, role ids and `everyone`.
 * @param mentions what the body allows; absent, the default of its kind holds.
 */
export function pingsOf(
  text: string,
  mentions: AllowedMentions | null | undefined,
  fallback: MentionDefault,
  place: { guild: Guild; channel: Channel; author: Member },
): string[] {
  const rules = mentions ?? { parse: fallback === 'all' ? ['users', 'roles', 'everyone'] : ['users'] };
  const { guild, channel, author } = place;
  const users = ids(text, /<@!?(\d+)>/g).filter((id) => guild.members.some(({ user }) => user.id === id));
  const roles = ids(text, /<@&(\d+)>/g).filter((id) => id !== guild.id && guild.roles.some((role) => role.id === id));
  const mentionable = new Set(guild.roles.filter((role) => role.mentionable).map(({ id }) => id));
  const mayPingAll = may(guild, author, channel, Permission.mentionEveryone);
  const everyone = mayPingAll && rules.parse?.includes('everyone') && /@(everyone|here)/.test(text) ? ['everyone'] : [];
  return [
    ...new Set([
      ...allowed('users', users, rules),
      ...allowed('roles', roles, rules).filter((id) => mayPingAll || mentionable.has(id)),
      ...everyone,
    ]),
  ];
}
