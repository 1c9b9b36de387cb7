import {
  type APIGuildScheduledEvent,
  GatewayDispatchEvents,
  GuildScheduledEventEntityType,
  GuildScheduledEventStatus as Status,
} from 'discord.js';
import { z } from 'zod';
import type { App } from '../../../../app.ts';
import { UserError } from '../../../../errors.ts';
import type { JobHandlers } from '../../../../posts/sending.ts';
import {
  answerNight,
  cancelScreening,
  findScreening,
  moveScreening,
  placeScreening,
  type ScreeningKey,
  takeListed,
} from '../../screenings.ts';
import { listComing, readEvent } from '../jobs.ts';
import { placedElsewhere } from '../messages.ts';
import { selectByEvent, selectEvent, selectKept, updateEvent } from '../queries.ts';

/** How long (ms) before a night something may be due for it, and how long the start of the bot waits for Discord. */
const LONGEST_NOTICE = 24 * 3_600_000;
const CATCH_UP_WITHIN = 20_000;

export const followJobs: Pick<JobHandlers, 'screenings/follow'> = {
  'screenings/follow': follow,
};

/**
 * Brings a night to what somebody made of its event in Discord's own dialog: moved, put elsewhere, called off or deleted
 * there, and who comes. Its name there is left to whoever renamed it: a night is called by its film. Discord is asked how it stands: what it told us may be older than our own last change.
 */
async function follow(app: App, key: ScreeningKey): Promise<void> {
  const [row, screening] = await Promise.all([selectEvent(app.db, key), findScreening(app.db, key)]);
  if (!row?.eventId || row.closedAt || screening?.state !== 'planned') return;
  const event = await readEvent(app, key.guildId, row.eventId);
  if (!event || event.status === Status.Canceled) return callOff(app, key, event);
  if (event.status === Status.Scheduled) {
    await moveAlong(app, key, new Date(event.scheduled_start_time));
    await placeAlong(app, key, event);
  }
  await takeListed(app, key, await listComing(app, key.guildId, row.eventId));
}

/**
 * What is called off or deleted before its time was so by somebody; of one elsewhere than in a voice channel that is sure
 * afterwards too. One in a voice channel that nobody started Discord itself calls off, hours late, and one that is long
 * over may be gone: that says nothing of the night.
 */
async function callOff(app: App, key: ScreeningKey, event: APIGuildScheduledEvent | undefined): Promise<void> {
  const isByHand = event?.entity_type === GuildScheduledEventEntityType.External;
  await app.db.transaction(async (tx) => {
    await updateEvent(tx, key, { closedAt: app.now() });
    const screening = await findScreening(tx, key, 'update');
    if (screening?.state === 'planned' && (isByHand || screening.startsAt > app.now()))
      await cancelScreening(tx, app, key, undefined);
  });
}

/** A change of ours that Discord does not have yet comes before what was changed there. */
async function moveAlong(app: App, key: ScreeningKey, startsAt: Date): Promise<void> {
  await app.db.transaction(async (tx) => {
    const screening = await findScreening(tx, key, 'update');
    const row = await selectEvent(tx, key, true);
    if (screening?.state !== 'planned' || !row?.startsAt) return;
    if (row.startsAt.getTime() !== screening.startsAt.getTime() || startsAt.getTime() === row.startsAt.getTime())
      return;
    if (startsAt <= app.now()) return;
    await updateEvent(tx, key, { startsAt });
    await moveScreening(tx, app, key, undefined, startsAt);
  });
}

/** Where a night is, is changed in Discord's dialog alone once it is planned. */
async function placeAlong(app: App, key: ScreeningKey, event: APIGuildScheduledEvent): Promise<void> {
  await app.db.transaction(async (tx) => {
    const screening = await findScreening(tx, key, 'update');
    if (screening?.state !== 'planned') return;
    const where = placedElsewhere(screening, event);
    if (where) await placeScreening(tx, app, screening, where);
  });
}

/** A night that is over takes no answer any more, and nobody waits for a sentence. */
async function answer(app: App, key: ScreeningKey, userId: string, isComing: boolean): Promise<void> {
  try {
    await answerNight(app, key, userId, isComing ? 'in' : 'out', isComing);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

const change = z.object({ id: z.string(), guild_id: z.string() });
const rsvp = z.object({ guild_scheduled_event_id: z.string(), guild_id: z.string(), user_id: z.string() });

type Hear = (app: App, data: unknown) => Promise<void>;

/** Something about an event of ours was changed, maybe by ourselves: a job looks what. */
const heardChange: Hear = async (app, data) => {
  const { guild_id: guildId, id } = change.parse(data);
  const key = await selectByEvent(app.db, guildId, id);
  if (key) await app.enqueue(app.db, 'screenings/follow', key);
};

const heardAnswer =
  (isComing: boolean): Hear =>
  async (app, data) => {
    const { guild_id: guildId, guild_scheduled_event_id: eventId, user_id: userId } = rsvp.parse(data);
    const key = await selectByEvent(app.db, guildId, eventId);
    if (key) await answer(app, key, userId, isComing);
  };

/** What is done when Discord tells of events. */
export const eventNews: Partial<Record<GatewayDispatchEvents, Hear>> = {
  [GatewayDispatchEvents.GuildScheduledEventUpdate]: heardChange,
  [GatewayDispatchEvents.GuildScheduledEventDelete]: heardChange,
  [GatewayDispatchEvents.GuildScheduledEventUserAdd]: heardAnswer(true),
  [GatewayDispatchEvents.GuildScheduledEventUserRemove]: heardAnswer(false),
};

/**
 * Before work that fell due is begun: what somebody made of an event while the bot was down comes before what is due
 * for its night. What cannot be looked up now is looked up by its job.
 */
export async function catchUpEvents(app: App): Promise<void> {
  const soon = new Date(app.now().getTime() + LONGEST_NOTICE);
  const deadline = performance.now() + CATCH_UP_WITHIN;
  for (const key of await selectKept(app.db, soon)) {
    if (performance.now() > deadline) return;
    try {
      await follow(app, key);
    } catch (error) {
      app.log.warn({ err: error, guild: key.guildId, screening: key.screeningId }, 'an event could not be looked up');
    }
  }
}

/** A session with Discord has begun: what happened to our events before it is looked up. */
export async function lookUpEvents(app: App): Promise<void> {
  for (const key of await selectKept(app.db)) await app.enqueue(app.db, 'screenings/follow', key);
}
