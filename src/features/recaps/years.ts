/** The year that the calendar of a zone (IANA) shows at an instant. */
export function yearOf(at: Date, zone: string): number {
  return dayOf(at, zone).year;
}

/** The day that the calendar of a zone shows at an instant. */
function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}
