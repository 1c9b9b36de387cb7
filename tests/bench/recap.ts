import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect } from '../../src/db/connect.ts';
import {
  destroyEmbedded,
  destroyWithProcess,
  startEmbedded,
  temporaryDataDir,
} from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { listClubs } from '../../src/features/clubs/clubs.ts';
import type { Step } from '../../src/rehearsal/script.ts';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { dice, layNight } from '../features/recaps/scene.ts';
import { peopleOf } from '../support/club.ts';
import { compared } from './statistics.ts';

const BOT = fileURLToPath(new URL('./lagging-bot.ts', import.meta.url));
const BLOCKS = 3;
const BLOCK_SECONDS = 15;
/** Every tick (ms) so many interactions begin: fifty-two a second. */
const TICK = 250;
const AT_ONCE = 13;
/** Every so many ticks a host has ratings shown: two recaps a second. */
const RECAP_EVERY = 2;
const PEOPLE = 24;
const RECAPS = (BLOCKS * BLOCK_SECONDS * 1_000) / TICK / RECAP_EVERY + 2;

type Shares = { p50: number; p99: number; max: number };
type Lag = { late: Shares; worked: Shares };
/** What a block measured: lag in ns, answers in ms, and how long it really took (s). */
type Block = { lag: Lag; answers: number[]; seconds: number };

/**
 * Fifty interactions a second, beside them two recaps a second that are drawn and posted, and the same without recaps,
 * in turns: how late the event loop of the bot's own process is, and what people wait for a first response.
 */
export async function run(): Promise<void> {
  const folder = temporaryDataDir();
  destroyWithProcess(folder);
  const server = await startEmbedded(folder);
  const printed: string[] = [];
  const output = (text: string) => void printed.push(text);
  const stage = await openStage({ quiet: true, members: PEOPLE, limits: false, entry: BOT, output });
  try {
    await migrate(server.url);
    const problem = await stage.startBot({ DATABASE_URL: server.url, LOG_LEVEL: 'warn' });
    if (problem) throw new Error(problem);
    const address = /lag (\S+)/.exec(printed.join(''))?.[1] ?? '';
    await layClub(stage, server.url);
    await block(stage, address, false);
    const [plain, recaps]: [Block[], Block[]] = [[], []];
    const before = recapsOn(stage);
    for (let turn = 0; turn < BLOCKS; turn++) {
      plain.push(await block(stage, address, false));
      recaps.push(await block(stage, address, true));
    }
    report(recaps, plain, recapsOn(stage) - before);
  } finally {
    await stage.close();
    await server.close();
    await destroyEmbedded(folder);
  }
}

/** A club with as many nights as there will be recaps, all waiting for their reveal. */
async function layClub(stage: Stage, url: string): Promise<void> {
  const people = peopleOf(PEOPLE);
  await must(stage, { as: 'host', type: '/club create name:Friday Club zone:Europe/Berlin' });
  for (const as of people.slice(1)) await must(stage, { as, type: '/club join name:Friday Club' });
  const { db, sql, close } = connect(url);
  const [guild] = await sql<{ id: string }[]>`select guild_id as id from clubs`;
  const [club] = await listClubs(db, guild?.id ?? '');
  const members = (await sql<{ id: string }[]>`select user_id as id from club_members`).map(({ id }) => id);
  const roll = dice(1);
  for (let index = 0; club && index < RECAPS; index++) {
    const ratings = Object.fromEntries(members.map((id) => [id, 1 + Math.floor(roll() * 10)]));
    const at = new Date(Date.UTC(2025, 0, 3 + 3 * index, 19));
    await layNight(db, club, {
      title: `헤어질 결심 ${index}`,
      at,
      ratings,
      coming: members,
      critics: [70, 90],
      revealed: false,
    });
  }
  await close(1);
}

async function block(stage: Stage, address: string, withRecaps: boolean): Promise<Block> {
  const people = peopleOf(PEOPLE);
  await lagOf(address);
  const answers: number[] = [];
  const playing: Promise<void>[] = [];
  const start = performance.now();
  for (let tick = 0; tick < (BLOCK_SECONDS * 1_000) / TICK; tick++) {
    const steps = Array.from({ length: AT_ONCE }, (_, one): Step => {
      const as = people[1 + ((tick * AT_ONCE + one) % (PEOPLE - 1))] ?? 'm1';
      return one % 2 ? { as, typing: '/film title:baleri' } : { as, type: '/film title:ballerina' };
    });
    if (tick % RECAP_EVERY === 0) steps.push({ as: 'host', type: withRecaps ? '/reviews reveal' : '/help' });
    playing.push(
      stage.playTogether(steps.map((step) => [step])).then((lines) => {
        for (const { ms, error, refused } of lines.flat()) {
          if (ms === null || error || refused.length > 0)
            throw new Error(`no answer: ${error} ${JSON.stringify(refused)}`);
          answers.push(ms);
        }
      }),
    );
    await pause(Math.max(0, start + (tick + 1) * TICK - performance.now()));
  }
  await Promise.all(playing);
  const seconds = (performance.now() - start) / 1_000;
  const lag = await lagOf(address);
  const problem = await stage.idle();
  if (problem) throw new Error(problem);
  return { lag, answers, seconds };
}

async function lagOf(address: string): Promise<Lag> {
  return (await (await fetch(address)).json()) as Lag;
}

function recapsOn(stage: Stage): number {
  return stage.standing().filter(({ images }) => images.length > 0).length;
}

async function must(stage: Stage, step: Step): Promise<void> {
  const { error, refused } = await stage.play(step);
  if (error || refused.length > 0) throw new Error(`${JSON.stringify(step)}: ${error} ${JSON.stringify(refused)}`);
}

function report(recaps: readonly Block[], plain: readonly Block[], posted: number): void {
  const answers = (blocks: readonly Block[]) => blocks.flatMap((one) => one.answers);
  const rate = (blocks: readonly Block[]) =>
    answers(blocks).length / blocks.reduce((sum, { seconds }) => sum + seconds, 0);
  const cell = (kind: keyof Lag, share: keyof Shares) => {
    const [ours, other] = [recaps, plain].map((blocks) =>
      blocks.map(({ lag }) => (lag[kind][share] / 1e6).toFixed(1)).join(' '),
    );
    return `${share} ${ours} / ${other} ms`;
  };
  const row = (kind: keyof Lag) => (['p50', 'p99', 'max'] as const).map((share) => cell(kind, share)).join('   ');
  const out = (line: string) => process.stdout.write(`${line}\n`);
  out(`with recaps / without, ${BLOCKS} turns of ${BLOCK_SECONDS} s each; ${posted} recaps drawn and posted`);
  out(`interactions       ${rate(recaps).toFixed(1)} / ${rate(plain).toFixed(1)} a second`);
  out(`event-loop delay   ${row('late')}`);
  out(`own work a turn    ${row('worked')}`);
  out(compared('first response', answers(recaps), answers(plain)));
}
