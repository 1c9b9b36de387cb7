import { setTimeout as pause } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { joinStage } from '../../src/rehearsal/link.ts';
import { COMMANDS } from './commands.ts';

/** A bot in a process of its own, with the link to its stage: it tells its time, and works on after it has answered. */
const underWay = new Set<Promise<unknown>>();
const idle = async () => {
  while (underWay.size) await Promise.allSettled(underWay);
};

const stage = await joinStage({ idle });
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API ?? '' },
  allowedMentions: { parse: [] },
});

async function work(send: (words: string) => Promise<unknown>): Promise<void> {
  await pause(150);
  await send('worked on');
}

client.on(Events.Error, () => {});
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  if (interaction.commandName === 'film') process.exit(7);
  await interaction.reply(stage.now().toISOString() + (process.env.TELL_SEAT ? ` seat ${stage.seat}` : ''));
  const job = work((words) => interaction.followUp(words)).finally(() => underWay.delete(job));
  underWay.add(job);
});

const end = async () => {
  await client.destroy();
  process.exit(0);
};
process.on('SIGTERM', end);
stage.onStop(end);
const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
await client.login(process.env.DISCORD_TOKEN);
await ready;
await client.application?.commands.set(COMMANDS as never);
process.stdout.write(`pid ${process.pid}\n`);
