import { afterAll } from 'vitest';
import { house, jobs } from '../../../commands/index.ts';
import type { App } from '../../../src/app.ts';
import type { AnyCommand } from '../../../src/discord/command.ts';
import { declaration } from '../../../src/discord/declaration.ts';
import { dispatch } from '../../../src/discord/dispatch.ts';
import { createDiscord } from '../../../src/discord/publish.ts';
import { isOpenThread } from '../../../src/discord/threads.ts';
import { seedStarter } from '../../../src/features/films/films.ts';
import type { JobName } from '../../../src/jobs/names.ts';
import { createLog } from '../../../src/log.ts';
import { openStage, type Stage, type StageOptions } from '../../../src/rehearsal/stage.ts';
import { type Bot, connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

/** The whole house in this very process: a test reaches what a bot of its own would keep to itself. */
export type Inside = TestDatabase & {
  app: App;
  stage: Stage;
  bot: Bot;
  /** What was logged from warnings up. */
  logged: string[];
  /** Does what was put into the queue, what falls due later too. */
  work(): Promise<void>;
};

/** @param more commands that only the test has. */
export async function openInside(options: StageOptions = {}, more: readonly AnyCommand[] = []): Promise<Inside> {
  const database = await testDatabase();
  await seedStarter(database.db);
  const stage = await openStage({ quiet: true, ...options });
  const commands = [...house.commands, ...more];
  const logged: string[] = [];
  const queue: { name: JobName; payload: never }[] = [];
  const log = createLog('warn', [], { write: (line) => logged.push(line) });
  const bot = await connect(stage, (one) => dispatch(app, { ...house, commands }, one), commands.map(declaration));
  const plain = testApp({ db: database.db, log, now: () => new Date(stage.clock.now()) });
  const app: App = {
    ...plain,
    config: { ...plain.config, discordApi: stage.url, rehearsal: true },
    discord: createDiscord(
      () => bot.client.rest,
      (id) => isOpenThread(bot.client.channels.cache.get(id)),
    ),
    enqueue: async (_, name, payload) => void queue.push({ name, payload: payload as never }),
  };
  afterAll(async () => {
    await bot.client.destroy();
    await stage.close();
  });
  const work = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await jobs[job.name](app, job.payload);
  };
  return { ...database, app, stage, bot, logged, work };
}
