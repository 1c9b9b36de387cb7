import { createHash } from 'node:crypto';

/** So many requests in so many real milliseconds. */
type Allowance = { limit: number; window: number };

const GLOBAL: Allowance = { limit: 50, window: 1_000 };
const OTHERS: Allowance = { limit: 10, window: 10_000 };
const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  'POST /channels/:channel/messages': { limit: 5, window: 5_000 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, window: 5_000 },
  'DELETE /channels/:channel/messages/:message': { limit: 5, window: 1_000 },
  'PUT /channels/:channel/thread-members/:user': { limit: 10, window: 1_000 },
  'POST /webhooks/:application/:token': { limit: 5, window: 2_000 },
  'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, window: 2_000 },
};
/** What counts towards the global limit not at all. */
const EXEMPT = /^\w+ \/(interactions|webhooks)\//;

export type Wait = { retryAfter: number; global: boolean };
type Admission = { headers: Record<string, string>; wait: Wait | null };

type Window = { used: number; endsAt: number };

/** Each interaction has a window of its own: those that are over go each time so many have come. */
const TIDY_EVERY = 5_000;

export type Limits = {
  /** Counts a request of a route on its channel, guild or webhook; `wait` (seconds) is set when it comes too early. */
  admit(route: string, resource: string): Admission;
};

/** Lets everything pass at once. */
export const noLimits: Limits = { admit: () => ({ headers: {}, wait: null }) };

/** Discord's rate limits, in real time. The numbers of the buckets are ours; Discord tells its own only by headers. */
export function rateLimits(): Limits {
  const windows = new Map<string, Window>();
  let tidyAt = TIDY_EVERY;
  const tidy = (now: number) => {
    if (windows.size < tidyAt) return;
    for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
    tidyAt = windows.size + TIDY_EVERY;
  };
  const count = (key: string, { limit, window }: Allowance): Window => {
    const now = performance.now();
    const found = windows.get(key);
    const current = found && found.endsAt > now ? found : { used: 0, endsAt: now + window };
    if (!found) tidy(now);
    windows.set(key, current);
    if (current.used <= limit) current.used++;
    return current;
  };
  const admit = (route: string, resource: string): Admission => {
    const allowance = ALLOWANCES[route] ?? OTHERS;
    const all = EXEMPT.test(route) ? undefined : count('global', GLOBAL);
    const own = count(`${route} ${resource}`, allowance);
    const left = Math.max(0, own.endsAt - performance.now()) / 1_000;
    const headers = {
      'x-ratelimit-limit': String(allowance.limit),
      'x-ratelimit-remaining': String(Math.max(0, allowance.limit - own.used)),
      'x-ratelimit-reset': ((performance.timeOrigin + own.endsAt) / 1_000).toFixed(3),
      'x-ratelimit-reset-after': left.toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
    };
    if (all && all.used > GLOBAL.limit)
      return { headers, wait: { retryAfter: (all.endsAt - performance.now()) / 1_000, global: true } };
    return { headers, wait: own.used > allowance.limit ? { retryAfter: left, global: false } : null };
  };
  return { admit };
}
