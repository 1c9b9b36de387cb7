import { eq } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { facts, filmTold } from '../../../db/schema/index.ts';
import type { Desk } from '../../../jobs/names.ts';
import { loadFilm } from '../films.ts';
import { type LookupDesk, tellMore } from './lookup.ts';
import { deleteAsked, deleteTold, selectAgeing } from './queries.ts';
import { RENEW_AT, TERMS } from './terms.ts';
import { SOURCES } from './told.ts';

export type RenewingDesk = LookupDesk & Pick<Desk, 'enqueue'>;

/** When the next turn is due. */
const FACT = 'films_renewed_next';
const DAY = 86_400_000;
/** A turn that is late by more was lost with its queue. */
const LOST_AFTER = DAY;
const QUESTIONS_KEPT = 7 * DAY;
/** Films renewed in a row, and how soon (ms) the rest follows. */
const AT_ONCE = 40;
const SOON = 600_000;

/** Has films renewed from now on, unless they are already. Where no source is set up and none has told anything, there is nothing to do. */
export async function beginRenewing(desk: RenewingDesk): Promise<void> {
  const isSetUp = Object.values(desk.sources).some((source) => source !== undefined);
  if (!isSetUp && (await desk.db.select().from(filmTold).limit(1)).length === 0) return;
  await desk.db.transaction(async (tx) => {
    const now = desk.now();
    await tx.insert(facts).values({ name: FACT, value: '' }).onConflictDoNothing();
    const [fact] = await tx.select().from(facts).where(eq(facts.name, FACT)).for('update');
    const due = fact?.value ? Date.parse(fact.value) : Number.NEGATIVE_INFINITY;
    if (now.getTime() - due > LOST_AFTER) await nextTurn(tx, desk, now);
  });
}

/**
 * Takes away what sources told longer ago than their terms allow, asks anew for films that a server has to do with
 * before that comes, and sees to it that this happens again tomorrow. A turn that is taken twice brings one next turn.
 */
export async function renew(desk: RenewingDesk, { turn }: { turn: string }): Promise<void> {
  const now = desk.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  let left = false;
  for (const source of ['tmdb', 'omdb'] as const) {
    if (!desk.sources[source]) continue;
    const ageing = await selectAgeing(desk.db, source, ago(TERMS[source].keep * RENEW_AT), AT_ONCE);
    for (const { filmId } of ageing) {
      const film = await loadFilm(desk.db, filmId);
      // a source that does not answer now does not answer the next question either
      if (film && !(await tellMore(desk, source, film))) break;
    }
    left ||= ageing.length === AT_ONCE;
  }
  for (const source of SOURCES) {
    if (Number.isFinite(TERMS[source].keep)) await deleteTold(desk.db, source, ago(TERMS[source].keep));
  }
  await deleteAsked(desk.db, ago(QUESTIONS_KEPT));
  await desk.db.transaction(async (tx) => {
    const [fact] = await tx.select().from(facts).where(eq(facts.name, FACT)).for('update');
    if (fact?.value === turn) await nextTurn(tx, desk, new Date(now.getTime() + (left ? SOON : DAY)));
  });
}

async function nextTurn(tx: Db, { enqueue }: Pick<Desk, 'enqueue'>, at: Date): Promise<void> {
  const turn = at.toISOString();
  await tx.update(facts).set({ value: turn }).where(eq(facts.name, FACT));
  await enqueue(tx, 'films/renew', { turn }, at);
}
