import type { Sql, TransactionSql } from 'postgres';
import { connectionIsLost } from './errors.ts';

type Work<Result> = (tx: TransactionSql) => Result | Promise<Result>;

/**
 * The same pool, whose transactions end with their connection. postgres.js 3.4.9 itself sends the rollback, or whatever
 * the work still asks for, over a connection that has closed: it then throws past everybody, and the next to get this
 * place in the pool waits for ever or gets the answer to another's question (its issues #1154 and #1208).
 */
export function endingWithConnection(sql: Sql): Sql {
  async function begin<Result>(...given: [Work<Result>] | [string, Work<Result>]): Promise<Result> {
    const [options, work] = given.length === 1 ? ['', ...given] : given;
    const state = { lost: false };
    try {
      return (await sql.begin<Result>(options, (tx) => guarded(tx, state, work))) as Result;
    } catch (error) {
      state.lost = true;
      throw error;
    }
  }
  return new Proxy(sql, { get: (pool, key) => (key === 'begin' ? begin : Reflect.get(pool, key)) });
}

/** Does the work; where the connection closed under it, it never comes to an end, and so nothing more is sent. */
async function guarded<Result>(tx: TransactionSql, state: { lost: boolean }, work: Work<Result>): Promise<Result> {
  const [done] = await Promise.allSettled([(async () => work(whileOpen(tx, state)))()]);
  // the driver tells of a connection that closed in the turn in which its statement failed, and a little later
  await new Promise(setImmediate);
  if (state.lost || (done.status === 'rejected' && connectionIsLost(done.reason))) return new Promise(() => {});
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

/** A transaction that refuses every further statement once its connection is lost. */
function whileOpen(tx: TransactionSql, state: { lost: boolean }): TransactionSql {
  const check = () => {
    if (state.lost) throw Object.assign(new Error('the connection closed'), { code: 'CONNECTION_CLOSED' });
  };
  return new Proxy(tx, {
    apply: (target, self, args) => {
      check();
      return Reflect.apply(target, self, args);
    },
    get: (target, key) => {
      check();
      return Reflect.get(target, key);
    },
  });
}
