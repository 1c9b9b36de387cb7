import { UserError } from '../../errors.ts';
import { fold } from '../../lib/text.ts';
import type { Club, Meant } from './clubs.ts';

/** Longest name of a club, in UTF-16 code units: it has to fit a choice, a button and a thread's name with words around it. */
export const NAME_LIMIT = 60;

/** Whether a time zone is one of the IANA database. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

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

function named(clubs: readonly Club[], name: string): Meant {
  const club = clubs.find((one) => one.id === name) ?? clubs.find((one) => fold(one.name) === fold(name));
  if (!club) throw new UserError('clubs.unknown', { name: name.slice(0, NAME_LIMIT) });
  return { kind: 'club', club };
}
