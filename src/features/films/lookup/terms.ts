import type { SourceName } from './told.ts';

const DAY = 86_400_000;

/**
 * How long (ms) what a source told is shown without asking again, and how long it may be kept at all. TMDB's terms allow
 * six months; OMDb's say nothing, and its scores move; Wikidata's data is anybody's (CC0).
 */
export const TERMS: Readonly<Record<SourceName, { fresh: number; keep: number }>> = {
  wikidata: { fresh: 90 * DAY, keep: Number.POSITIVE_INFINITY },
  tmdb: { fresh: 7 * DAY, keep: 180 * DAY },
  omdb: { fresh: 30 * DAY, keep: 180 * DAY },
};

/** From this part of its time on, what a club has to do with is asked for again by itself. */
export const RENEW_AT = 5 / 6;

/** A title that was asked for is not asked for again before so long; what a source does not know, neither. */
export const ASKED_FRESH = DAY;
export const UNKNOWN_FRESH = 7 * DAY;
/** A film whose poster could not be looked at is asked for again after so long. */
export const POSTERLESS_FRESH = DAY / 24;

/** OMDb allows 1,000 requests a day; a question may take two. */
export const OMDB_A_DAY = 900;
