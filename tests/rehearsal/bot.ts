import { Client, type ClientEvents, Events, GatewayIntentBits, type Interaction } from 'discord.js';
import type { Stage } from '../../src/rehearsal/stage.ts';

export type Bot = {
  client: Client<true>;
  /** What its handlers threw. */
  failures: unknown[];
  /** How often each event came. */
  heard(event: keyof ClientEvents): number;
};

type Answers = (interaction: Interaction) => Promise<unknown> | unknown;

/** A bare discord.js client on the stage; `answer` gets every interaction. */
export async function connect(stage: Stage, answer: Answers = () => {}, commands: object[] = []): Promise<Bot> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.GuildScheduledEvents],
    rest: { api: stage.url, timeout: 1_500, retries: 2 },
    allowedMentions: { parse: [] },
  });
  const failures: unknown[] = [];
  const counts = new Map<string, number>();
  const note = (event: string) => counts.set(event, (counts.get(event) ?? 0) + 1);
  client.on(Events.Error, (error) => failures.push(error));
  client.on(Events.MessageCreate, () => note(Events.MessageCreate));
  client.on(Events.ShardResume, () => note(Events.ShardResume));
  client.on(Events.InteractionCreate, async (interaction) => {
    note(Events.InteractionCreate);
    try {
      await answer(interaction);
    } catch (error) {
      failures.push(error);
    }
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(stage.token);
  const up = await ready;
  if (commands.length) await up.rest.put(`/applications/${up.application.id}/commands`, { body: commands });
  return { client: up, failures, heard: (event) => counts.get(event) ?? 0 };
}
