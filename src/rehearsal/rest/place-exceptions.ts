type Body = Record<string, unknown>;
type Exception = { name: string; reason: string; bodies: readonly string[]; apply(body: Body): Body };

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function without(body: Body, ...keys: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}

/** Drops a key from every object in a value that is `emoji`. */
function plainEmoji(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainEmoji);
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, plainEmoji(one)]);
  const copy: Body = Object.fromEntries(inner);
  return isObject(copy.emoji) ? { ...copy, emoji: without(copy.emoji, 'animated') } : copy;
}

const bits = (value: unknown) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value);

/** Where the published schemas of channels and threads are stricter than Discord, and why. */
export const PLACE_EXCEPTIONS: readonly Exception[] = [
  {
    name: 'type of a thread from a message',
    reason: 'discord.js sends it, where Discord ignores it: the type is the channel’s',
    bodies: ['CreateTextThreadWithMessageRequest'],
    apply: (body) => without(body, 'type'),
  },
  {
    name: 'message of a forum post',
    reason: 'discord.js sends tts, nonce, enforce_nonce and emoji.animated with every message; Discord ignores them',
    bodies: ['CreateForumThreadRequest'],
    apply: (body) =>
      isObject(body.message)
        ? { ...body, message: plainEmoji(without(body.message, 'tts', 'nonce', 'enforce_nonce')) }
        : body,
  },
  {
    name: 'flags of a new channel',
    reason: 'Discord takes them since spoiler channels exist (discord-api-docs#8465); the schema has them for changes',
    bodies: ['CreateGuildChannelRequest'],
    apply: (body) => (typeof body.flags === 'number' ? without(body, 'flags') : body),
  },
  {
    name: 'permission_overwrites',
    reason: 'bits are strings of digits on the wire; the schema wants numbers',
    bodies: ['CreateGuildChannelRequest', 'UpdateGuildChannelRequestPartial'],
    apply: (body) => {
      const { permission_overwrites: overwrites } = body;
      if (!Array.isArray(overwrites)) return body;
      const plain = overwrites.map((one) =>
        isObject(one) ? { ...one, allow: bits(one.allow ?? null), deny: bits(one.deny ?? null) } : one,
      );
      return { ...body, permission_overwrites: plain };
    },
  },
];
