import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  type GatewayDispatchEvents,
} from 'discord.js';
import type { Logger } from 'pino';
import {
  catchUpEvents,
  eventNews,
  house,
  jobs as jobHandlers,
  keepRenewing,
  lookUpEvents,
  welcome,
} from '../commands/index.ts';
import type { App } from './app.ts';
import type { Config } from './config.ts';
import { databaseClock } from './db/clock.ts';
import { takeLease } from './db/lease.ts';
import { createClient } from './discord/client.ts';
import { declaration } from './discord/declaration.ts';
import { dispatch } from './discord/dispatch.ts';
import { InFlight } from './discord/in-flight.ts';
import { createDiscord } from './discord/publish.ts';
import { register } from './discord/register.ts';
import { isOpenThread } from './discord/threads.ts';
import { type Jobs, openJobs } from './jobs/jobs.ts';
import { openSources } from './net/sources/sources.ts';
import { openHouse } from './open.ts';
import { openPictures } from './pictures/pictures.ts';
import { joinStage } from './rehearsal/link.ts';

/** The exit code for what no restart mends (sysexits.h, EX_CONFIG): a wrong token, a forbidden intent. */
const NO_RESTART = 78;
const SHUTDOWN_LIMIT_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;

type BotConfig = Config & { token: string };

type Entrance = {
  config: BotConfig;
  inFlight: InFlight;
  signal: AbortSignal;
  /** Says that a handler may have left work to do. */
  wake: () => void;
  refused: (why: string) => void;
};

