import { channelPermissions } from '../state/permissions.ts';
import type { Channel, Guild, Member, Role, User } from '../state/types.ts';
import { wireChannel } from './channels.ts';

/** A user as the API writes one. */
export function wireUser(user: User) {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.bot ? null : user.username,
    avatar: null,
    bot: user.bot,
    public_flags: 0,
  };
}

/** A guild member; with a channel, also what the member may do there, as interactions carry it. */
export function wireMember(guild: Guild, member: Member, channel?: Channel) {
  const shape = {
    user: wireUser(member.user),
    nick: null,
    avatar: null,
    banner: null,
    roles: member.roles,
    joined_at: member.joinedAt,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
  return channel ? { ...shape, permissions: channelPermissions(guild, member, channel).toString() } : shape;
}

/** A role. */
export function wireRole(role: Role) {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    managed: false,
    mentionable: role.mentionable ?? false,
    flags: 0,
  };
}

/** A guild as it is read by itself. */
export function wireBareGuild(guild: Guild) {
  return {
    id: guild.id,
    name: `Film club ${guild.key}`,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    region: null,
    preferred_locale: guild.locale,
    features: [],
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannelId ?? null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    application_id: null,
    vanity_url_code: null,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 2,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    max_members: 500_000,
    roles: guild.roles.map(wireRole),
    emojis: [],
    stickers: [],
  };
}

/** A guild as GUILD_CREATE carries it to a bot without privileged intents: of the members only the bot itself. */
export function wireGuild(guild: Guild) {
  const bot = guild.members.filter(({ user }) => user.bot);
  return {
    ...wireBareGuild(guild),
    large: false,
    unavailable: false,
    joined_at: guild.joinedAt,
    member_count: guild.members.length,
    channels: guild.channels.map((channel) => wireChannel(channel)),
    members: bot.map((member) => wireMember(guild, member)),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
