import type { StageClock } from '../clock.ts';
import type { Feed } from '../feed.ts';
import { type Message, MessageFlag } from './types.ts';

/** What reached people: a message as it is after the change, and the id of the interaction it comes of, if it does. */
export type Delivery = { kind: 'message' | 'edit' | 'delete'; message: Message; cause: string | null };

type NewMessage = Pick<Message, 'channelId' | 'guildId' | 'author'> & Partial<Message>;

export type MessageStore = {
  get(id: string): Message | undefined;
  all(): IterableIterator<Message>;
  /** All messages of a channel, oldest first. */
  in(channelId: string): readonly Message[];
  /** The message this author sent with this nonce in the past few minutes. */
  sentBefore(authorId: string, nonce: string | number): Message | undefined;
  create(message: NewMessage): Message;
  /** Applies a change; `edited_timestamp` is set unless it fills a placeholder. */
  edit(message: Message, change: Partial<Message>, cause?: string): Message;
  remove(message: Message, cause?: string): void;
  /** All messages of a channel that is no more; nobody is told of each. */
  forget(channelId: string): void;
};

/** How long a nonce is remembered ("the past few minutes"), in the stage's milliseconds. */
const NONCE_LIVES = 5 * 60_000;

/** Whether a message is only the "thinking" line of a deferred answer. */
export const isLoading = (message: Message): boolean => (message.flags & MessageFlag.loading) !== 0;

/** Where a stage keeps its messages; every change is told to `deliveries`. */
export function messageStore(clock: StageClock, nextId: () => string, deliveries: Feed<Delivery>): MessageStore {
  const messages = new Map<string, Message>();
  const channels = new Map<string, Message[]>();
  const nonces = new Map<string, Message>();
  const of = (channelId: string): Message[] => channels.get(channelId) ?? [];
  const blank = {
    content: '',
    components: [],
    embeds: [],
    attachments: [],
    flags: 0,
    editedAt: null,
    nonce: null,
    replyTo: null,
    ephemeralFor: null,
    interactionId: null,
    pings: [],
  };
  return {
    get: (id) => messages.get(id),
    all: () => messages.values(),
    in: of,
    sentBefore: (authorId, nonce) => {
      const found = nonces.get(`${authorId} ${nonce}`);
      const isFresh = found && messages.has(found.id) && clock.now() - found.createdAt < NONCE_LIVES;
      return isFresh ? found : undefined;
    },
    create: (given) => {
      const message: Message = { id: nextId(), createdAt: clock.now(), ...blank, ...given };
      messages.set(message.id, message);
      if (!channels.get(message.channelId)?.push(message)) channels.set(message.channelId, [message]);
      if (message.nonce !== null) nonces.set(`${message.author.id} ${message.nonce}`, message);
      deliveries.tell({ kind: 'message', message: { ...message }, cause: message.interactionId });
      return message;
    },
    edit: (message, change, cause) => {
      const editedAt = isLoading(message) ? message.editedAt : clock.now();
      Object.assign(message, { editedAt }, change);
      deliveries.tell({ kind: 'edit', message: { ...message }, cause: cause ?? null });
      return message;
    },
    remove: (message, cause) => {
      messages.delete(message.id);
      const others = of(message.channelId);
      // What goes is mostly young.
      const place = others.lastIndexOf(message);
      if (place >= 0) others.splice(place, 1);
      deliveries.tell({ kind: 'delete', message: { ...message }, cause: cause ?? null });
    },
    forget: (channelId) => {
      for (const message of of(channelId)) messages.delete(message.id);
      channels.delete(channelId);
    },
  };
}
