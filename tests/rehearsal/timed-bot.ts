import { Client, Events, GatewayIntentBits, type TextChannel } from 'discord.js';
import { joinStage } from '../../src/rehearsal/link.ts';

/**
 * A bot with jobs: DUE_AFTER lists their minutes after its start. It writes when each is done. With STUCK one of them is
 * never done; with FAILING it cannot take a new time.
 */
const channel = Promise.withResolvers<TextChannel>();
const stage = await joinStage({
  idle: async () => {},
  nextDue: async () => {
    if (process.env.FAILING) throw new Error('no database');
    return jobs[0];
  },
  onTime: async (now) => {
    if (process.env.FAILING) throw new Error('no database');
    for (let due = jobs[0]; due && due <= now && !isStuck(); due = jobs[0]) {
      jobs.shift();
      await write(`${due.toISOString()} at ${stage.now().toISOString()}`);
    }
  },
});
const started = stage.now().getTime();
const jobs = (process.env.DUE_AFTER ?? '')
  .split(' ')
  .filter(Boolean)
  .map((minutes) => new Date(started + Number(minutes) * 60_000));
const isStuck = () => process.env.STUCK === String(jobs.length);

async function write(content: string): Promise<void> {
  await (await channel.promise).send({ content });
}

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API ?? '' },
  allowedMentions: { parse: [] },
});
client.on(Events.Error, () => {});
client.once(Events.ClientReady, () => {
  const home = client.guilds.cache.find(({ name }) => name.endsWith('one'))?.channels.cache.first();
  if (home?.isTextBased()) channel.resolve(home as TextChannel);
});
const end = async () => {
  await client.destroy();
  process.exit(0);
};
process.on('SIGTERM', end);
stage.onStop(end);
await client.login(process.env.DISCORD_TOKEN);
