import type { App } from '../../app.ts';
import { UserError } from '../../errors.ts';
import { addPost } from '../../posts/posts.ts';
import type { JobHandlers, PostKinds } from '../../posts/sending.ts';
import type { Locale } from '../../texts/texts.ts';
import { listHosts, loadClub } from '../clubs/clubs.ts';
import { type Round, type RoundKey, roundOf } from '../rounds/rounds.ts';
import { nightMessage, troubleNote } from './night/messages.ts';
import { nightPicture } from './night/picture.ts';
import { NIGHT_POST, nightRecap, postNight } from './recaps.ts';

const TROUBLE_POST = 'recaps/trouble';

export const recapJobs: Pick<JobHandlers, 'recaps/night'> = {
  'recaps/night': async (app, key) => void (await unlessRefused(postNight(app, key))),
};

export const recapPosts: PostKinds = {
  [NIGHT_POST]: {
    write: (app, { guildId, subjectId }) =>
      unlessRefused(writeNight(app, app.config.locale, { guildId, roundId: subjectId })),
    failed: (app, { guildId, subjectId }) => tellHosts(app, { guildId, roundId: subjectId }),
  },
  [TROUBLE_POST]: {
    write: async ({ db, config }, { guildId, subjectId }) => {
      const round = await unlessRefused(roundOf(db, { guildId, roundId: subjectId }));
      return round && troubleNote(config.locale, await loadClub(db, round), round.number);
    },
  },
};

/** A night's recap as a message; where its picture cannot be drawn, without one. @throws UserError as `nightRecap`. */
export async function writeNight(app: App, locale: Locale, key: RoundKey) {
  const recap = await nightRecap(app.db, key, app.now());
  return nightMessage(locale, recap, await drawn(app, nightPicture(locale, recap)));
}

/** A picture, or nothing where it cannot be drawn. */
export async function drawn(app: App, spec: Parameters<App['pictures']['draw']>[0]): Promise<Buffer | undefined> {
  try {
    return await app.pictures.draw(spec);
  } catch (error) {
    app.log.warn({ err: error, picture: spec.kind }, 'a picture could not be drawn');
    return undefined;
  }
}

async function tellHosts(app: App, key: RoundKey): Promise<void> {
  await app.db.transaction(async (tx) => {
    const round: Round = await roundOf(tx, key);
    const hosts = await listHosts(tx, await loadClub(tx, round));
    const note = { guildId: key.guildId, kind: TROUBLE_POST, subjectId: round.id };
    for (const userId of hosts) await addPost(tx, app, { ...note, userId });
  });
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
