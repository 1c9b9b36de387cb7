import { z } from 'zod';
import { DISCUSSION_MODES } from '../../db/schema/discussions.ts';
import { POLL_METHODS } from '../../db/schema/polls.ts';
import { LOCALES } from '../../texts/texts.ts';

/** Bounds of what a club may decide for itself. */
export const BOUNDS = {
  nominations: { min: 1, max: 10 },
  quorum: { min: 0, max: 100 },
  films: { min: 2, max: 25 },
  carryOver: { min: 0, max: 12 },
  pickerHours: { min: 1, max: 14 * 24 },
  hours: { min: 1, max: 32 * 24 },
  ratingHours: { min: 1, max: 60 * 24 },
  nominatingHours: { min: 1, max: 60 * 24 },
} as const;

export const SEEN_RULES = ['allow', 'warn', 'refuse'] as const;

const within = ({ min, max }: { min: number; max: number }, standard: number) =>
  z.number().int().min(min).max(max).default(standard);

const on = z.boolean().default(true);
const reminders = z.object({ day: on, hour: on, start: on, rate: on });

/** What a club has decided for itself, with a default for all it has not. */
export const clubSettings = z.object({
  /** Films a member may put forward in a round. */
  nominations: within(BOUNDS.nominations, 2),
  /** Whether each member may strike one nomination a round. */
  veto: z.boolean().default(false),
  /** A film that somebody in the club has seen: taken, taken with a word, or not taken. */
  seen: z.enum(SEEN_RULES).default('allow'),
  /** In how many further rounds a nomination that did not win stands again. */
  carryOver: within(BOUNDS.carryOver, 1),
  /** A poll with fewer films is filled up from the members' watchlists; with none there, it does not open. */
  films: within(BOUNDS.films, 2),
  method: z.enum(POLL_METHODS).default('approval'),
  /** How long a poll is open, unless whoever opens it says otherwise. */
  pollHours: within(BOUNDS.hours, 48),
  /** Ballots it takes for a result, or the poll gets more time once. */
  quorum: within(BOUNDS.quorum, 0),
  /** Whether a closed poll's result names who voted for what. */
  names: z.boolean().default(false),
  /** A role that is pinged, quietly, before a poll closes. */
  remindRole: z.string().nullable().default(null),
  /** Whether one member after the other proposes the slate, and for how long alone. */
  rotation: z.boolean().default(false),
  pickerHours: within(BOUNDS.pickerHours, 48),
  /** Where a film is talked about: a private thread each, or a forum behind Discord's notice of spoilers. */
  discussions: z.enum(DISCUSSION_MODES).default('thread'),
  /** How long after a night its film can be rated before all ratings are shown. */
  ratingHours: within(BOUNDS.ratingHours, 72),
  /** Which reminders of a night the club wants: a day and an hour before, at the start, and to rate in the morning after. */
  reminders: reminders.prefault({}),
  /** Whether rounds go on by themselves, and how long films can be put forward then. */
  auto: z.boolean().default(false),
  nominatingHours: within(BOUNDS.nominatingHours, 72),
  /** The language of what is posted for all to see; null where it is the bot's own. */
  language: z.enum(LOCALES).nullable().default(null),
});

export type ClubSettings = z.infer<typeof clubSettings>;

/** The option of `/club settings` by which each is set, in the order they are shown. */
export const SETTING_OPTIONS = {
  method: 'method',
  pollHours: 'poll-hours',
  quorum: 'quorum',
  names: 'names',
  films: 'films',
  nominations: 'nominations',
  veto: 'veto',
  seen: 'seen',
  carryOver: 'carry-over',
  rotation: 'rotation',
  pickerHours: 'picker-hours',
  ratingHours: 'rating-hours',
  remindRole: 'remind-role',
  discussions: 'discussions',
  language: 'language',
} as const satisfies Record<Exclude<keyof ClubSettings, OfNights>, string>;

/** Set by `/screening reminders` and `/screening cadence`. */
type OfNights = 'reminders' | 'auto' | 'nominatingHours';

export type SettingKey = keyof typeof SETTING_OPTIONS;
export const SETTING_KEYS = Object.keys(SETTING_OPTIONS) as SettingKey[];

/** The settings among what was given for the options. The role @everyone, whose id is the server's, stands for none. */
export function readSettings(given: Readonly<Record<string, unknown>>, guildId: string): Partial<ClubSettings> {
  const asked = SETTING_KEYS.flatMap((key) => {
    const value = given[SETTING_OPTIONS[key]];
    return value === undefined ? [] : [[key, key === 'remindRole' && value === guildId ? null : value]];
  });
  return Object.fromEntries(asked);
}
