import type { StageClock } from '../clock.ts';
import type { Feed } from '../feed.ts';
import { type Message, MessageFlag } from './types.ts';

/** What reached people: a message as it is after the change. */
export type Delivery = { kind: 'message' | 'edit' | 'delete'; message: Message };

type NewMessage = Pick<Message, 'channelId' | 'guildId' | 'author'> & Partial<Message>;

export type MessageStore = {
  get(id: string): Message | undefined;
  all(): IterableIterator<Message>;
  /** All messages of a channel, oldest first. */
  in(channelId: string): Message[];
  create(message: NewMessage): Message;
  /** Applies a change; `edited_timestamp` is set unless it fills a placeholder. */
  edit(message: Message, change: Partial<Message>): Message;
  remove(message: Message): void;
  /** All messages of a channel that is no more; nobody is told of each. */
  forget(channelId: string): void;
};

/** Whether a message is only the "thinking" line of a deferred answer. */
export const isLoading = (message: Message): boolean => (message.flags & MessageFlag.loading) !== 0;

/** Where a stage keeps its messages; every change is told to `deliveries`. */
export function messageStore(clock: StageClock, nextId: () => string, deliveries: Feed<Delivery>): MessageStore {
  const messages = new Map<string, Message>();
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
    in: (channelId) => [...messages.values()].filter((message) => message.channelId === channelId),
    create: (given) => {
      const message: Message = { id: nextId(), createdAt: clock.now(), ...blank, ...given };
      messages.set(message.id, message);
      deliveries.tell({ kind: 'message', message: { ...message } });
      return message;
    },
    edit: (message, change) => {
      const editedAt = isLoading(message) ? message.editedAt : clock.now();
      Object.assign(message, { editedAt }, change);
      deliveries.tell({ kind: 'edit', message: { ...message } });
      return message;
    },
    remove: (message) => {
      messages.delete(message.id);
      deliveries.tell({ kind: 'delete', message: { ...message } });
    },
    forget: (channelId) => {
      for (const message of messages.values()) if (message.channelId === channelId) messages.delete(message.id);
    },
  };
}
