import { Client, GatewayIntentBits, Options } from 'discord.js';
import type { Config } from '../config.ts';

/** What we ask Discord to tell us: servers with their channels, threads and events. No privileged intent, no message. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildScheduledEvents] as const;

/** A client that can ping nobody, keeps little in memory and talks to the API that the configuration names. */
export function createClient(config: Pick<Config, 'discordApi'>): Client {
  return new Client({
    intents: INTENTS,
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api: config.discordApi },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ...Object.fromEntries(UNUSED_CACHES.map((cache) => [cache, 0])),
      // The bot's own member is always kept; others come with each interaction.
      GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
  });
}

const UNUSED_CACHES = [
  'ApplicationCommandManager',
  'ApplicationEmojiManager',
  'AutoModerationRuleManager',
  'BaseGuildEmojiManager',
  'DMMessageManager',
  'GuildBanManager',
  'GuildEmojiManager',
  'GuildInviteManager',
  'GuildMessageManager',
  'GuildScheduledEventManager',
  'GuildStickerManager',
  'PresenceManager',
  'ReactionManager',
  'ReactionUserManager',
  'StageInstanceManager',
  'ThreadMemberManager',
  'UserManager',
  'VoiceStateManager',
] as const;
