/** The years that a club can look back on. */
export const YEARS = { min: 2015, max: 2100 } as const;

/** The year that the calendar of a zone (IANA) shows at an instant. */
export function yearOf(at: Date, zone: string): number {
  return dayOf(at, zone).year;
}

/** The day that the calendar of a zone shows at an instant. */
export function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}
