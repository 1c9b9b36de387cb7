import { Permission } from '../../state/permissions.ts';
import type { Message } from '../../state/types.ts';
import { wireMessage } from '../../wire/messages.ts';
import { readable } from '../../wire/readable.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { invalidField } from '../errors.ts';
import { numberIn, snowflakeIn } from '../query.ts';
import { channelOf } from './channels.ts';

const ANCHORS = ['before', 'after', 'around'] as const;
const LIMIT = { min: 1, max: 100, none: 50 };

/** The place of the first message that is not older than an id. */
function placeOf(messages: readonly Message[], id: bigint): number {
  const found = messages.findIndex((one) => BigInt(one.id) >= id);
  return found < 0 ? messages.length : found;
}

/** The part of a channel's messages, oldest first, that a query asks for. */
function page(messages: readonly Message[], query: URLSearchParams): readonly Message[] {
  const limit = numberIn(query, 'limit', LIMIT);
  const given = ANCHORS.filter((name) => query.has(name));
  if (given.length > 1) throw invalidField([given[1] ?? ''], 'BASE_TYPE_BAD', 'Only one of before, after and around.');
  const [before, after, around] = ANCHORS.map((name) => snowflakeIn(query, name));
  const last = (end: number) => messages.slice(Math.max(0, end - limit), end);
  if (before !== undefined) return last(placeOf(messages, before));
  if (after !== undefined) {
    const from = placeOf(messages, after + 1n);
    return messages.slice(from, from + limit);
  }
  if (around === undefined) return last(messages.length);
  const from = Math.max(0, placeOf(messages, around) - Math.floor(limit / 2));
  return messages.slice(from, from + limit);
}

/** `GET /channels/:channel/messages`, newest first; without the right to read the history there are none. */
export function listMessages(call: Call): Reply {
  const { channel, held } = channelOf(call, 0n);
  const { messages } = call.world;
  const shown = messages.in(channel.id).filter(({ ephemeralFor }) => ephemeralFor === null);
  const asked = page(shown, call.query).toReversed();
  const mayRead = (held & Permission.readMessageHistory) !== 0n;
  return ok(mayRead ? asked.map((one) => wireMessage(call.world, readable(call.world, one))) : []);
}
