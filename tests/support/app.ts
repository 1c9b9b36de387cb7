import type { REST } from 'discord.js';
import type { App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createDiscord } from '../../src/discord/publish.ts';

/** An app for a test that causes no job: one that does fails. What it sends goes through the client's own REST. */
export function testApp(parts: Pick<App, 'db' | 'log' | 'now'> & { rest?: () => REST }): App {
  const { rest = nobody, ...app } = parts;
  return {
    ...app,
    config: loadConfig({}),
    discord: createDiscord(rest),
    enqueue: async (_, name) => fail(name),
    pictures,
    sources: {},
  };
}

const pictures = { draw: async () => fail('a picture'), close: async () => {} };

function nobody(): never {
  throw new Error('this test has no client');
}

function fail(name: string): never {
  throw new Error(`a job that the test did not expect: ${name}`);
}
