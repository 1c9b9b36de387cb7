import type { Gateway } from '../gateway/gateway.ts';
import { interactionToken } from '../ids.ts';
import type { Interaction } from '../state/interactions.ts';
import { channelPermissions } from '../state/permissions.ts';
import type { Message } from '../state/types.ts';
import { memberById } from '../state/world.ts';
import { wirePlace } from '../wire/channels.ts';
import { wireMessage } from '../wire/messages.ts';
import { wireMember, wireUser } from '../wire/people.ts';
import type { Scene } from './scene.ts';

const ATTACHMENT_LIMIT = 10 * 1024 * 1024;
const GUILD_CONTEXT = 0;
const BOT_DM_CONTEXT = 1;

/** What a person does to the bot. */
export type Act = {
  type: number;
  /** What it was, for people. */
  name: string;
  data: Record<string, unknown>;
  /** The message whose component is used. */
  source?: Message;
  /** The type of the option being typed. */
  focusedType?: number;
};

/** What differs between a server and a direct conversation: who it is, and where the bot is installed. */
function whereabouts({ guild, channel, member }: Scene) {
  if (channel.recipient)
    return {
      user: wireUser(member.user),
      authorizing_integration_owners: { '0': '0' },
      context: BOT_DM_CONTEXT,
    };
  return {
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_id: guild.id,
    guild_locale: guild.locale,
    member: wireMember(guild, member, channel),
    authorizing_integration_owners: { '0': guild.id },
    context: GUILD_CONTEXT,
  };
}

function payload(scene: Scene, act: Act, { id, token }: Interaction) {
  const { world, guild, channel, member } = scene;
  const bot = memberById(guild, world.bot.id);
  return {
    id,
    application_id: world.bot.id,
    type: act.type,
    token,
    version: 1,
    data: act.data,
    ...whereabouts(scene),
    channel: wirePlace(guild, member, channel),
    channel_id: channel.id,
    locale: member.locale,
    app_permissions: bot ? channelPermissions(guild, bot, channel).toString() : '0',
    entitlements: [],
    attachment_size_limit: ATTACHMENT_LIMIT,
    ...(act.source ? { message: wireMessage(world, act.source) } : {}),
  };
}

/** Sends an interaction to the bot; the three seconds begin now. */
export function interact(gateway: Gateway, scene: Scene, act: Act): Interaction {
  const { world, guild, channel, member } = scene;
  const interaction: Interaction = {
    id: world.nextId(),
    token: interactionToken(),
    type: act.type,
    name: act.name,
    guildId: guild.id,
    channelId: channel.id,
    userId: member.user.id,
    seat: null,
    focusedType: act.focusedType ?? null,
    sourceId: act.source?.id ?? null,
    createdAt: world.clock.now(),
    sentAt: performance.now(),
    answeredIn: null,
    answerType: null,
    originalId: null,
    choices: [],
    modal: null,
  };
  world.interactions.add(interaction);
  gateway.deal(payload(scene, act, interaction), guild.id, (seat) => {
    interaction.seat = seat;
  });
  return interaction;
}
