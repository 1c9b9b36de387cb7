import type { Db } from '../../../db/db.ts';
import type { Desk } from '../../../jobs/names.ts';
import { clean, inline, truncate } from '../../../lib/text.ts';
import type { At, Member } from '../../marks/marks.ts';
import { roundsWithAny } from '../../rounds/rounds.ts';
import { LIMITS } from '../rules.ts';
import { deleteWordsOf, insertHidden } from './queries.ts';

/**
 * Keeps what a member wrote of films elsewhere, all of it behind the curtain, cut to what a form holds. Only of films
 * that they have rated here and not written of: what they wrote here stays.
 * @returns the films it is kept of.
 */
export async function addHidden(
  tx: Db,
  member: Member,
  written: readonly (At & { text: string })[],
): Promise<string[]> {
  const words = written
    .map(({ text, ...about }) => ({ ...about, hidden: truncate(clean(text).trim(), LIMITS.hidden) }))
    .filter(({ hidden }) => inline(hidden) !== '');
  return words.length === 0 ? [] : insertHidden(tx, member, words);
}

/** Takes back what `addHidden` kept, where the member has not changed it since. @returns the films. */
export async function takeHiddenBack(tx: Db, member: Member, written: readonly At[]): Promise<string[]> {
  return deleteWordsOf(tx, member, written);
}

/** Has the recaps that quote any of these films shown as things are now. */
export async function refreshRecaps(
  tx: Db,
  { enqueue }: Pick<Desk, 'enqueue'>,
  guildId: string,
  filmIds: readonly string[],
): Promise<void> {
  const watched = new Set((await roundsWithAny(tx, guildId, filmIds)).flatMap(({ filmId }) => filmId ?? []));
  for (const filmId of watched) await enqueue(tx, 'recaps/again', { guildId, filmId });
}
