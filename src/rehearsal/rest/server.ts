import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Fault, Faults } from '../faults.ts';
import { readSeat } from '../seats.ts';
import type { World } from '../state/world.ts';
import { audited, readReason } from './audit.ts';
import type { Reply } from './call.ts';
import { DiscordError, refuse } from './errors.ts';
import { type Limits, noLimits, rateLimits, type Wait } from './limits.ts';
import { readBody } from './read-body.ts';
import { findRoute, type Match } from './routes.ts';
import type { Traffic } from './traffic.ts';

export type RestParts = {
  world: World;
  token: string;
  faults: Faults;
  traffic: Traffic;
  /** Whether rate limits hold. */
  limited: boolean;
  host(): string;
};

type Request = {
  parts: RestParts;
  limits: Limits;
  early: EarlyWatch;
  incoming: IncomingMessage;
  response: ServerResponse;
};
type Outcome = Reply & { headers?: Record<string, string> };

const VERSIONED = /^\/api\/v10(\/.*)$/;

const addressOf = ({ url }: IncomingMessage) => readSeat(new URL(url ?? '', 'http://stage').pathname);
const INJECTED_WAIT: Wait = { retryAfter: 0.5, global: false };
const CALLBACK = 'POST /interactions/:interaction/:token/callback';

const nameOf = ({ route }: Match) => `${route.method} ${route.path}`;
/** What a bucket belongs to: the channel, the guild, or the webhook with its token. */
const resourceOf = ({ params }: Match) => params.channel ?? params.guild ?? params.token ?? '';

/** Notes a route's request that comes before the wait it was told has passed. */
type EarlyWatch = { told(route: string, wait: Wait): void; isEarly(route: string): boolean };

function earlyWatch(): EarlyWatch {
  const until = new Map<string, number>();
  return {
    told: (route, wait) => until.set(wait.global ? '*' : route, performance.now() + wait.retryAfter * 1_000),
    isEarly: (route) => [route, '*'].some((key) => (until.get(key) ?? 0) > performance.now()),
  };
}

function tooFast(request: Request, route: string, wait: Wait, headers: Record<string, string>): Outcome {
  request.early.told(route, wait);
  const seconds = Math.max(0.001, Number(wait.retryAfter.toFixed(3)));
  const scope = {
    'x-ratelimit-scope': wait.global ? 'global' : 'user',
    ...(wait.global ? { 'x-ratelimit-global': 'true' } : {}),
  };
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: wait.global };
  return { status: 429, body, headers: { ...headers, ...scope, 'retry-after': String(Math.ceil(seconds)) } };
}

function injected(fault: Fault | undefined): Outcome | undefined {
  if (fault === '500') return { status: 500, body: refuse.serverError().body() };
  if (fault === '502') return { status: 502, body: { message: '502: Bad Gateway', code: 0 } };
  if (fault === '10062') throw refuse.unknownInteraction();
  return undefined;
}

function authorize({ parts, incoming }: Request, match: Match): void {
  if (match.route.auth === 'bot' && incoming.headers.authorization !== `Bot ${parts.token}`)
    throw refuse.unauthorized();
}

async function handled(request: Request, match: Match, fault: Fault | undefined): Promise<Outcome> {
  const { parts, limits, early } = request;
  const name = nameOf(match);
  const { body, files } = await readBody(request.incoming);
  authorize(request, match);
  if (early.isEarly(name)) parts.world.violations.push(`${name}: came before retry_after had passed`);
  const { headers, wait } = limits.admit(name, resourceOf(match));
  if (wait) return tooFast(request, name, wait, headers);
  if (fault === '429' || fault === '429-global')
    return tooFast(request, name, { ...INJECTED_WAIT, global: fault === '429-global' }, headers);
  const instead = injected(fault);
  if (instead) return { ...instead, headers };
  match.route.check(body);
  const query = new URL(request.incoming.url ?? '', 'http://stage').searchParams;
  const param = (key: string) => match.params[key] ?? '';
  const { seat } = addressOf(request.incoming);
  const reason = readReason(request.incoming.headers['x-audit-log-reason']);
  parts.world.clock.look();
  const call = { world: parts.world, route: name, seat, query, body, files, reason, host: parts.host(), param };
  return { ...audited(call, match.route.handle), headers };
}

function find({ incoming }: Request): Match {
  const path = VERSIONED.exec(addressOf(incoming).path)?.[1];
  if (!path) throw refuse.badVersion();
  const match = findRoute(incoming.method ?? '', path);
  if (!match) throw refuse.unserved(`${incoming.method} ${path.replace(/\/[\w-]{60,}/g, '/…')}`);
  return match;
}

function takeFault({ parts }: Request, match: Match): Fault | undefined {
  const unknown = nameOf(match) === CALLBACK ? parts.faults.take('10062') : undefined;
  return unknown ?? parts.faults.take('429', '429-global', '500', '502', 'hang', 'reset', 'lost');
}

async function outcomeOf(request: Request, match: Match | undefined, fault: Fault | undefined): Promise<Outcome> {
  try {
    return await handled(request, match ?? find(request), fault);
  } catch (error) {
    if (error instanceof DiscordError) return { status: error.status, body: error.body() };
    throw error;
  }
}

function send({ response }: Request, { status, body, headers }: Outcome): void {
  // A content type on an empty answer makes discord.js parse nothing as JSON and fail.
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function tellRefusal({ parts }: Request, route: string, match: Match | undefined, { status, body }: Outcome): void {
  if (status < 400) return;
  const { code = 0, message = '' } = (body ?? {}) as { code?: number; message?: string };
  const detail = body && typeof body === 'object' && 'errors' in body ? ` ${JSON.stringify(body.errors)}` : '';
  const cause = parts.world.interactions.byToken(match?.params.token ?? '')?.id ?? null;
  parts.world.refusals.tell({ refusal: { status, code, message: `${message}${detail}`, route }, cause });
}

function matchOf(request: Request): Match | undefined {
  try {
    return find(request);
  } catch {
    return undefined;
  }
}

async function serve(request: Request): Promise<void> {
  const { parts, incoming, response } = request;
  const match = matchOf(request);
  const { seat, path } = addressOf(incoming);
  const route = match ? nameOf(match) : `${incoming.method} ${path}`;
  const at = performance.now();
  parts.traffic.begin();
  let status = 0;
  response.once('close', () => parts.traffic.end({ route, seat, status, at, ms: performance.now() - at }));
  const fault = match && takeFault(request, match);
  if (fault === 'hang') return void incoming.resume();
  if (fault === 'reset') return void incoming.socket.resetAndDestroy();
  const outcome = await outcomeOf(request, match, fault);
  status = outcome.status;
  tellRefusal(request, route, match, outcome);
  if (fault === 'lost') return void incoming.socket.resetAndDestroy();
  send(request, outcome);
}

/** Discord's REST interface, v10, as a listener for an HTTP server. */
export function restListener(parts: RestParts): RequestListener {
  const limits = parts.limited ? rateLimits() : noLimits;
  const early = earlyWatch();
  return (incoming, response) => {
    serve({ parts, limits, early, incoming, response }).catch((error: unknown) => {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parts.world.violations.push(`the stage itself failed: ${words}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}
