import {
  type APIGuildScheduledEvent,
  type APIGuildScheduledEventUser,
  DiscordAPIError,
  type RESTPatchAPIGuildScheduledEventJSONBody,
  Routes,
  GuildScheduledEventStatus as Status,
} from 'discord.js';
import type { App } from '../../../app.ts';
import type { JobHandlers } from '../../../posts/sending.ts';
import { languageOf, loadClub } from '../../clubs/clubs.ts';
import { loadFilm } from '../../films/films.ts';
import { findScreening, type Screening, type ScreeningKey } from '../screenings.ts';
import { tellHosts } from '../telling.ts';
import { codeOf, eventBody } from './messages.ts';
import { beginEvent, type EventRow, selectEvent, updateEvent } from './queries.ts';

type Failed = NonNullable<EventRow['failed']>;

const UNKNOWN_EVENT = 10070;
const LISTED_AT_ONCE = 100;
/** Discord's refusals that no other try would change. 50035 is what its form refuses: a channel that is none any more. */
const REFUSALS: Readonly<Record<number, Failed>> = {
  30038: 'full',
  50001: 'forbidden',
  50013: 'forbidden',
  10003: 'gone',
  50035: 'refused',
};
/** It has started or ended by itself meanwhile. */
const FINISHED = 180000;

export const eventJobs: Pick<JobHandlers, 'screenings/event'> = {
  'screenings/event': keepEvent,
};

/** Brings Discord's event of a night to what the night is: made, moved, started, ended or called off. */
async function keepEvent(app: App, key: ScreeningKey): Promise<void> {
  const screening = await findScreening(app.db, key);
  if (!screening) return;
  if (screening.state !== 'planned') return close(app, key, screening);
  const event = await selectEvent(app.db, key);
  if (event?.failed || event?.closedAt) return;
  if (!event?.eventId) return make(app, key, screening);
  if (event.startsAt?.getTime() !== screening.startsAt.getTime()) await move(app, key, screening, event.eventId);
  if (screening.voiceId && screening.startsAt <= app.now()) await start(app, key, event.eventId);
}

/**
 * Makes the event, once: the row comes first, and an event that a process made which then was killed is found by its
 * code. Discord takes none that has begun.
 */
async function make(app: App, key: ScreeningKey, screening: Screening): Promise<void> {
  if (screening.startsAt <= app.now()) return;
  const { triedAt } = await beginEvent(app.db, key, app.now());
  const found = triedAt ? await findEvent(app, screening) : undefined;
  if (found) return noteEvent(app, key, found);
  const [club, film] = await Promise.all([
    loadClub(app.db, screening),
    loadFilm(app.db, screening.filmId, key.guildId),
  ]);
  if (!film) return;
  const body = eventBody(languageOf(club, app.config.locale), screening, { club: club.name, film });
  const made = await unlessRefused(app, key, screening, () =>
    app.discord.rest().post(Routes.guildScheduledEvents(key.guildId), { body }),
  );
  if (made) await noteEvent(app, key, made as APIGuildScheduledEvent);
}

async function findEvent(app: App, { guildId, id }: Screening): Promise<APIGuildScheduledEvent | undefined> {
  const all = await app.discord.rest().get(Routes.guildScheduledEvents(guildId));
  return (all as APIGuildScheduledEvent[]).find(({ description }) => description?.includes(codeOf(id)));
}

async function noteEvent(app: App, key: ScreeningKey, event: APIGuildScheduledEvent): Promise<void> {
  const startsAt = new Date(event.scheduled_start_time);
  await updateEvent(app.db, key, { eventId: event.id, startsAt });
  // Found again, it may lie at a time that was changed since.
  const screening = await findScreening(app.db, key);
  if (screening && screening.startsAt.getTime() !== startsAt.getTime()) await move(app, key, screening, event.id);
}

async function move(app: App, key: ScreeningKey, screening: Screening, eventId: string): Promise<void> {
  const { startsAt, endsAt } = screening;
  if (startsAt <= app.now()) return;
  const body = { scheduled_start_time: startsAt.toISOString(), scheduled_end_time: endsAt.toISOString() };
  const moved = await unlessRefused(app, key, screening, () => patch(app, key.guildId, eventId, body));
  if (moved) await updateEvent(app.db, key, { startsAt });
}

async function start(app: App, { guildId }: ScreeningKey, eventId: string): Promise<void> {
  const event = await readEvent(app, guildId, eventId);
  if (event?.status === Status.Scheduled) await patch(app, guildId, eventId, { status: Status.Active });
}

async function close(app: App, key: ScreeningKey, { state }: Screening): Promise<void> {
  const row = await selectEvent(app.db, key);
  if (!row?.eventId || row.closedAt) return;
  const event = await readEvent(app, key.guildId, row.eventId);
  const isOn = event?.status === Status.Active;
  // One in a voice channel that nobody started has only one way out.
  if (isOn || event?.status === Status.Scheduled)
    await patch(app, key.guildId, row.eventId, { status: isOn ? Status.Completed : Status.Canceled });
  await updateEvent(app.db, key, { closedAt: app.now() });
  app.log.info({ guild: key.guildId, screening: key.screeningId, state }, 'an event is closed');
}

/** @returns undefined for an event that is gone or over. */
async function patch(app: App, guildId: string, eventId: string, body: RESTPatchAPIGuildScheduledEventJSONBody) {
  try {
    return await app.discord.rest().patch(Routes.guildScheduledEvent(guildId, eventId), { body });
  } catch (error) {
    if (hasCode(error, UNKNOWN_EVENT, FINISHED)) return undefined;
    throw error;
  }
}

/** An event as Discord has it; undefined for one that is gone. */
export async function readEvent(app: App, guildId: string, id: string): Promise<APIGuildScheduledEvent | undefined> {
  try {
    return (await app.discord.rest().get(Routes.guildScheduledEvent(guildId, id))) as APIGuildScheduledEvent;
  } catch (error) {
    if (hasCode(error, UNKNOWN_EVENT)) return undefined;
    throw error;
  }
}

/** Who is on the list of an event, by their ids. */
export async function listComing(app: App, guildId: string, eventId: string): Promise<Set<string>> {
  const ids: string[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(LISTED_AT_ONCE), after: ids.at(-1) ?? '0' });
    const page = await app.discord.rest().get(Routes.guildScheduledEventUsers(guildId, eventId), { query });
    const users = page as APIGuildScheduledEventUser[];
    ids.push(...users.map(({ user }) => user.id));
    if (users.length < LISTED_AT_ONCE) return new Set(ids);
  }
}

/** What Discord refuses for good leaves the night without an event, and its host is told why. */
async function unlessRefused(app: App, key: ScreeningKey, screening: Screening, work: () => Promise<unknown>) {
  try {
    return await work();
  } catch (error) {
    const failed = error instanceof DiscordAPIError ? REFUSALS[Number(error.code)] : undefined;
    if (!failed) throw error;
    app.log.warn({ err: error, guild: key.guildId, screening: key.screeningId, failed }, 'an event cannot be made');
    await app.db.transaction(async (tx) => {
      await updateEvent(tx, key, { failed });
      await tellHosts(tx, app, screening, 'screenings/no-event', { failed });
    });
    return undefined;
  }
}

function hasCode(error: unknown, ...codes: number[]): boolean {
  return error instanceof DiscordAPIError && codes.some((code) => code === error.code);
}
