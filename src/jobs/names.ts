import { z } from 'zod';
import type { Db } from '../db/db.ts';

const inGuild = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ guildId: z.string(), ...shape });
const id = z.uuid();

/** Every job there is, with what it carries. Only ids: a job reads the rest when it runs, and decides then. */
const JOBS = {
  'posts/send': inGuild({ postId: id }),
  'posts/refresh': inGuild({ postId: id }),
  'rounds/due': inGuild({ roundId: id }),
  'polls/close': inGuild({ pollId: id }),
  'polls/remind': inGuild({ pollId: id }),
  /** Tries again to post a result that could not be posted. */
  'polls/repost': inGuild({ postId: id }),
  'screenings/remind': inGuild({ screeningId: id, kind: z.enum(['day', 'hour', 'start', 'rate']) }),
  'screenings/end': inGuild({ screeningId: id }),
  'screenings/event': inGuild({ screeningId: id }),
  /** Looks how a round stands, and has it go on where its club runs by itself. */
  'screenings/cycle': inGuild({ roundId: id }),
  'screenings/follow': inGuild({ screeningId: id }),
  /** Opens a club's discussion of a film, unless there is one. */
  'discussions/open': inGuild({ clubId: id, filmId: id }),
  /** Takes whoever left a club out of its discussions. */
  'discussions/leave': inGuild({ clubId: id, userId: z.string() }),
  /** Finishes hiding a message that a process which ended had begun to. */
  'discussions/hide': inGuild({ messageId: z.string() }),
  /** Asks sources again for what they told long ago, and takes away what may not be kept any longer. `turn` is when. */
  'films/renew': z.object({ turn: z.iso.datetime() }),
  'reviews/reveal': inGuild({ roundId: id }),
  'recaps/night': inGuild({ roundId: id }),
  /** Shows the recaps of a film anew that are posted: what they quote was taken away. */
  'recaps/again': inGuild({ filmId: id }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]>;

/**
 * Puts a job into the queue, in the transaction that causes it: if that is rolled back, there is no job.
 * @param at when it falls due; now, unless given.
 */
export type Enqueue = <Name extends JobName>(tx: Db, name: Name, payload: JobPayload<Name>, at?: Date) => Promise<void>;

/** What a feature's action that causes later work is given: the database, the time, and the queue. */
export type Desk = { readonly db: Db; readonly now: () => Date; readonly enqueue: Enqueue };

/** Does a job. It reads what it needs, decides, and may be run twice. What it throws is tried again later. */
export type Work = <Name extends JobName>(name: Name, payload: JobPayload<Name>) => Promise<void>;

/** What a job carries, checked: the queue is a table that others can write to. */
export function readJob(data: { name: unknown; payload: unknown }) {
  const name = (Object.keys(JOBS) as JobName[]).find((known) => known === data.name);
  const payload = name && JOBS[name].safeParse(data.payload).data;
  return name && payload ? { name, payload } : undefined;
}
