import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIMessage,
  type APIMessageTopLevelComponent,
  DiscordAPIError,
  MessageFlags,
  type REST,
  type RESTAPIPoll,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Safe } from '../lib/safe.ts';
import type { Message, MessageFile } from './message.ts';

/**
 * What the bot posts by itself. A notice is plain text, since a phone shows the notification of Components V2 empty:
 * neutral words, never anything that spoils. `mark` is a number by which the bot knows its own message again.
 */
export type Notice = {
  readonly content: Safe;
  readonly rows?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly files?: readonly MessageFile[];
  readonly poll?: RESTAPIPoll;
  /** Nobody's phone rings. */
  readonly quiet?: boolean;
  readonly pings?: { readonly roles?: readonly string[]; readonly users?: readonly string[] };
};

export type Letter = Notice | Message;

/** What became of something sent. `gone`: the channel or message is not there any more; `forbidden`: the bot may not. */
type Sent = { kind: 'sent'; messageId: string } | { kind: 'gone' } | { kind: 'forbidden' };

/** How the bot acts at Discord by itself. Whatever is not one of the outcomes named is thrown, and worth another try. */
export type Discord = {
  /** Sends once, however often it is tried within some minutes with the same nonce (at most 25 characters). */
  post(channelId: string, letter: Letter, once: { nonce: string; mark: number }): Promise<Sent>;
  edit(channelId: string, messageId: string, letter: Letter, mark: number): Promise<Sent>;
  /** The bot's own message with this mark among the first thousand after an instant, or the last hundred of a channel. */
  find(channelId: string, mark: number, after?: Date): Promise<string | undefined>;
  /** The channel of private notes to a person, or undefined where there can be none. */
  noteChannel(userId: string): Promise<string | undefined>;
  /** Whether a person is in a server, with which roles, and whether it is a bot. */
  member(guildId: string, userId: string): Promise<{ roles: readonly string[]; bot?: boolean } | undefined>;
  /** A channel that the bot may see: of which server, and of which of Discord's types. */
  channel(channelId: string): Promise<{ guildId: string | undefined; type: number } | undefined>;
  /** Whether we know, without asking, that a thread is there, open and not locked. What we know may be a moment old. */
  isOpenThread(threadId: string): boolean;
  readMessage(channelId: string, messageId: string): Promise<APIMessage | undefined>;
  rest(): REST;
};

/** How far (ms) Discord's clock may be from ours, and how many pages of a hundred messages are looked through. */
const SKEW = 60_000;
const PAGES = 10;

const GONE = new Set([10003, 10004, 10008, 10013, 50083]);
const FORBIDDEN = new Set([50001, 50013, 50007, 50278]);

/**
 * @param rest the client's, so that all requests share one account of Discord's limits.
 * @param isOpenThread what the gateway has told of a thread; unless given, Discord is asked each time.
 */
export function createDiscord(rest: () => REST, isOpenThread: (id: string) => boolean = () => false): Discord {
  const send = async (work: () => Promise<unknown>): Promise<Sent> => {
    try {
      return { kind: 'sent', messageId: ((await work()) as APIMessage).id };
    } catch (error) {
      const kind = outcomeOf(error);
      if (kind === undefined) throw error;
      return { kind };
    }
  };
  return {
    post: (channelId, letter, { nonce, mark }) =>
      send(() =>
        rest().post(Routes.channelMessages(channelId), {
          body: { ...bodyOf(letter, mark), nonce, enforce_nonce: true },
          files: filesOf(letter),
        }),
      ),
    edit: (channelId, messageId, letter, mark) =>
      send(() =>
        rest().patch(Routes.channelMessage(channelId, messageId), {
          body: bodyOf(letter, mark),
          files: filesOf(letter),
        }),
      ),
    find: async (channelId, mark, after) => {
      let last = after && SnowflakeUtil.generate({ timestamp: after.getTime() - SKEW }).toString();
      for (let page = 0; page < PAGES; page++) {
        const query = new URLSearchParams({ limit: '100', ...(last ? { after: last } : {}) });
        const read = await unlessGone(rest().get(Routes.channelMessages(channelId), { query }));
        const messages = (read ?? []) as APIMessage[];
        const found = messages.find((message) => message.components?.[0]?.id === mark);
        // newest first, also of those after an id
        if (found || !last || messages.length < 100) return found?.id;
        last = messages[0]?.id ?? last;
      }
      return undefined;
    },
    noteChannel: async (userId) => {
      const channel = await unlessGone(rest().post(Routes.userChannels(), { body: { recipient_id: userId } }));
      return (channel as { id: string } | undefined)?.id;
    },
    member: async (guildId, userId) => {
      const member = await unlessGone(rest().get(Routes.guildMember(guildId, userId)), 10007);
      if (!member) return undefined;
      const { roles, user } = member as { roles: string[]; user?: { bot?: boolean } };
      return { roles, bot: user?.bot === true };
    },
    channel: async (channelId) => {
      const channel = await unlessGone(rest().get(Routes.channel(channelId)));
      if (!channel) return undefined;
      const { guild_id: guildId, type } = channel as { guild_id?: string; type: number };
      return { guildId, type };
    },
    readMessage: async (channelId, messageId) =>
      (await unlessGone(rest().get(Routes.channelMessage(channelId, messageId)))) as APIMessage | undefined,
    isOpenThread,
    rest,
  };
}

/** The outcome that Discord's error stands for, or undefined for one that is worth another try. */
export function outcomeOf(error: unknown): 'gone' | 'forbidden' | undefined {
  const code = error instanceof DiscordAPIError ? Number(error.code) : undefined;
  if (code === undefined) return undefined;
  return GONE.has(code) ? 'gone' : FORBIDDEN.has(code) ? 'forbidden' : undefined;
}

async function unlessGone(work: Promise<unknown>, ...more: number[]): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (outcomeOf(error) || (error instanceof DiscordAPIError && more.includes(Number(error.code)))) return undefined;
    throw error;
  }
}

/** A message as Discord takes it, with the mark by which the bot knows it again. */
export function bodyOf(letter: Letter, mark: number) {
  const attachments = letter.files?.map(({ name, description, isSpoiler }, index) => ({
    id: String(index),
    filename: name,
    ...(description === undefined ? {} : { description }),
    ...(isSpoiler ? { is_spoiler: true } : {}),
  }));
  const common = attachments ? { attachments } : {};
  if ('content' in letter) {
    const { content, rows = [], quiet, pings, poll } = letter;
    return {
      ...common,
      content: content.markdown,
      components: marked(rows, mark),
      flags: MessageFlags.SuppressEmbeds | (quiet ? MessageFlags.SuppressNotifications : 0),
      allowed_mentions: { parse: [], roles: [...(pings?.roles ?? [])], users: [...(pings?.users ?? [])] },
      ...(poll ? { poll } : {}),
    };
  }
  return {
    ...common,
    components: marked(letter.components, mark),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
  };
}

function marked<One extends APIMessageTopLevelComponent>(components: readonly One[], mark: number): One[] {
  return components.map((component, index) => (index === 0 ? { ...component, id: mark } : component));
}

function filesOf(letter: Letter) {
  return letter.files?.map(({ name, data }) => ({ name, data })) ?? [];
}
