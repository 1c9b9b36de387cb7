import type { AlarmClock } from '../alarms.ts';
import type { Feed } from '../feed.ts';
import type { News } from './news.ts';

/** By Discord's numbers. */
export const EventType = { stage: 1, voice: 2, external: 3 } as const;
export const EventStatus = { scheduled: 1, active: 2, completed: 3, canceled: 4 } as const;

export const MAX_UNCOMPLETED = 100;

/** An event of a guild. Times are epoch milliseconds of the stage. */
export type ScheduledEvent = {
  readonly id: string;
  readonly guildId: string;
  readonly creatorId: string;
  name: string;
  description: string | null;
  /** Where it is, of an external one. */
  location: string | null;
  /** The voice channel, of one that is in there. */
  channelId: string | null;
  type: number;
  status: number;
  startsAt: number;
  endsAt: number | null;
  /** The hash of its cover. */
  image: string | null;
  /** Who said to come: user ids. */
  readonly coming: Set<string>;
};

type NewEvent = Omit<ScheduledEvent, 'id' | 'status' | 'coming'>;
/** What can be changed of an event. */
export type EventChange = Partial<Omit<NewEvent, 'guildId' | 'creatorId'> & { status: number }>;

export type EventStore = {
  get(guildId: string, id: string): ScheduledEvent | undefined;
  /** Those of a guild that are to come or under way, oldest first. */
  open(guildId: string): ScheduledEvent[];
  create(given: NewEvent): ScheduledEvent;
  change(event: ScheduledEvent, change: EventChange): void;
  remove(event: ScheduledEvent): void;
  /** Says that somebody comes, or does not come after all. */
  rsvp(event: ScheduledEvent, userId: string, isComing: boolean): void;
};

type Parts = { clock: AlarmClock; nextId: () => string; news: Feed<News> };

const MINUTE = 60_000;
/** Discord cancels what nobody started "on the order of hours" after its time, and ends an empty one in "minutes". */
const CANCELED_AFTER = 3 * 60 * MINUTE;
const EMPTY_FOR = 5 * MINUTE;

const WORDS: readonly [keyof EventChange, string][] = [
  ['name', 'renamed'],
  ['startsAt', 'moved'],
  ['endsAt', 'ends at another time'],
  ['location', 'takes place elsewhere'],
  ['channelId', 'takes place elsewhere'],
  ['description', 'described anew'],
  ['image', 'has a new cover'],
];
const STATUS_WORDS: Readonly<Record<number, string>> = { 2: 'started', 3: 'ended', 4: 'canceled' };

export const isOpenEvent = ({ status }: ScheduledEvent): boolean =>
  status === EventStatus.scheduled || status === EventStatus.active;

function wordsOf(event: ScheduledEvent, change: EventChange): string[] {
  const words = WORDS.flatMap(([key, word]) => (change[key] !== undefined && change[key] !== event[key] ? [word] : []));
  const status =
    change.status !== undefined && change.status !== event.status ? STATUS_WORDS[change.status] : undefined;
  return [...new Set(words), ...(status ? [status] : [])];
}

/** What happens to an event by itself next, and when. */
function fate(event: ScheduledEvent, startedAt: number): { at: number; status: number } | undefined {
  const isExternal = event.type === EventType.external;
  if (event.status === EventStatus.scheduled)
    return isExternal
      ? { at: event.startsAt, status: EventStatus.active }
      : { at: event.startsAt + CANCELED_AFTER, status: EventStatus.canceled };
  if (event.status !== EventStatus.active) return undefined;
  // Nobody is ever in a voice channel on this stage.
  if (!isExternal) return { at: startedAt + EMPTY_FOR, status: EventStatus.completed };
  return event.endsAt === null ? undefined : { at: event.endsAt, status: EventStatus.completed };
}

/** Where a stage keeps its events. Those that start, end or lapse by themselves do so by its clock. */
export function eventStore({ clock, nextId, news }: Parts): EventStore {
  const events = new Map<string, ScheduledEvent>();
  const alarms = new Map<string, () => void>();

  const wind = (event: ScheduledEvent) => {
    alarms.get(event.id)?.();
    const next = fate(event, clock.now());
    if (next)
      alarms.set(
        event.id,
        clock.at(next.at, () => change(event, { status: next.status })),
      );
  };

  const change: EventStore['change'] = (event, wanted) => {
    const words = wordsOf(event, wanted);
    Object.assign(event, wanted);
    wind(event);
    news.tell({ kind: 'event', how: 'changed', event, words });
  };

  return {
    get: (guildId, id) => {
      const found = events.get(id);
      return found?.guildId === guildId ? found : undefined;
    },
    open: (guildId) => [...events.values()].filter((event) => event.guildId === guildId && isOpenEvent(event)),
    create: (given) => {
      const event: ScheduledEvent = { ...given, id: nextId(), status: EventStatus.scheduled, coming: new Set() };
      events.set(event.id, event);
      wind(event);
      news.tell({ kind: 'event', how: 'created', event, words: ['created'] });
      return event;
    },
    change,
    remove: (event) => {
      alarms.get(event.id)?.();
      events.delete(event.id);
      news.tell({ kind: 'event', how: 'gone', event, words: ['deleted'] });
    },
    rsvp: (event, userId, isComing) => {
      if (event.coming.has(userId) === isComing) return;
      if (isComing) event.coming.add(userId);
      else event.coming.delete(userId);
      news.tell({ kind: 'rsvp', event, userId, isComing });
    },
  };
}
