import * as chrono from 'chrono-node';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const SPAN =
  /^(?:in\s+)?((?:\d+(?:\.\d+)?\s*(?:m|min|minutes?|h|hours?|d|days?|w|weeks?|분|시간|일|주)\s*)+)(?:\s*(?:뒤|후))?$/iu;
const PART = /(\d+(?:\.\d+)?)\s*(\p{L}+)/gu;
const KOREAN: Readonly<Record<string, string>> = { 분: 'm', 시간: 'h', 일: 'd', 주: 'w' };

/** Milliseconds of a span such as `48h`, `2 days`, `1h 30m` or `48시간`; undefined for anything else. */
export function readSpan(words: string): number | undefined {
  const [, parts] = SPAN.exec(words.trim()) ?? [];
  if (!parts) return undefined;
  return [...parts.matchAll(PART)].reduce((sum, [, count = '', unit = '']) => {
    return sum + Number(count) * (UNITS[KOREAN[unit] ?? unit[0]?.toLowerCase() ?? ''] ?? 0);
  }, 0);
}

/**
 * The instant that words name: a span from now ("48h"), or a date and time in English words or digits, read in a time
 * zone ("Friday 8pm", "2026-02-01 20:00"). A time of day that the clocks skip is moved on by the gap, one that comes
 * twice means the first (Temporal's `compatible`). A day without a time means its end. Undefined when nothing is named.
 */
export function readWhen(words: string, { now, zone }: { now: Date; zone: string }): Date | undefined {
  const span = readSpan(words);
  if (span !== undefined) return new Date(now.getTime() + span);
  const wall = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  // The parser gets a clock that shows the zone's wall time, so that its "Friday" is the club's.
  const reference = { instant: new Date(`${wall.toString({ smallestUnit: 'second' })}Z`), timezone: 0 };
  const [found] = chrono.parse(words, reference, { forwardDate: true });
  if (!found) return undefined;
  const at = found.start;
  const hasTime = at.isCertain('hour');
  const [hour, minute] = hasTime ? [at.get('hour') ?? 0, at.get('minute') ?? 0] : [23, 59];
  const fields = { year: at.get('year') ?? 0, month: at.get('month') ?? 0, day: at.get('day') ?? 0, hour, minute };
  return new Date(Temporal.PlainDateTime.from(fields).toZonedDateTime(zone).epochMilliseconds);
}
