import { listChannels, listRoles, readGuild, readMember } from './handlers/guilds.ts';
import type { PlaceRoute } from './place-routes.ts';

const none = () => {};

/** What the stage serves of servers and their members. */
export const GUILD_ROUTES: readonly PlaceRoute[] = [
  ['GET /guilds/:guild', none, readGuild],
  ['GET /guilds/:guild/roles', none, listRoles],
  ['GET /guilds/:guild/channels', none, listChannels],
  ['GET /guilds/:guild/members/:user', none, readMember],
];
