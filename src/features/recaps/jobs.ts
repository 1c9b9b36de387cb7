import type { App } from '../../app.ts';
import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { drawn } from '../../pictures/drawn.ts';
import { addNotes } from '../../posts/posts.ts';
import type { JobHandlers, PostKinds } from '../../posts/sending.ts';
import type { Locale } from '../../texts/texts.ts';
import { type ClubKey, languageFor, languageOf, listHosts, loadClub } from '../clubs/clubs.ts';
import { type RoundKey, roundOf } from '../rounds/rounds.ts';
import { nightMessage, troubleNote } from './night/messages.ts';
import { nightPicture } from './night/picture.ts';
import { NIGHT_POST, nightRecap, postNight, seasonOf, showAgain } from './recaps.ts';
import { seasonMessage, seasonPagesOf, seasonPicture } from './season/messages.ts';

const TROUBLE_POST = 'recaps/trouble';

export const recapJobs: Pick<JobHandlers, 'recaps/night' | 'recaps/again'> = {
  'recaps/night': async (app, key) => void (await unlessRefused(postNight(app, key))),
  'recaps/again': showAgain,
};

export const recapPosts: PostKinds = {
  [NIGHT_POST]: {
    write: (app, { guildId, subjectId }) => unlessRefused(writeNight(app, undefined, { guildId, roundId: subjectId })),
    failed: (app, { guildId, subjectId }, tx) => tellHosts(tx, app, { guildId, roundId: subjectId }),
  },
  [TROUBLE_POST]: {
    write: async ({ db, config }, { guildId, subjectId, userId }) => {
      const round = await unlessRefused(roundOf(db, { guildId, roundId: subjectId }));
      if (!round) return undefined;
      const club = await loadClub(db, round);
      return troubleNote(await languageFor(db, club, userId, config.locale), club, round.number);
    },
  },
};

/**
 * A night's recap as a message; where its picture cannot be drawn, without one.
 * @param reader the language of who asked; the club's where it is for everybody.
 * @throws UserError as `nightRecap`.
 */
export async function writeNight(app: App, reader: Locale | undefined, key: RoundKey) {
  const recap = await nightRecap(app.db, key, app.now());
  const locale = reader ?? languageOf(recap.club, app.config.locale);
  const picture = await drawn(app, () => nightPicture(locale, recap), { round: key.roundId });
  return nightMessage(locale, recap, picture);
}

/**
 * A page (from 0; the last one for any beyond) of a club's year as a message.
 * @throws UserError when there is no such club here.
 */
export async function writeSeason(app: App, locale: Locale, key: ClubKey, year: number, page = 0) {
  const season = await seasonOf(app.db, key, year);
  const shown = Math.min(page, seasonPagesOf(season) - 1);
  const picture = await drawn(app, () => seasonPicture(locale, season, shown), { club: key.clubId, year });
  return seasonMessage(locale, season, shown, picture);
}

async function tellHosts(tx: Db, app: App, key: RoundKey): Promise<void> {
  const round = await roundOf(tx, key);
  const note = { guildId: key.guildId, kind: TROUBLE_POST, subjectId: round.id };
  await addNotes(tx, app, await listHosts(tx, round), note);
}

/** Undefined where a person would read that there is nothing to do: a round that went with its club, ratings hidden anew. */
async function unlessRefused<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
