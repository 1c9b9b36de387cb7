import { setImmediate } from 'node:timers/promises';
import { fold } from '../../lib/text.ts';
import { BY_LANGUAGE, MAIN_ZONES, PLACES, RENAMED } from './zone-words.ts';

/** A time zone to choose from: its IANA name, Intl's name for it ("New York Time") and its distance from UTC now. */
export type ZoneChoice = { zone: string; name: string; offset: string };

/** What a zone is found by, folded: its city first, then its other names. */
type ZoneWords = { zone: string; name: string; city: string; words: readonly string[] };

const BEST = 5;
const FALLBACK = 'America/New_York';
const ZONES = [...new Set([...Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone), 'UTC'])];
const byLowerCase = new Map(ZONES.map((zone) => [zone.toLowerCase(), zone]));
/** Intl takes a tenth of a second for the names of all zones in a language: asked for once, others let through meanwhile. */
const indexes = new Map<string, Promise<readonly ZoneWords[]>>();
const SLICE = 10;

/**
 * The zone that a person means: an IANA name in any case, or a city ("seoul", "New York", "서울") that only one zone
 * has. Undefined for anything else.
 */
export async function readZone(typed: string): Promise<string | undefined> {
  const exact = canonical(typed.trim());
  if (exact) return exact;
  const wanted = fold(typed);
  if (wanted === '') return undefined;
  const language = /\p{sc=Hang}/u.test(wanted) ? 'ko' : 'en';
  const cities = (await indexOf(language)).filter(({ city, words }) => isPlace(wanted, [city, ...words]));
  return cities.length === 1 ? cities[0]?.zone : undefined;
}

/** The zones to choose from while somebody types, the best first. @param language of Intl's names. */
export async function searchZones(language: string, typed: string, now: Date, limit: number): Promise<ZoneChoice[]> {
  const wanted = fold(typed);
  const [index, meant] = await Promise.all([indexOf(language), readZone(typed)]);
  const found =
    wanted === ''
      ? MAIN_ZONES.flatMap((zone) => index.filter((one) => one.zone === zone))
      : index
          .map((one) => ({ one, rank: one.zone === meant ? BEST : rankOf(wanted, one) }))
          .filter(({ rank }) => rank > 0)
          .sort((a, b) => b.rank - a.rank)
          .map(({ one }) => one);
  return found.slice(0, limit).map(({ zone, name }) => ({ zone, name, offset: offsetOf(zone, now) }));
}

/** The zone a server probably lives in, by its language; Discord says `en-US` for those that never chose one. */
export function guessZone(serverLanguage: string, personLanguage: string): string {
  return BY_LANGUAGE[serverLanguage] ?? BY_LANGUAGE[personLanguage] ?? FALLBACK;
}

const judged = new Map<string, boolean>();

/** Whether this machine's database of zones has one of this name: what it had once, it may have lost. */
export function isZone(zone: string): boolean {
  const known = judged.get(zone) ?? canBeRead(zone);
  judged.set(zone, known);
  return known;
}

function canBeRead(zone: string): boolean {
  try {
    return offsetOf(zone, new Date(0)) !== '';
  } catch {
    return false;
  }
}

/** A zone's distance from UTC at a time: "UTC+09:00". */
export function offsetOf(zone: string, at: Date): string {
  return `UTC${Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).offset}`;
}

function canonical(zone: string): string | undefined {
  const known = byLowerCase.get(zone.toLowerCase());
  if (known) return known;
  // Intl takes "EST" for Panama, and "+09:00" for a zone.
  if (!/^[a-z]\w*\//i.test(zone)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return RENAMED[timeZone] ?? timeZone;
  } catch {
    return undefined;
  }
}

function indexOf(language: string): Promise<readonly ZoneWords[]> {
  const known = indexes.get(language) ?? makeIndex(language);
  indexes.set(language, known);
  return known;
}

async function makeIndex(language: string): Promise<readonly ZoneWords[]> {
  const index: ZoneWords[] = [];
  for (const zone of ZONES) {
    index.push(wordsOf(language, zone));
    if (index.length % SLICE === 0) await setImmediate();
  }
  return index;
}

function wordsOf(language: string, zone: string): ZoneWords {
  const name = nameOf(language, zone);
  const city = fold(zone.split('/').at(-1) ?? zone);
  return { zone, name, city, words: [fold(zone), placeOf(name), ...(PLACES[zone] ?? []).map(fold)] };
}

/** Intl's shortest name of a zone that says where it is: "South Korea Time", "뉴욕 시간". */
function nameOf(language: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortGeneric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** The place in a zone's name: "new york" of "New York Time". */
function placeOf(name: string): string {
  return fold(name).replace(/ (time|시간)$/u, '');
}

function isPlace(wanted: string, places: readonly string[]): boolean {
  return places.some((place) => joined(place) === joined(wanted));
}

function rankOf(wanted: string, { city, words }: ZoneWords): number {
  if (isPlace(wanted, [city])) return 4;
  if (isPlace(wanted, words)) return 3;
  if (joined(city).startsWith(joined(wanted))) return 2;
  return words.some((word) => ` ${word}`.includes(` ${wanted}`) || joined(word).startsWith(joined(wanted))) ? 1 : 0;
}

/** "new york" and "newyork" are one place. */
function joined(words: string): string {
  return words.replaceAll(' ', '');
}
