import { UserError } from '../../errors.ts';
import { fold, inline, truncate } from '../../lib/text.ts';
import type { Club, Meant, Person } from './clubs.ts';

/** Longest name of a club, in UTF-16 code units: it has to fit a choice, a button and a thread's name with words around it. */
export const NAME_LIMIT = 60;

/**
 * Which of a server's clubs is meant: the one that is named, else the one whose home channel this is, else the
 * person's only one, else the server's only one; otherwise the person has to say.
 * @throws UserError when none has that name.
 */
export function choose(
  clubs: readonly Club[],
  asked: { channelId: string; name?: string | undefined; memberships: readonly string[] },
): Meant {
  if (asked.name !== undefined) return named(clubs, asked.name);
  const theirs = clubs.filter(({ id }) => asked.memberships.includes(id));
  const here = clubs.filter(({ channelId }) => channelId === asked.channelId);
  const hereAndTheirs = here.filter((club) => theirs.includes(club));
  for (const some of [hereAndTheirs, here, theirs, [...clubs]]) {
    const [club, ...more] = some;
    if (club) return more.length === 0 ? { kind: 'club', club } : { kind: 'which', clubs: some };
  }
  return { kind: 'which', clubs: [...clubs] };
}

/**
 * A club's name as it is kept: one line, in the composed form.
 * @throws UserError for one that is empty or too long.
 */
export function readName(typed: string): string {
  const name = inline(typed).normalize('NFC');
  if (name === '') throw new UserError('clubs.name.empty');
  if (name.length > NAME_LIMIT) throw new UserError('clubs.name.long', { limit: NAME_LIMIT });
  return name;
}

/** Whether a person may act as host: one of the hosts, or the server's owner where there is none. */
export function mayHost(
  hosts: readonly string[],
  { userId, ownsServer }: Pick<Person, 'userId' | 'ownsServer'>,
): boolean {
  return hosts.includes(userId) || (ownsServer && hosts.length === 0);
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === inline(other).normalize('NFC').toLowerCase();
}

function named(clubs: readonly Club[], name: string): Meant {
  const folded = fold(name);
  const club =
    clubs.find((one) => one.id === name) ??
    clubs.find((one) => sameName(one.name, name)) ??
    // A name of signs alone folds to nothing, and is nobody's.
    clubs.find((one) => folded !== '' && fold(one.name) === folded);
  if (!club) throw new UserError('clubs.unknown', { name: truncate(inline(name), NAME_LIMIT) });
  return { kind: 'club', club };
}
