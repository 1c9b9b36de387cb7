import { mention } from '../../lib/moment.ts';
import { join, type Safe } from '../../lib/safe.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import { tenth } from './rules.ts';

/** People by name, nobody pinged, at most `most` of them: "@a, @b and 3 more". */
export function peopleWords(locale: Locale, userIds: readonly string[], most: number): Safe {
  const names = join(userIds.slice(0, most).map(mention), ', ');
  const more = userIds.length - most;
  return more > 0 ? say(locale, 'nominations.people.more', { people: names, count: more }) : names;
}

/** An average or a spread as it is written: "3.8". */
export function tenthWords(stars: number): string {
  return tenth(stars).toFixed(1);
}

/** "4.5 stars", for a mean that falls between half stars too. */
export function meanWords(locale: Locale, stars: number): string {
  return text(locale, 'marks.rate.stars', { count: 2, label: tenthWords(stars) });
}

/** A day as it is written where Discord shows no time of its own: in pictures and their descriptions. */
export function dayWords(locale: Locale, at: Date, zone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(at);
}
