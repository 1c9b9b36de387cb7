import { PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';

/** What happens to people, channels and servers. */
export const WORLD_VERBS = [
  'dms',
  'leave',
  'join',
  'deny',
  'allow',
  'delete',
  'create',
  'invite',
  'remove',
  'role',
  'vote',
] as const;

const rights = z
  .array(
    z.string().refine((name) => Object.hasOwn(PermissionFlagsBits, name), {
      message: 'a permission as discord.js names it, such as "SendMessages"',
    }),
  )
  .min(1);
/** A channel with its sign. */
const channel = z.templateLiteral(['#', z.string().min(1).max(99)]);

/**
 * The fields of their steps. Three of them mean something else beside "thread" and "event"; these here are the forms in
 * which they stand alone.
 */
export const worldFields = {
  dms: z.boolean(),
  leave: z.literal(true),
  join: z.literal(true),
  deny: rights,
  allow: rights,
  invite: z.literal(true),
  role: z.string().min(1).max(100),
  give: z.string(),
  take: z.string(),
  mentionable: z.boolean(),
  nsfw: z.literal(true),
  vote: z.array(z.string()).max(10),
};
export const channelField = channel;

type Fields = Readonly<Record<string, unknown>>;

/** Whether the value of a verb that others use as a field is a step of its own. */
export function standsAlone(verb: string, value: unknown): boolean {
  if (verb === 'delete' || verb === 'create') return typeof value === 'string' && value.startsWith('#');
  return verb === 'remove' ? value === true : value !== undefined;
}

/** What is wrong with how these fields stand together. */
export function worldProblems(step: Fields): string[] {
  const has = (key: keyof typeof worldFields) => step[key] !== undefined;
  const stray = (['give', 'take', 'mentionable'] as const).filter((key) => has(key) && !has('role'));
  const problems = stray.map((key) => `"${key}" belongs to "role"`);
  if (has('nsfw') && !standsAlone('create', step.create)) problems.push('"nsfw" belongs to "create" of a channel');
  if (has('give') && has('take')) problems.push('a role is given or taken, not both');
  if ((has('invite') || step.remove === true) && step.guild === undefined)
    problems.push(`"${has('invite') ? 'invite' : 'remove'}" needs "guild"`);
  return problems;
}

/** All of these permissions as a bit field. */
export function bitsOf(names: readonly string[]): bigint {
  const all: Readonly<Record<string, bigint>> = PermissionFlagsBits;
  return names.reduce((bits, name) => bits | (all[name] ?? 0n), 0n);
}
