import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';

// The least a bot can do: answer every command with a constant, in one request.
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: process.env.DISCORD_API ?? '' } });
client.on(Events.Error, () => {});
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.reply({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 10, content: 'Ballerina' }],
    allowedMentions: { parse: [] },
  });
});
client.once(Events.ClientReady, () => process.stdout.write('ready\n'));
await client.login(process.env.DISCORD_TOKEN);
