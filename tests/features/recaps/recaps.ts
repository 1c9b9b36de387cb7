import { clubSettings } from '../../../src/features/clubs/settings.ts';
import type { Drawn } from '../../../src/features/recaps/night/picture.ts';
import type { Night } from '../../../src/features/recaps/nights.ts';
import { criticsMean, numbersOf, type Said } from '../../../src/features/recaps/rules.ts';
import { type Season, sumOf } from '../../../src/features/recaps/season/season.ts';

const ID = '01a20169-f001-7ecb-9e1f-eaff1b746e85';
const AT = new Date('2026-11-14T19:30:00Z');

/** A club by its name, in Berlin. */
function clubNamed(name: string) {
  const settings = clubSettings.parse({});
  return { guildId: '1', id: ID, name, channelId: '2', zone: 'Europe/Berlin', settings, createdAt: AT };
}

/** Ratings in half stars, each by another person. */
export function said(...halfStars: number[]): Said[] {
  return halfStars.map((one, index) => ({ userId: String(10n ** 18n + BigInt(index)), halfStars: one }));
}

/** A night as the actions give it. */
export function nightOf(title: string, all: readonly Said[] | undefined, more: Partial<Night['film']> = {}): Night {
  return {
    roundId: ID,
    number: 12,
    chosenBy: 'poll',
    since: AT,
    revealedAt: all ? AT : null,
    film: { id: ID, title, year: 2018, runtimeMinutes: 90, genres: ['drama'], ...more },
    at: AT,
    came: all?.map(({ userId }) => userId),
    said: all,
    numbers: all && numbersOf(all),
  };
}

/** The film of a night with all that a catalogue may say of it. */
function filmOf({ film }: Night): Drawn['film'] {
  const none = { originalTitle: null, originalLanguage: null, ageRating: null, posterUrl: null, votes: null };
  const lists = {
    countries: [],
    contentNotes: [],
    otherYears: [],
    titles: [],
    directors: [],
    cast: [],
    externalIds: [],
  };
  return { ...film, ...none, ...lists, source: 'test', fetchedAt: AT, synopses: {} };
}

/** What of a night is drawn. */
export function drawnOf(club: string, title: string, all: readonly Said[], critics: readonly number[]): Drawn {
  const night = nightOf(title, all);
  return { ...night, film: filmOf(night), club: clubNamed(club), critics: criticsMean(critics) };
}

/** A year of a club, a fortnight between its nights. */
export function seasonOf(club: string, nights: readonly Night[]): Season {
  const apart = nights.map((night, index) => ({
    ...night,
    roundId: ID.replace(/.{4}$/, String(1_000 + index)),
    at: new Date(Date.UTC(2026, 0, 2 + 14 * index, 19)),
  }));
  return { club: clubNamed(club), year: 2026, ...sumOf(apart, new Map([[ID, [71]]])) };
}
