import type { Sql } from 'postgres';
import { connect } from '../../src/db/connect.ts';
import {
  destroyEmbedded,
  destroyWithProcess,
  startEmbedded,
  temporaryDataDir,
} from '../../src/db/embedded/embedded.ts';
import { runningClock } from '../../src/rehearsal/clock.ts';
import type { Step } from '../../src/rehearsal/script.ts';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { FILMS, must, openClub } from '../support/club.ts';

/** The most people that a stage holds, and those of them whose Discord is in English and who vote. */
const PEOPLE = 1_000;
const VOTERS = ['host', 'mod', ...Array.from({ length: PEOPLE - 3 }, (_, index) => `m${index + 1}`)];
/** As many as act at the same moment; each next one as soon as one of them is answered. */
const AT_ONCE = 100;
const BLOCKS = 3;
const WAIT_FOR_EDITS_MS = 2_500;
const EDIT = 'PATCH /channels/:channel/messages/:message';

/**
 * Almost a thousand members cast their first ballots, a hundred at any moment, through the whole bot in a process of its
 * own: gateway, acknowledgement, transaction, answer. Beside it, in turns and on the same durable
 * PostgreSQL, the same upserts by bare postgres.js with as many connections. How often the public message is edited
 * meanwhile is read from the stage's list of requests.
 */
export async function run(): Promise<void> {
  const folder = temporaryDataDir();
  destroyWithProcess(folder);
  const server = await startEmbedded(folder);
  const stage = await openStage({ quiet: true, members: PEOPLE, limits: false, clock: runningClock() });
  const { sql, close } = connect(server.url);
  const [ours, bare, gaps]: [number[], number[], number[]] = [[], [], []];
  try {
    const problem = await stage.startBot({ DATABASE_URL: server.url, LOG_LEVEL: 'warn' });
    if (problem) throw new Error(problem);
    await openClub(stage, { people: 3, films: FILMS.slice(0, 5) });
    await all(stage, (as) => [{ as, type: '/club join name:Friday Club' }]);
    await must(stage, { as: 'host', type: '/poll open method:approval closes:48h' });
    for (let block = 0; block < BLOCKS; block++) {
      await all(stage, (as) => [
        { as, click: block === 0 ? 'Vote' : 'Change my ballot' },
        { as, select: "Films you'd watch", values: ['Burning (2018)', 'Oldboy (2003)'] },
      ]);
      bare.push(await bareUpserts(sql));
      await sql`delete from ballots`;
      const before = stage.requests.length;
      ours.push(await all(stage, (as) => [{ as, click: 'Cast ballot' }]));
      await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_EDITS_MS));
      gaps.push(...gapsOf(stage, before));
      const [row] = await sql<{ ballots: number }[]>`select count(*)::int as ballots from ballots`;
      if (row?.ballots !== VOTERS.length) throw new Error(`${row?.ballots} ballots of ${VOTERS.length}`);
    }
  } finally {
    await close();
    await stage.close();
    await server.close();
    await destroyEmbedded(folder);
  }
  report(ours, bare, gaps);
}

/** Plays steps for every voter, `AT_ONCE` of them beside each other. @returns how long it took, in ms. */
async function all(stage: Stage, line: (as: string) => Step[]): Promise<number> {
  const begun = performance.now();
  const lanes = Array.from({ length: AT_ONCE }, (_, lane) => VOTERS.filter((_, index) => index % AT_ONCE === lane));
  const played = await stage.playTogether(lanes.map((people) => people.flatMap(line)));
  const took = performance.now() - begun;
  const wrong = played.flat().find(({ error, refused }) => error !== null || refused.length > 0);
  if (wrong) throw new Error(JSON.stringify(wrong));
  return took;
}

/** The ballots of the poll, for as many people, all at once. @returns how long it took, in ms. */
async function bareUpserts(sql: Sql): Promise<number> {
  const [poll] = await sql<{ guild_id: string; id: string }[]>`select guild_id, id from polls`;
  const films = await sql<{ id: string }[]>`select nomination_id as id from poll_films order by position limit 2`;
  if (!poll) throw new Error('no poll to vote in');
  const choices = films.map(({ id }) => id);
  await sql`delete from ballots`;
  const begun = performance.now();
  await Promise.all(
    VOTERS.map(
      (name) => sql`insert into ballots (guild_id, poll_id, user_id, choices, cast_at)
        values (${poll.guild_id}, ${poll.id}, ${name}, ${choices}, now())
        on conflict (guild_id, poll_id, user_id) do update set choices = excluded.choices, cast_at = excluded.cast_at`,
    ),
  );
  return performance.now() - begun;
}

/** Milliseconds between one edit of the public message and the next. */
function gapsOf(stage: Stage, before: number): number[] {
  const edits = stage.requests.slice(before).filter(({ route }) => route === EDIT);
  return edits.slice(1).map(({ at }, index) => at - (edits[index]?.at ?? at));
}

function report(ours: readonly number[], bare: readonly number[], gaps: readonly number[]): void {
  const rate = (times: readonly number[]) => times.map((ms) => (VOTERS.length / ms) * 1_000);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const shown = (values: readonly number[]) => `${mean(values).toFixed(0)} (${values.map((one) => one.toFixed(0))})`;
  const [bot, driver] = [rate(ours), rate(bare)];
  const write = (line: string) => process.stdout.write(`${line}\n`);
  write(`${VOTERS.length} ballots, ${AT_ONCE} at once, ${ours.length} turns: accepted a second, mean and each turn`);
  write(`through the whole bot  ${shown(bot)}`);
  write(`bare postgres.js       ${shown(driver)}`);
  write(`ratio                  ${(mean(bot) / mean(driver)).toFixed(3)}`);
  write(`edits of the public message: ${gaps.length + ours.length}, at least ${Math.min(...gaps).toFixed(0)} ms apart`);
}
