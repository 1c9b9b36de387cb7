import { randomInt } from 'node:crypto';
import { DiscordAPIError } from 'discord.js';
import type { Logger } from 'pino';
import { databaseIsAway } from '../db/errors.ts';
import { UserError } from '../errors.ts';
import type { Safe } from '../lib/safe.ts';
import { type Locale, say } from '../texts/texts.ts';

// Without letters and digits that look alike when read aloud or typed again.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const REFERENCE_LENGTH = 8;

/**
 * The sentence a person sees for an error, in their language. A mistake they can mend says what to do next, a
 * database that is away asks for patience, and anything else is a bug: logged once, with a reference they see too.
 */
export function explain(error: unknown, locale: Locale, log: Logger): Safe {
  if (error instanceof UserError) return say(locale, error.key, error.values);
  if (databaseIsAway(error)) {
    log.warn({ err: error }, 'the database is away');
    return say(locale, 'failure.database');
  }
  const reference = Array.from({ length: REFERENCE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  log.error({ err: error, reference }, 'a bug');
  return say(locale, 'failure.bug', { reference });
}

const UNKNOWN_INTERACTION = 10062;
const ALREADY_ACKNOWLEDGED = 40060;
const UNKNOWN_MESSAGE = 10008;
const UNKNOWN_WEBHOOK = 10015;
const INVALID_WEBHOOK_TOKEN = 50027;

/** Discord has an acknowledgement of the interaction already. */
export function isAcknowledged(error: unknown): boolean {
  return hasCode(error, ALREADY_ACKNOWLEDGED);
}

/** Discord says that the interaction is too old, or was answered by another process: nothing is left to do. */
export function isOver(error: unknown): boolean {
  return hasCode(error, UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED);
}

/** The answer's place is gone: somebody deleted the message, or its 15 minutes are over. */
export function placeIsGone(error: unknown): boolean {
  return hasCode(error, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN, UNKNOWN_INTERACTION);
}

function hasCode(error: unknown, ...codes: number[]): boolean {
  return error instanceof DiscordAPIError && codes.some((code) => code === error.code);
}