/** Runs the bot until it is asked to stop. Parts come up in order and go down in reverse. Resolves with the exit code. */
export async function runBot(config: BotConfig, log: Logger): Promise<number> {
  const stop = new AbortController();
  const inFlight = new InFlight();
  const closers: (() => Promise<unknown> | unknown)[] = [];
  let code = 0;
  const end = (why: string, exitCode = 0) => {
    if (stop.signal.aborted) return;
    if (exitCode === 0) log.info({ why }, 'stopping');
    else log.fatal(why);
    code = exitCode;
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(signal));
  try {
    let jobs: Jobs | undefined;
    const begun = Promise.withResolvers<void>();
    let begins: Promise<void> | undefined;
    const stage = config.rehearsal
      ? await joinStage({
          idle: async () => {
            // Discord may have let the bot in already when what fell due while it was down is still to be begun.
            await begins;
            await inFlight.idle();
            await jobs?.idle();
          },
          nextDue: async () => jobs?.nextDue(),
          onTime: async (now) => jobs?.setTime(now),
        })
      : undefined;
    stage?.onStop(() => end('the stage'));
    const database = await openHouse(config.database, {
      stageTime: stage !== undefined,
      onRenewing: (titles) => log.info({ titles }, 'the titles are worked out again for the search of this version'),
    });
    closers.push(() => database.close());
    const clock = stage ?? (await databaseClock(database.sql));
    const lease = await takeLease(database.db, leaseName(config.token, stage?.seat), {
      signal: stop.signal,
      onWait: () => log.warn('another Marquee runs with this token; this one waits and takes over when it stops'),
    });
    closers.push(() => lease.release());
    lease.lost.then(() => end('another process took over', 1));
    jobs = await openJobs({ db: database.db, sql: database.sql, log, ...(stage ? { stageTime: stage.now() } : {}) });
    const { enqueue, wake, start } = jobs;
    closers.push(() => jobs?.close());
    let client: Client | undefined;
    const discord = createDiscord(
      () => {
        if (!client) throw new TypeError('nothing is sent before the login');
        return client.rest;
      },
      (id) => isOpenThread(client?.channels.cache.get(id)),
    );
    const pictures = openPictures();
    closers.push(() => pictures.close());
    const { sources, close: closeSources } = openSources(config.lookups, log);
    closers.push(closeSources);
    const app: App = { db: database.db, log, now: clock.now, enqueue, discord, pictures, sources, config };
    await keepRenewing(app);
    begins = Promise.race([begun.promise, untilAborted(stop.signal)]);
    client = await logIn(app, { config, inFlight, signal: stop.signal, wake, refused: (why) => end(why, NO_RESTART) });
    // A stage whose clock runs is told to the queue as it goes; one that stands tells it with every step.
    if (stage) closers.push(every(1_000, () => jobs?.setTime(clock.now())));
    closers.push(
      () => client?.destroy(),
      () => client?.removeAllListeners(Events.InteractionCreate),
    );
    await unlessAborted(stop.signal, catchUpEvents(app));
    await start((name, payload) => jobHandlers[name](app, payload as never));
    begun.resolve();
    await untilAborted(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    await shutDown(closers, inFlight, log);
  }
  return code;
}

/** Logs in and waits until ready. A network that is not there is tried again; a token that Discord refuses is not. */
async function logIn(app: App, entrance: Entrance): Promise<Client<true>> {
  const { config, signal, refused } = entrance;
  const declared = house.commands.map(declaration);
  for (let wait = 1_000; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const client = createClient(config);
    listen(app, client, entrance);
    try {
      const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
      const up = await unlessAborted(
        signal,
        client.login(config.token).then(() => ready),
      );
      const registered = await register(up.rest, up.application.id, declared);
      app.log.info({ name: up.user.username, servers: up.guilds.cache.size, registered }, 'ready');
      return up;
    } catch (error) {
      client.destroy().catch(() => {});
      signal.throwIfAborted();
      if (isRefused(error)) {
        refused('Discord refuses the token: copy it again from your application\'s page "Bot" and set DISCORD_TOKEN.');
        throw error;
      }
      // What Discord refuses as wrong stays wrong however often it is sent.
      if (error instanceof DiscordAPIError && error.status === 400) throw error;
      app.log.warn({ err: error, seconds: wait / 1_000 }, 'Discord cannot be reached; trying again');
      await pause(wait, undefined, { signal });
    }
  }
}

function listen(app: App, client: Client, { inFlight, wake, refused }: Entrance): void {
  client.on(Events.InteractionCreate, (interaction) => inFlight.follow(dispatch(app, house, interaction).then(wake)));
  client.on(Events.GuildCreate, (guild) => inFlight.follow(welcome(app, guild).then(wake)));
  const hear = (work: Promise<void>) => inFlight.follow(work.then(wake, letGo(app)));
  for (const [name, heard] of Object.entries(eventNews))
    client.ws.on(name as GatewayDispatchEvents, (data) => hear(heard(app, data)));
  client.on(Events.ShardReady, () => hear(lookUpEvents(app)));
  client.on(Events.Error, (error) => app.log.error({ err: error }, 'the Discord client failed'));
  client.on(Events.ShardError, (error) => app.log.warn({ err: error }, 'the connection to Discord failed'));
  client.on(Events.ShardDisconnect, ({ code }) =>
    refused(`Discord closed the connection for good (${code}): check the token and the intents of your application.`),
  );
  client.on(Events.Invalidated, () => refused('Discord ended the session for good.'));
}

/** What Discord tells comes once; what could not be kept of it is looked up when the next session begins. */
function letGo({ log }: App) {
  return (error: unknown) => log.error({ err: error }, 'what Discord told could not be kept');
}

function isRefused(error: unknown): boolean {
  return (
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401)
  );
}

async function shutDown(closers: (() => Promise<unknown> | unknown)[], inFlight: InFlight, log: Logger): Promise<void> {
  const overdue = pause(SHUTDOWN_LIMIT_MS, 'late', { ref: false });
  const orderly = async () => {
    // The listener goes first, so that nothing new begins while the work under way is finished.
    await closers.pop()?.();
    await inFlight.idle();
    for (const close of closers.reverse()) await close();
  };
  if ((await Promise.race([orderly(), overdue])) === 'late') log.warn('the shutdown took too long and was cut short');
}

/** The work's result, or the abort's error as soon as it comes: a login that hangs does not hold up an end. */
function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return Promise.race([work, untilAborted(signal).then((): never => signal.throwIfAborted() as never)]);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** One lease a bot token, which itself is never stored; on a stage with several bots one a seat. */
function leaseName(token: string, seat = 1): string {
  const name = `bot ${createHash('sha256').update(token).digest('hex').slice(0, 16)}`;
  return seat === 1 ? name : `${name} ${seat}`;
}

/** Does something every so many milliseconds. @returns what ends it. */
function every(ms: number, work: () => Promise<unknown> | undefined): () => void {
  const timer = setInterval(() => void work()?.catch(() => {}), ms);
  return () => clearInterval(timer);
}
