import { type AnyCommand, type Command, findCommand } from '../../discord/command.ts';
import { type Component, component } from '../../discord/component.ts';
import type { Form } from '../../discord/form.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import type { AnyGiven, Choice } from '../../discord/options.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { type Club, clubMeant, keyOf, listClubs, listHosts, stepDown } from './clubs.ts';
import { clubChoice, noClubMessage, whichMessage, whichRoute } from './messages.ts';
import { keepCommand, takeCommand } from './pending.ts';

/** Longer than any club's name; what is too long gets a sentence instead of a box that takes no more. */
export const LONGEST = 6_000;
const CHOICES_LIMIT = 25;

/** The option `club:` of every command that is about one club: overrides what the channel or the person tells. */
export const clubOption = {
  kind: 'text',
  shared: true,
  required: false,
  maxLength: LONGEST,
  complete: completeClub,
} as const;

type WithClub = { readonly club: string | undefined };
type Reply = Promise<Answer | Form>;

/**
 * The handler of a command about one club. Where it cannot be told which, the person is asked alone, and their choice
 * goes on with the very same command and options (`whichClub`); where there is none, `/setup` is offered.
 * @param name the command's words: "poll open".
 */
export function inClub<Given extends WithClub>(
  name: string,
  run: (asked: Asked, given: Given, club: Club) => Reply,
): (asked: Asked, given: Given) => Reply {
  return async (asked, given) => {
    const { app, guildId, channelId, userId } = asked;
    const meant = await clubMeant(app.db, { guildId, channelId, userId, name: given.club });
    if (!meant) return { ...noClubMessage(asked.locale), private: true };
    if (meant.kind === 'club') return standingIn(asked, meant.club, () => run(asked, given, meant.club));
    const id = await keepCommand(app.db, asked, { command: name, given }, app.now());
    return { ...whichMessage(asked.locale, name, id, meant.clubs), private: true };
  };
}

/** The choice of a club for a command that waits for it. @param commands all that can be typed. */
export function whichClub(commands: readonly AnyCommand[]): Component {
  return component(
    whichRoute,
    // Its own answer takes the place of the question, unless everybody is to see it.
    (_, { command }) => {
      const how = commandOf(commands, command)?.acknowledgement;
      return how === 'private' || how === undefined ? 'update' : how;
    },
    async (pressed, { command, pendingId }) => {
      const [clubId] = pressed.values;
      const declared = commandOf(commands, command);
      if (!declared || !isId(clubId)) throw new UserError('clubs.which.stale');
      const typed = await takeCommand(pressed.app.db, pressed, pendingId, pressed.app.now());
      if (typed.command !== command) throw new UserError('clubs.which.stale');
      return declared.run(pressed, { ...(typed.given as AnyGiven), club: clubId });
    },
  );
}

/**
 * Does what only a host may do. Refused, the server's owner stands in where the hosts have left the server: Discord is
 * asked for that only now, and whoever left hosts no more.
 */
async function standingIn<Result>(asked: Asked, club: Club, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isRefused = error instanceof UserError && error.key === 'clubs.host-only' && asked.ownsServer;
    if (!isRefused || !(await hostsLeft(asked, club))) throw error;
    return work();
  }
}

async function hostsLeft({ app, guildId }: Asked, club: Club): Promise<boolean> {
  const hosts = await listHosts(app.db, keyOf(club));
  const members = await Promise.all(hosts.map((userId) => app.discord.member(guildId, userId)));
  const left = hosts.filter((_, i) => members[i] === undefined);
  await stepDown(app.db, club, left, app.now());
  return left.length > 0;
}

function commandOf(commands: readonly AnyCommand[], words: string): Command | undefined {
  const [name = '', subcommand] = words.split(' ');
  return findCommand(commands, name, subcommand);
}

/** The clubs of the server whose names go with what is typed. */
export async function completeClub({ app, guildId }: Asked, typed: string): Promise<Choice[]> {
  const wanted = fold(typed);
  const clubs = (await listClubs(app.db, guildId)).filter(({ name }) => wanted === '' || fold(name).includes(wanted));
  return clubs.slice(0, CHOICES_LIMIT).map(clubChoice);
}
