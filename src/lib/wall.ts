/** A day and a time of day as a clock on the wall shows them, of no zone yet. */
export type Wall = Temporal.PlainDateTime;

/**
 * The instant at which the clocks of a zone (IANA) show a wall time. One that they skip is moved on by the gap: 02:30
 * in a night that leaps from 02:00 to 03:00 is 03:30. One that they show twice is the first of the two. That is
 * Temporal's `compatible`, and the rule of RFC 5545, section 3.3.5.
 * @throws RangeError when there is no such zone.
 */
export function instantOf(wall: Wall, zone: string): Date {
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** What the clocks of a zone show at an instant. @throws RangeError when there is no such zone. */
export function wallOf(at: Date, zone: string): Wall {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
}
