import { seatPrefix } from '../../seats.ts';
import { wireUser } from '../../wire/people.ts';
import { type Call, ok, type Reply } from '../call.ts';

const IDENTIFIES_A_DAY = 1_000;
const DAY = 24 * 60 * 60_000;

const gatewayUrl = (call: Call) => `ws://${call.host}${seatPrefix(call.seat)}/gateway`;

/** `GET /gateway` */
export const readGateway = (call: Call): Reply => ok({ url: gatewayUrl(call) });

/** `GET /gateway/bot` */
export function readGatewayForBot(call: Call): Reply {
  const limit = { total: IDENTIFIES_A_DAY, remaining: IDENTIFIES_A_DAY, reset_after: DAY, max_concurrency: 1 };
  return ok({ url: gatewayUrl(call), shards: 1, session_start_limit: limit });
}

/** `GET /users/@me` */
export const readSelf = (call: Call): Reply => ok({ ...wireUser(call.world.bot), verified: true, mfa_enabled: false });

/** `GET /oauth2/applications/@me` and `GET /applications/@me` */
export function readApplication(call: Call): Reply {
  const { bot, guilds } = call.world;
  return ok({
    id: bot.id,
    name: bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    approximate_guild_count: guilds.length,
    summary: '',
    team: null,
    owner: wireUser({ id: guilds[0]?.ownerId ?? bot.id, username: 'host', bot: false }),
    bot: wireUser(bot),
    integration_types_config: { '0': { oauth2_install_params: null } },
  });
}
