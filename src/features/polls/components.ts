import type { App } from '../../app.ts';
import { type Component, component, type Pressed } from '../../discord/component.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import { sentence } from '../../discord/message.ts';
import type { Choice } from '../../discord/options.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { label } from '../../lib/text.ts';
import { readWhen } from '../../lib/when.ts';
import { findLost } from '../../posts/posts.ts';
import { say, type TextKey, text } from '../../texts/texts.ts';
import {
  type Club,
  isHost,
  keyOf,
  listClubs,
  listMembers,
  loadClub,
  requireClocks,
  resolveClub,
} from '../clubs/clubs.ts';
import {
  ballotMessage,
  castMessage,
  castRoute,
  pickRoute,
  rankRoute,
  ranksRoute,
  voteRoute,
} from './ballot/messages.ts';
import { linkTo } from './jobs.ts';
import {
  comingRoute,
  exportMessage,
  exportRoute,
  recountMessage,
  recountRoute,
  remindRoute,
  repostRoute,
  statusMessage,
} from './messages.ts';
import {
  castBallot,
  draftFilms,
  draftRank,
  exportBallots,
  filmsOf,
  listPolls,
  openBallot,
  outcomeOf,
  type Poll,
  recount,
  repostResult,
  sayComing,
  toggleReminder,
  turnout,
} from './polls.ts';
import { RANKS_AT_ONCE } from './rules.ts';

const vote = component(voteRoute, 'private', async (pressed, { pollId }) =>
  ballotMessage(pressed.locale, await openBallot(pressed.app, pollOf(pressed, pollId), pressed)),
);

const pick = component(pickRoute, 'update', async (pressed, { pollId }) =>
  ballotMessage(pressed.locale, await draftFilms(pressed.app, pollOf(pressed, pollId), pressed, pressed.values)),
);

const rank = component(rankRoute, 'update', async (pressed, { pollId, rank: at }) => {
  const index = wholeNumber(at);
  const [chosen] = pressed.values;
  const view = await draftRank(pressed.app, pollOf(pressed, pollId), pressed, index, isId(chosen) ? chosen : undefined);
  return ballotMessage(pressed.locale, view, Math.floor(index / RANKS_AT_ONCE));
});

const ranks = component(ranksRoute, 'update', async (pressed, { pollId, page }) =>
  ballotMessage(pressed.locale, await openBallot(pressed.app, pollOf(pressed, pollId), pressed), wholeNumber(page)),
);

const cast = component(castRoute, 'update', async (pressed, { pollId }) =>
  castMessage(pressed.locale, await castBallot(pressed.app, pollOf(pressed, pollId), pressed)),
);

const remind = component(remindRoute, 'private', async (pressed, { pollId }) => {
  const isOn = await toggleReminder(pressed.app, pollOf(pressed, pollId), pressed);
  return sentence(say(pressed.locale, isOn ? 'polls.remind.on' : 'polls.remind.off'));
});

const coming = component(comingRoute, 'private', async (pressed, { pollId }) => {
  await sayComing(pressed.app, pollOf(pressed, pollId), pressed);
  return sentence(say(pressed.locale, 'polls.coming.noted'));
});

const again = component(recountRoute, 'private', async (pressed, { pollId }) => recounted(pressed, pollId));

const save = component(exportRoute, 'private', async (pressed, { pollId }) => {
  const { poll, csv } = await exportBallots(pressed.app.db, pollOf(pressed, pollId));
  return exportMessage(pressed.locale, poll, csv);
});

const repost = component(repostRoute, 'update', async (pressed, { postId }) => {
  await repostResult(pressed.app, { guildId: pressed.guildId, postId }, pressed, pressed.channelId);
  return sentence(say(pressed.locale, 'polls.reposted'));
});

export const pollComponents: readonly Component[] = [
  vote,
  pick,
  rank,
  ranks,
  cast,
  remind,
  coming,
  again,
  save,
  repost,
];

