import { listChannels, listRoles, readGuild, readMember } from './handlers/guilds.ts';
import { expirePoll, listVoters } from './handlers/polls.ts';
import type { PlaceRoute } from './place-routes.ts';

const none = () => {};

/** What the stage serves of servers, their members and Discord's own polls. */
export const GUILD_ROUTES: readonly PlaceRoute[] = [
  ['GET /guilds/:guild', none, readGuild],
  ['GET /guilds/:guild/roles', none, listRoles],
  ['GET /guilds/:guild/channels', none, listChannels],
  ['GET /guilds/:guild/members/:user', none, readMember],
  ['GET /channels/:channel/polls/:message/answers/:answer', none, listVoters],
  ['POST /channels/:channel/polls/:message/expire', none, expirePoll],
];
