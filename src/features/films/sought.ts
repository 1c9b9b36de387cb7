import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../../errors.ts';
import { label } from '../../lib/text.ts';
import { type Errand, type LookupDesk, lookUpTitle } from './lookup/lookup.ts';
import { filmMeant, type Meant, SHOWN_TITLE } from './meant.ts';
import { sourceNames } from './messages.ts';

/** Milliseconds that a film which is not here is waited for. */
const PATIENCE = 500;

/**
 * `filmMeant`; for a film that is not here the sources that are set up are asked first. Only when all have answered in
 * time is what they brought taken: one of them may be about to call it a film for adults alone. What comes later is here
 * for the next who asks.
 * @throws UserError when nothing comes near.
 */
export async function filmSought(desk: LookupDesk, asked: { text: string; guildId: string }): Promise<Meant> {
  const here = await attempt(desk, asked);
  if (here.kind === 'film') return here;
  const errands = await lookUpTitle(desk, asked.text);
  if (errands.length === 0) return orThrow(here);
  const answered = new Set<Errand>();
  const all = errands.map(async (one) => void ((await one.done) && answered.add(one)));
  const over = Promise.all(all).then(() => true);
  const isOver = await Promise.race([over, pause(PATIENCE, false, { ref: false })]);
  const found = isOver ? await attempt(desk, asked) : here;
  const silent = errands.filter((one) => !answered.has(one)).map(({ source }) => source);
  if (found.kind !== 'unknown' || silent.length === 0) return orThrow(found);
  const title = label(asked.text, SHOWN_TITLE);
  throw new UserError('film.unknown.silent', { title, sources: sourceNames(silent) });
}

type Attempt = Meant | { kind: 'unknown'; why: UserError };

async function attempt({ db }: LookupDesk, asked: { text: string; guildId: string }): Promise<Attempt> {
  try {
    return await filmMeant(db, asked);
  } catch (error) {
    if (error instanceof UserError) return { kind: 'unknown', why: error };
    throw error;
  }
}

function orThrow(attempt: Attempt): Meant {
  if (attempt.kind === 'unknown') throw attempt.why;
  return attempt;
}
