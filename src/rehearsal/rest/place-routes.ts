import type { BodyCheck, Handler } from './call.ts';
import {
  changeEvent,
  countComing,
  createEvent,
  deleteEvent,
  listComing,
  listEvents,
  readEvent,
} from './handlers/events.ts';
import { changeChannel, createChannel, deleteChannel } from './handlers/guild-channels.ts';
import {
  listActiveThreads,
  listArchivedPrivate,
  listArchivedPublic,
  listJoinedPrivate,
} from './handlers/thread-lists.ts';
import { addThreadMember, listThreadMembers, readThreadMember, removeThreadMember } from './handlers/thread-members.ts';
import { startThread, startThreadFrom } from './handlers/threads.ts';
import { validate } from './validate.ts';

/** A route of the bot's: its line, the check of its body, and what it does. */
export type PlaceRoute = readonly [line: string, check: BodyCheck, handle: Handler];

/** The handler checks the body itself: the schema depends on what is asked for. */
const own: BodyCheck = () => {};
const body =
  (schema: string): BodyCheck =>
  (value) =>
    validate(schema, value ?? {});

const EVENTS = '/guilds/:guild/scheduled-events';

/** What the stage serves of channels, threads and events. */
export const PLACE_ROUTES: readonly PlaceRoute[] = [
  ['POST /guilds/:guild/channels', body('CreateGuildChannelRequest'), createChannel],
  ['PATCH /channels/:channel', own, changeChannel],
  ['DELETE /channels/:channel', own, deleteChannel],
  ['POST /channels/:channel/threads', own, startThread],
  ['POST /channels/:channel/messages/:message/threads', body('CreateTextThreadWithMessageRequest'), startThreadFrom],
  ['GET /channels/:channel/thread-members', own, listThreadMembers],
  ['GET /channels/:channel/thread-members/:user', own, readThreadMember],
  ['PUT /channels/:channel/thread-members/:user', own, addThreadMember],
  ['DELETE /channels/:channel/thread-members/:user', own, removeThreadMember],
  ['GET /guilds/:guild/threads/active', own, listActiveThreads],
  ['GET /channels/:channel/threads/archived/public', own, listArchivedPublic],
  ['GET /channels/:channel/threads/archived/private', own, listArchivedPrivate],
  ['GET /channels/:channel/users/@me/threads/archived/private', own, listJoinedPrivate],
  [`GET ${EVENTS}`, own, listEvents],
  [`POST ${EVENTS}`, own, createEvent],
  [`GET ${EVENTS}/:event`, own, readEvent],
  [`PATCH ${EVENTS}/:event`, own, changeEvent],
  [`DELETE ${EVENTS}/:event`, own, deleteEvent],
  [`GET ${EVENTS}/:event/users`, own, listComing],
  [`GET ${EVENTS}/:event/users/counts`, own, countComing],
];
