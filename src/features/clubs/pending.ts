import { z } from 'zod';
import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { deletePending, insertPending, type PendingRow, selectPending } from './queries.ts';

const file = z.object({ name: z.string(), url: z.string(), size: z.number() });
const given = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), file]));

/** A command as it was typed: its words ("poll open") and what was given for its options. */
export type Typed = { command: string; given: Readonly<Record<string, z.infer<typeof given>[string] | undefined>> };

type Who = { guildId: string; userId: string };

/** How long (ms) a command waits for its club. */
const PATIENCE = 3_600_000;

/** Keeps a command until the person has chosen its club. @returns its id. */
export async function keepCommand(db: Db, who: Who, typed: Typed, now: Date): Promise<string> {
  const id = newId();
  await insertPending(db, { ...who, ...typed, id, askedAt: now }, new Date(now.getTime() - PATIENCE));
  return id;
}

/**
 * Takes a kept command, which then is gone.
 * @throws UserError for one that was taken before, is an hour old, is another's, or never was.
 */
export async function takeCommand(db: Db, who: Who, id: string, now: Date): Promise<Typed> {
  return read(await deletePending(db, { ...who, id }), now);
}

/** A kept command as it is, which stays kept. @throws UserError as `takeCommand`. */
export async function seeCommand(db: Db, who: Who, id: string, now: Date): Promise<Typed> {
  return read(await selectPending(db, { ...who, id }), now);
}

function read(kept: PendingRow | undefined, now: Date): Typed {
  if (!kept || now.getTime() - kept.askedAt.getTime() > PATIENCE) throw new UserError('clubs.which.stale');
  return { command: kept.command, given: given.parse(kept.given) };
}
