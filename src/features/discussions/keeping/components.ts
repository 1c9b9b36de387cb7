import type { Answer, Asked } from '../../../discord/handler.ts';
import { sentence } from '../../../discord/message.ts';
import type { Choice } from '../../../discord/options.ts';
import { UserError } from '../../../errors.ts';
import { mention } from '../../../lib/moment.ts';
import { join } from '../../../lib/safe.ts';
import { fold } from '../../../lib/text.ts';
import { say } from '../../../texts/texts.ts';
import { type Club, clubMeant, keyOf as keyOfClub } from '../../clubs/clubs.ts';
import { requireFilm } from '../../films/films.ts';
import { filmLabel, filmName } from '../../films/messages.ts';
import { closeDiscussion, discussionIn, keyOf, listDiscussions, removeFrom } from '../discussions.ts';
import { shut, takeOut } from '../entering/components.ts';
import { discussionMeant } from '../meant.ts';
import { removedMessage } from '../messages.ts';

/** Closes a discussion for a host or a moderator. */
export async function close(asked: Asked, club: Club, film: string | undefined): Promise<Answer> {
  const { app, guildId, channelId, locale } = asked;
  const discussion = await discussionMeant(app.db, club, { channelId, film });
  const wasOpen = await closeDiscussion(app, keyOf(discussion), asked);
  const isShut = await shut(app, discussion, channelId);
  const named = { film: filmName(await requireFilm(app.db, discussion.filmId, guildId)) };
  const said = say(locale, wasOpen ? 'discussions.close.done' : 'discussions.close.already', named);
  return sentence(join([said, ...(isShut ? [] : [say(locale, 'discussions.close.unlocked')])], ' '));
}

/** Puts somebody out of a discussion for a host or a moderator. */
export async function remove(asked: Asked, club: Club, userId: string, film: string | undefined): Promise<Answer> {
  const { app, guildId, channelId, locale } = asked;
  const person = { person: mention(userId) };
  const discussion = await discussionMeant(app.db, club, { channelId, film });
  if ((await app.discord.member(guildId, userId))?.bot) throw new UserError('discussions.remove.bot', person);
  await removeFrom(app, keyOf(discussion), asked, userId);
  const isOut = await takeOut(app, discussion, userId);
  if (!isOut && discussion.place === 'private') throw new UserError('discussions.remove.stuck', person);
  return removedMessage(locale, discussion, await requireFilm(app.db, discussion.filmId, guildId), userId);
}

type Meant = { readonly film: string | undefined; readonly club: string | undefined };

/** In the thread of a discussion the club is its own, unless something else is named. */
export function inItsClub<Given extends Meant, Result>(
  run: (asked: Asked, given: Given) => Promise<Result>,
): (asked: Asked, given: Given) => Promise<Result> {
  return async (asked, given) => {
    const isNamed = given.film !== undefined || given.club !== undefined;
    const here = isNamed ? undefined : await discussionIn(asked.app.db, asked.guildId, asked.channelId);
    return run(asked, here ? { ...given, club: here.clubId } : given);
  };
}

/** `film:`, for every command about a discussion that there is. */
export const discussedOption = {
  kind: 'text',
  required: false,
  maxLength: 6_000,
  complete: completeDiscussed,
} as const;

const CHOICES_LIMIT = 25;

/** The films that the club which is meant has a discussion about, while somebody types one. */
async function completeDiscussed(asked: Asked, typed: string): Promise<Choice[]> {
  const { app, guildId, channelId, userId } = asked;
  const meant = await clubMeant(app.db, { guildId, channelId, userId });
  const clubs = !meant ? [] : meant.kind === 'club' ? [meant.club] : meant.clubs;
  const all = (await Promise.all(clubs.map((club) => listDiscussions(app.db, keyOfClub(club))))).flat();
  const ids = [...new Set(all.map(({ filmId }) => filmId))];
  const choices = await Promise.all(
    ids.map(async (id) => ({ name: filmLabel(await requireFilm(app.db, id, guildId)), value: id })),
  );
  return choices.filter(({ name }) => fold(name).includes(fold(typed))).slice(0, CHOICES_LIMIT);
}
