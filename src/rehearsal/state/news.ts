import type { ScheduledEvent } from './events.ts';
import type { Channel, Guild, Message, Role, ThreadChannel } from './types.ts';

/** What happened to a thing that has a name; `words` say what changed: `renamed`, `archived`. */
type Happening = { how: 'created' | 'changed' | 'gone'; words: readonly string[] };

/** What happens on stage beside messages. */
export type News =
  | ({ kind: 'channel'; channel: Channel } & Happening)
  | ({ kind: 'thread'; thread: ThreadChannel } & Happening)
  | { kind: 'members'; thread: ThreadChannel; added: readonly string[]; removed: readonly string[] }
  /** A member may see a channel from now on that was closed before. */
  | { kind: 'access'; channel: Channel; userId: string }
  | ({ kind: 'event'; event: ScheduledEvent } & Happening)
  | { kind: 'rsvp'; event: ScheduledEvent; userId: string; isComing: boolean }
  /** The bot itself came into a guild, or was thrown out. */
  | { kind: 'guild'; guild: Guild; how: 'joined' | 'left' }
  | { kind: 'role'; guild: Guild; role: Role }
  | { kind: 'vote'; message: Message; userId: string; answerId: number; isAdded: boolean };

/** A line of the audit log, or of what else gives a name away: who gave what which name, and the reason that was said. */
export type AuditEntry = { at: number; who: string; what: string; name: string | null; reason: string | null };
