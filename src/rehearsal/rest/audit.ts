import type { Call } from './call.ts';
import { invalidField } from './errors.ts';

const MAX_REASON = 512;

/**
 * The reason of a request's X-Audit-Log-Reason header, which is percent-encoded.
 * @throws DiscordError for one of more than 512 characters.
 */
export function readReason(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const raw = String(header);
  let reason = raw;
  try {
    reason = decodeURIComponent(raw);
  } catch {
    // A lone percent sign stands for itself.
  }
  if (reason.length > MAX_REASON) {
    throw invalidField(['reason'], 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_REASON} or fewer in length.`);
  }
  return reason;
}

/** Writes down what the bot has named. */
export function audit({ world, reason }: Call, what: string, name: string | null): void {
  world.audit.push({ at: world.clock.now(), who: world.bot.username, what, name, reason });
}

/** Carries a call out; a reason that nothing was written down for is written down with its route. */
export function audited<T>(call: Call, handle: (call: Call) => T): T {
  const before = call.world.audit.length;
  const done = handle(call);
  if (call.reason !== null && call.world.audit.length === before) audit(call, call.route, null);
  return done;
}
