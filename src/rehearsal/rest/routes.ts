import type { BodyCheck, Handler } from './call.ts';
import { GUILD_ROUTES } from './guild-routes.ts';
import { answerInteraction } from './handlers/callbacks.ts';
import { deleteMessage, editMessage, readChannel, readMessage, sendMessage } from './handlers/channels.ts';
import { checkCommandBodies, listCommands, replaceCommands } from './handlers/commands.ts';
import { openDirect } from './handlers/direct.ts';
import { listMessages } from './handlers/history.ts';
import { readApplication, readGateway, readGatewayForBot, readSelf } from './handlers/self.ts';
import { deleteAnswer, editAnswer, followUp, readAnswer } from './handlers/webhooks.ts';
import { PLACE_ROUTES } from './place-routes.ts';
import { validate } from './validate.ts';

/** How a request shows who it is from: the bot's token in its header, the token in its path, or not at all. */
type Auth = 'bot' | 'path' | 'none';

type Route = { method: string; path: string; pattern: RegExp; auth: Auth; check: BodyCheck; handle: Handler };
export type Match = { route: Route; params: Readonly<Record<string, string>> };

const any: BodyCheck = () => {};
const body =
  (schema: string): BodyCheck =>
  (value) =>
    validate(schema, value ?? {});

function route(line: string, auth: Auth, check: BodyCheck, handle: Handler): Route {
  const [method = '', path = ''] = line.split(' ');
  const pattern = new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
  return { method, path, pattern, auth, check, handle };
}

/** All that the stage serves. */
const ROUTES: readonly Route[] = [
  route('GET /gateway', 'none', any, readGateway),
  route('GET /gateway/bot', 'bot', any, readGatewayForBot),
  route('GET /users/@me', 'bot', any, readSelf),
  route('POST /users/@me/channels', 'bot', body('CreatePrivateChannelRequest'), openDirect),
  route('GET /applications/@me', 'bot', any, readApplication),
  route('GET /oauth2/applications/@me', 'bot', any, readApplication),
  route('GET /applications/:application/commands', 'bot', any, listCommands),
  route('PUT /applications/:application/commands', 'bot', checkCommandBodies, replaceCommands),
  route('GET /applications/:application/guilds/:guild/commands', 'bot', any, listCommands),
  route('PUT /applications/:application/guilds/:guild/commands', 'bot', checkCommandBodies, replaceCommands),
  // The answer's schema depends on its `type`, so its handler checks the body.
  route('POST /interactions/:interaction/:token/callback', 'path', any, answerInteraction),
  route('POST /webhooks/:application/:token', 'path', body('IncomingWebhookRequestPartial'), followUp),
  route('GET /webhooks/:application/:token/messages/:message', 'path', any, readAnswer),
  route(
    'PATCH /webhooks/:application/:token/messages/:message',
    'path',
    body('IncomingWebhookUpdateRequestPartial'),
    editAnswer,
  ),
  route('DELETE /webhooks/:application/:token/messages/:message', 'path', any, deleteAnswer),
  route('GET /channels/:channel', 'bot', any, readChannel),
  route('GET /channels/:channel/messages', 'bot', any, listMessages),
  route('POST /channels/:channel/messages', 'bot', body('MessageCreateRequest'), sendMessage),
  route('GET /channels/:channel/messages/:message', 'bot', any, readMessage),
  route('PATCH /channels/:channel/messages/:message', 'bot', body('MessageEditRequestPartial'), editMessage),
  route('DELETE /channels/:channel/messages/:message', 'bot', any, deleteMessage),
  ...[...GUILD_ROUTES, ...PLACE_ROUTES].map(([line, check, handle]) => route(line, 'bot', check, handle)),
];

/** The route a request is for, with the parameters of its path. */
export function findRoute(method: string, path: string): Match | undefined {
  for (const one of ROUTES) {
    const found = one.method === method ? one.pattern.exec(path) : null;
    if (found)
      return {
        route: one,
        params: Object.fromEntries(Object.entries(found.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)])),
      };
  }
  return undefined;
}
