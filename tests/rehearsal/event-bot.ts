import { Client, Events, GatewayIntentBits, type TextChannel } from 'discord.js';
import { joinStage } from '../../src/rehearsal/link.ts';

/** A bot that makes an event, two hours from its start and two hours long, and writes when it hears of its status. */
const writing = new Set<Promise<unknown>>();
const stage = await joinStage({
  idle: async () => {
    await Promise.all(writing);
  },
  nextDue: async () => undefined,
  onTime: async () => {},
});

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildScheduledEvents],
  rest: { api: process.env.DISCORD_API ?? '' },
  allowedMentions: { parse: [] },
});
const hour = (count: number) => stage.now().getTime() + count * 3_600_000;
client.on(Events.Error, () => {});
client.once(Events.ClientReady, async () => {
  const guild = client.guilds.cache.find(({ name }) => name.endsWith('one'));
  await guild?.scheduledEvents.create({
    name: 'Film night',
    privacyLevel: 2,
    entityType: 3,
    entityMetadata: { location: 'The sofa' },
    scheduledStartTime: hour(2),
    scheduledEndTime: hour(4),
  });
});
client.on(Events.GuildScheduledEventUpdate, (_before, { guild, status }) => {
  const home = guild?.channels.cache.find(({ name }) => name === 'film-club') as TextChannel | undefined;
  const written = home?.send(`status ${status} at ${stage.now().toISOString()}`);
  if (written) writing.add(written);
});
const end = async () => {
  await client.destroy();
  process.exit(0);
};
process.on('SIGTERM', end);
stage.onStop(end);
await client.login(process.env.DISCORD_TOKEN);
