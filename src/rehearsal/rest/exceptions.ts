import { PLACE_EXCEPTIONS } from './place-exceptions.ts';

/** Where the published schema is stricter than Discord: what is changed before it is asked, and why. */
type Exception = { name: string; reason: string; apply(body: Record<string, unknown>): Record<string, unknown> };

const MESSAGE_BODIES = [
  'IncomingWebhookInteractionRequest',
  'IncomingWebhookUpdateForInteractionCallbackRequestPartial',
  'IncomingWebhookRequestPartial',
  'IncomingWebhookUpdateRequestPartial',
  'MessageCreateRequest',
  'MessageEditRequestPartial',
];

function without(key: string) {
  return (body: Record<string, unknown>) => {
    const { [key]: _, ...rest } = body;
    return rest;
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Applies a change to every object in a body, from the inside out. */
function everywhere(change: (object: Record<string, unknown>) => Record<string, unknown>) {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return change(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])));
  };
  return (body: Record<string, unknown>) => Object.fromEntries(Object.entries(body).map(([key, v]) => [key, walk(v)]));
}

const EXCEPTIONS: readonly (Exception & { bodies: readonly string[] })[] = [
  ...PLACE_EXCEPTIONS,
  {
    name: 'default_member_permissions',
    reason: 'a string of digits on the wire; the schema wants the number',
    bodies: ['ApplicationCommandUpdateRequest'],
    apply: (body) => {
      const { default_member_permissions: bits } = body;
      const isDigits = typeof bits === 'string' && /^\d+$/.test(bits);
      return isDigits ? { ...body, default_member_permissions: Number(bits) } : body;
    },
  },
  {
    name: 'nsfw',
    reason: 'documented for commands and taken; the schema does not name it',
    bodies: ['ApplicationCommandUpdateRequest'],
    apply: without('nsfw'),
  },
  {
    name: 'enforce_nonce',
    reason: 'discord.js sends it with every message body and Discord ignores it where it means nothing',
    bodies: MESSAGE_BODIES.filter((name) => name !== 'MessageCreateRequest'),
    apply: without('enforce_nonce'),
  },
  {
    name: 'nonce',
    reason: 'discord.js sends it with answers and follow-ups when asked to; Discord ignores it there',
    bodies: MESSAGE_BODIES.filter((name) => name !== 'MessageCreateRequest'),
    apply: without('nonce'),
  },
  {
    name: 'tts',
    reason: 'discord.js sends it with edits too, where Discord ignores it',
    bodies: MESSAGE_BODIES,
    apply: without('tts'),
  },
  {
    name: 'emoji.animated',
    reason: 'discord.js adds it to the Unicode emoji of a button or an option; Discord takes partial emoji with it',
    bodies: MESSAGE_BODIES,
    apply: everywhere((object) =>
      isObject(object.emoji) ? { ...object, emoji: without('animated')(object.emoji) } : object,
    ),
  },
];

/** A body as the schema of that name is to see it: with what only the schema minds set right. */
export function excused(schema: string, body: unknown): unknown {
  if (!isObject(body)) return body;
  const fitting = EXCEPTIONS.filter(({ bodies }) => bodies.includes(schema));
  return fitting.reduce((changed, exception) => exception.apply(changed), body);
}
