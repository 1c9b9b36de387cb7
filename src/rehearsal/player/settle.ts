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

export type Watched = {
  world: World;
  gateway: Gateway;
  traffic: Traffic;
  /** Grows with everything delivered. */
  changes(): number;
  bot(): BotProcess | undefined;
};

const NO_ANSWER = 'the application did not respond';

function isDead({ bot, gateway }: Watched): boolean {
  const process = bot();
  return process ? !process.isAlive() : gateway.state() === 'down';
}

/** Whether an interaction is still owed something: its first answer, or the message its placeholder stands for. */
function isOpen(watched: Watched, interaction: Interaction): boolean {
  const { world } = watched;
  if (interaction.answeredIn === null) return !world.interactions.isLate(interaction) && !isDead(watched);
  const original = interaction.originalId ? world.messages.get(interaction.originalId) : undefined;
  return original !== undefined && isLoading(original) && !world.interactions.isSpent(interaction) && !isDead(watched);
}

function isBusy(watched: Watched, interaction: Interaction | undefined): boolean {
  const { gateway, traffic } = watched;
  if (interaction && isOpen(watched, interaction)) return true;
  if (gateway.pending() > 0 || traffic.underWay() > 0) return true;
  return gateway.state() !== 'up' && !isDead(watched);
}

function problem(watched: Watched, interaction: Interaction | undefined): string | null {
  if (!interaction) return null;
  const ending = watched.bot()?.ending();
  const why = ending ? ` (the bot has ended: ${ending})` : isDead(watched) ? ' (the bot is not running)' : '';
  if (interaction.answeredIn === null) return `${NO_ANSWER}${why}`;
  const original = interaction.originalId ? watched.world.messages.get(interaction.originalId) : undefined;
  return original && isLoading(original) ? `the answer never came after "thinking…"${why}` : null;
}

/** One look around: true when nothing goes on and nothing went on since the last one. */
async function isCalm(watched: Watched, interaction: Interaction | undefined, signal: AbortSignal): Promise<boolean> {
  const count = () => watched.changes() + watched.traffic.count();
  const before = count();
  const bot = watched.bot();
  const linked = bot?.isAlive() === true;
  if (linked) await bot.settle(signal);
  await pause(linked || isDead(watched) ? ROUND : QUIET);
  return !isBusy(watched, interaction) && count() === before;
}

/**
 * Waits until the bot is idle: what it was asked is answered and filled, nothing is on its way, and all of this twice
 * in a row. After 30 s it gives up.
 * @returns what went wrong, in words, or null.
 */
export async function settle(watched: Watched, interaction: Interaction | undefined): Promise<string | null> {
  const signal = AbortSignal.timeout(STEP_LIMIT);
  for (let calm = 0; calm < 2; ) {
    if (signal.aborted) return problem(watched, interaction) ?? 'the bot was not idle after 30 s';
    calm = (await isCalm(watched, interaction, signal)) ? calm + 1 : 0;
  }
  return problem(watched, interaction);
}
