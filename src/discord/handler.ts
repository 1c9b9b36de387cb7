import type { Logger } from 'pino';
import type { App } from '../app.ts';
import type { Locale } from '../texts/texts.ts';
import type { Message } from './message.ts';

/** Who asks, where, and in which language. */
export type Asked = {
  readonly app: App;
  readonly log: Logger;
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
  readonly locale: Locale;
  /** The language that the server is set to, as Discord writes it. */
  readonly guildLocale?: string | undefined;
  /** The ids of the roles the person has in this server. */
  readonly roles: readonly string[];
  /** Whether the person looks after this server: may manage it or its messages. */
  readonly moderates: boolean;
  readonly ownsServer: boolean;
  /** Whether Discord lets adults alone into this channel. */
  readonly ageMarked?: boolean;
  /** What the bot may do in this channel, Discord's bit field. */
  readonly botPermissions: bigint;
};

/**
 * How an interaction is acknowledged, at once and before any work: `public` and `private` show that we think about
 * it, `update` leaves the message that carries the button as it is until the answer changes it. Whether an answer is
 * seen by everyone cannot be changed afterwards. `form` cannot be acknowledged first: its handler must be quick.
 */
export type Acknowledgement = 'public' | 'private' | 'update' | 'form';

/**
 * What a handler gives back. `private` after a public acknowledgement takes the placeholder away and tells the person
 * alone. `later` is what takes its place, as it comes: each is an edit of the same message. `aside` is told to the person alone beside
 * an answer for everybody.
 */
export type Answer = Message & {
  readonly private?: true;
  readonly aside?: Message;
  readonly later?: AsyncIterable<Answer>;
};
