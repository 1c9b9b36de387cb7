import { randomBytes, randomInt } from 'node:crypto';
import type { StageClock } from './clock.ts';

const DISCORD_EPOCH = 1_420_070_400_000;

/** The snowflake of an instant (epoch ms) and a serial number below 2^22. */
export function snowflake(at: number, serial: number): string {
  return ((BigInt(at - DISCORD_EPOCH) << 22n) | BigInt(serial & 0x3fffff)).toString();
}

/**
 * Makes ids that grow with the stage's time. The serial starts anywhere: two rehearsals that begin at the same
 * instant on the same data must not hand out the same ids.
 */
export function idMaker(clock: StageClock): () => string {
  let serial = randomInt(0x1fffff);
  return () => snowflake(clock.now(), serial++);
}

/** A bot token, shaped as Discord shapes them. */
export function botToken(applicationId: string): string {
  const part = (bytes: number) => randomBytes(bytes).toString('base64url');
  return `${Buffer.from(applicationId).toString('base64url')}.${part(4).slice(0, 6)}.${part(29).slice(0, 38)}`;
}

/** The token an interaction is answered with. */
export function interactionToken(): string {
  return randomBytes(96).toString('base64url');
}
