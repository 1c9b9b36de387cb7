import postgres from 'postgres';
import { APPLICATION_NAME } from '../connect.ts';

const LEAVING = `${APPLICATION_NAME} leaving`;

/** A connection that stays open as the sign that somebody uses the server. Undefined: nobody answers, or not ours. */
export async function takeHold(address: string, onLost: () => void): Promise<postgres.Sql | undefined> {
  let held = false;
  const hold = postgres(address, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 2,
    connection: { application_name: `${APPLICATION_NAME} hold` },
    onnotice: () => {},
    onclose: () => {
      if (!held) return;
      held = false;
      onLost();
    },
  });
  try {
    await hold`select 1`;
    held = true;
    return hold;
  } catch {
    await hold.end({ timeout: 0 });
    return undefined;
  }
}

/**
 * Lets go of a server. Who is leaving does not count as using it: of two that let go together, each would else stay for
 * the other.
 * @returns whether it answers and nobody else uses it.
 */
export async function letGo(address: string, hold: postgres.Sql): Promise<boolean> {
  await hold.end({ timeout: 1 });
  const leaving = postgres(address, {
    max: 1,
    connect_timeout: 2,
    connection: { application_name: LEAVING },
    onnotice: () => {},
  });
  const others = await leaving<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where backend_type = 'client backend' and application_name <> ${LEAVING}`.catch(() => []);
  await leaving.end({ timeout: 1 });
  return others[0]?.count === 0;
}
