import { ChannelType, type Guild, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import type { App } from '../../app.ts';
import type { PostKinds } from '../../posts/sending.ts';
import { localeOf } from '../../texts/texts.ts';
import { greetingNotice } from './messages.ts';
import { GREETING, greet } from './setup.ts';

/** Says hello in a server that has just let the bot in. Never rejects. */
export async function welcome(app: App, guild: Guild): Promise<void> {
  const channelId = placeToWrite(guild);
  const log = app.log.child({ guild: guild.id });
  try {
    const locale = localeOf(guild.preferredLocale, app.config.locale);
    const isNew = channelId !== undefined && (await greet(app, { guildId: guild.id, channelId, locale }));
    log.info({ greeted: isNew }, 'a server let us in');
  } catch (error) {
    log.error({ err: error }, 'a server could not be greeted');
  }
}

export const setupPosts: PostKinds = {
  [GREETING]: {
    write: async ({ config }, { data }) => {
      const { locale } = data as { locale?: string };
      return greetingNotice(localeOf(locale, config.locale));
    },
  },
};

/** The channel for system messages, else the topmost text channel; one that the bot may see and write to. */
function placeToWrite({ channels, members, systemChannel }: Guild): string | undefined {
  const mayWrite = (channel: GuildBasedChannel) =>
    members.me !== null &&
    channel.permissionsFor(members.me).has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]);
  const texts = [...channels.cache.values()]
    .filter((channel) => channel.type === ChannelType.GuildText)
    .sort((a, b) => a.rawPosition - b.rawPosition);
  return [...(systemChannel ? [systemChannel] : []), ...texts].find(mayWrite)?.id;
}
