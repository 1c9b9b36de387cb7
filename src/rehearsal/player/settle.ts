import { setTimeout as pause } from 'node:timers/promises';
import type { BotProcess } from '../bot-process.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Traffic } from '../rest/traffic.ts';
import type { Interaction } from '../state/interactions.ts';
import { isLoading } from '../state/messages.ts';
import type { World } from '../state/world.ts';

export const STEP_LIMIT = 30_000;
const ROUND = 8;
/** Without a link to ask over, quiet this long (ms) counts as idle. */
const QUIET = 60;
/** Without a link, a placeholder is given up after this long (ms) without a request. */
export const GIVE_UP = 5_000;

export type Watched = {
  world: World;
  gateway: Gateway;
  traffic: Traffic;
  /** Grows with everything delivered. */
  changes(): number;
  /** The process on each seat. */
  bots(): readonly (BotProcess | undefined)[];
};

const NO_ANSWER = 'the application did not respond';

const processes = ({ bots }: Watched): BotProcess[] => bots().filter((bot) => bot !== undefined);
export const living = (watched: Watched): BotProcess[] => processes(watched).filter((bot) => bot.isAlive());

/** Nobody is there to answer, and nobody is on the way back. */
export function isDead(watched: Watched): boolean {
  const state = watched.gateway.state();
  if (state === 'up' || living(watched).length > 0) return false;
  return processes(watched).length > 0 || state === 'down';
}

const isLinked = (watched: Watched): boolean => living(watched).length > 0;

/** The process an interaction was dealt to, if that has ended. */
export function endedTaker(watched: Watched, { seat }: Interaction): BotProcess | undefined {
  const bot = processes(watched).find((one) => one.seat === (seat ?? 1));
  return bot?.isAlive() ? undefined : bot;
}

/** Whether its answer is a placeholder still. */
export function isUnfilled({ world }: Watched, { originalId }: Interaction): boolean {
  const original = originalId ? world.messages.get(originalId) : undefined;
  return original !== undefined && isLoading(original);
}

/**
 * Whether an interaction is still owed something: its first answer, or the message its placeholder stands for. A bot
 * that can be asked, and says it is idle, will not fill it any more.
 */
function isOpen(watched: Watched, interaction: Interaction, quietFor: number): boolean {
  const { interactions } = watched.world;
  if (isDead(watched) || endedTaker(watched, interaction)) return false;
  if (interaction.answeredIn === null) return !interactions.isLate(interaction);
  const mayCome = isUnfilled(watched, interaction) && !interactions.isSpent(interaction);
  return mayCome && !isLinked(watched) && quietFor < GIVE_UP;
}

function isBusy(watched: Watched, interaction: Interaction | undefined, quietFor: number): boolean {
  const { gateway, traffic } = watched;
  if (interaction && isOpen(watched, interaction, quietFor)) return true;
  if (gateway.pending() > 0 || traffic.underWay() > 0) return true;
  return gateway.state() !== 'up' && !isDead(watched);
}

/** Why an interaction came to nothing, in words; null when it was answered. */
export function problem(watched: Watched, interaction: Interaction | undefined): string | null {
  if (!interaction) return null;
  const ended = endedTaker(watched, interaction);
  const nobody = isDead(watched) ? ' (the bot is not running)' : '';
  const why = ended ? ` (${ended.name} has ended: ${ended.ending()})` : nobody;
  if (interaction.answeredIn === null) return `${NO_ANSWER}${why}`;
  return isUnfilled(watched, interaction) ? `the answer never came after "thinking…"${why}` : null;
}

/** One look around; resolves with what happened up to its end. */
async function lookAround(watched: Watched, signal: AbortSignal): Promise<number> {
  const linked = isLinked(watched);
  await Promise.all(living(watched).map((bot) => bot.settle(signal)));
  await pause(linked || isDead(watched) ? ROUND : QUIET);
  return watched.changes() + watched.traffic.count();
}

/**
 * Waits until the bot is idle: what it was asked is answered and filled, nothing is on its way, and all of this twice
 * in a row. After 30 s it gives up.
 * @returns what went wrong, in words, or null.
 */
export async function settle(watched: Watched, interaction: Interaction | undefined): Promise<string | null> {
  const signal = AbortSignal.timeout(STEP_LIMIT);
  let before = watched.changes() + watched.traffic.count();
  let lastChange = performance.now();
  for (let calm = 0; calm < 2; ) {
    if (signal.aborted) return problem(watched, interaction) ?? 'the bot was not idle after 30 s';
    const now = await lookAround(watched, signal);
    if (now !== before) lastChange = performance.now();
    const isCalm = now === before && !isBusy(watched, interaction, performance.now() - lastChange);
    calm = isCalm ? calm + 1 : 0;
    before = now;
  }
  return problem(watched, interaction);
}