/** What counting a poll's ballots again gives. */
export async function recounted(asked: Pick<Pressed, 'app' | 'guildId' | 'locale'>, pollId: string): Promise<Answer> {
  const { db } = asked.app;
  const key = { guildId: asked.guildId, pollId };
  const found = await recount(db, key);
  const club = await loadClub(db, { guildId: asked.guildId, clubId: found.poll.clubId });
  return recountMessage(asked.locale, { recount: found, club: club.name, films: await filmsOf(db, key) });
}

function pollOf({ guildId }: Pressed, pollId: string) {
  return { guildId, pollId };
}

/** @throws UserError for what no button of ours carries. */
function wholeNumber(text: string): number {
  if (!/^\d{1,2}$/.test(text)) throw new UserError('failure.stale');
  return Number(text);
}

/**
 * The end of a poll in a person's words, in the club's time zone; undefined when nothing was said.
 * @throws UserError for words that name no time, and where the club's time zone is lost.
 */
export function endFrom({ app }: Pick<Asked, 'app'>, words: string | undefined, club: Club): Date | undefined {
  if (words === undefined) return undefined;
  requireClocks(club);
  const end = readWhen(words, { now: app.now(), zone: club.zone });
  if (!end) throw new UserError('polls.closes.unclear');
  return end;
}

/** The members of a club who hold a role now. Discord tells it of one person at a time. */
export async function votersWith(app: App, club: Club, roleId: string): Promise<string[]> {
  if (roleId === club.guildId) return [];
  const members = await listMembers(app.db, keyOf(club));
  const found = await Promise.all(
    members.map(async ({ userId }) => {
      const member = await app.discord.member(club.guildId, userId);
      return member?.roles.includes(roleId) ? [userId] : [];
    }),
  );
  return found.flat();
}

/** How a poll stands, for whoever asks; a host also sees what could not be posted. */
export async function standing({ app, locale, ...person }: Asked, club: Club, poll: Poll): Promise<Answer> {
  const key = { guildId: poll.guildId, pollId: poll.id };
  const [films, { voted, eligible }, lost, mayRepost] = await Promise.all([
    filmsOf(app.db, key),
    turnout(app.db, poll),
    findLost(app.db, { guildId: poll.guildId, subjectId: poll.id }),
    isHost(app.db, club, person),
  ]);
  return statusMessage(locale, {
    club: club.name,
    poll,
    films,
    voted,
    eligible,
    link: await linkTo(app.db, poll),
    outcome: outcomeOf(poll),
    trouble: lost && mayRepost ? { postId: lost.id } : undefined,
  });
}

const CHOICES_LIMIT = 25;
/** The newest so many polls are offered while somebody types. */
const LOOKED_THROUGH = 200;

const OPTION = {
  open: 'polls.option.open',
  closed: 'polls.option.closed',
  cancelled: 'polls.option.cancelled',
} as const satisfies Record<Poll['state'], TextKey>;

/** `poll:`, for every command about a poll. */
export const pollOption = {
  kind: 'text',
  shared: true,
  required: false,
  maxLength: 100,
  complete: completePoll,
} as const;

/** The polls of the server whose number begins with what is typed, those of the club that is meant here first. */
async function completePoll({ app, guildId, channelId, userId, locale }: Asked, typed: string): Promise<Choice[]> {
  const [found, clubs, polls] = await Promise.all([
    resolveClub(app.db, { guildId, channelId, userId }),
    listClubs(app.db, guildId),
    listPolls(app.db, guildId, LOOKED_THROUGH),
  ]);
  const meant = found.kind === 'club' ? [found.club] : found.clubs;
  const isMeant = ({ clubId }: Poll) => meant.some(({ id }) => id === clubId);
  const wanted = typed.trim().replace(/^#/, '');
  const fitting = polls.filter(({ number }) => String(number).startsWith(wanted));
  return [...fitting.filter(isMeant), ...fitting.filter((poll) => !isMeant(poll))]
    .slice(0, CHOICES_LIMIT)
    .map((poll) => {
      const name = text(locale, OPTION[poll.state], { number: poll.number, club: nameIn(clubs, poll) });
      return { name: label(name, 100), value: poll.id };
    });
}

function nameIn(clubs: readonly Club[], { clubId }: Poll): string {
  return clubs.find(({ id }) => id === clubId)?.name ?? '';
}
