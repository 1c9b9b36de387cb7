import { ChannelType } from 'discord.js';
import { type Component, component } from '../../discord/component.ts';
import type { Asked } from '../../discord/handler.ts';
import { sentence } from '../../discord/message.ts';
import type { Choice } from '../../discord/options.ts';
import { UserError } from '../../errors.ts';
import { channelLink, mention } from '../../lib/moment.ts';
import { joinClub, loadClub } from './clubs.ts';
import { joinedWords, joinRoute, zoneChoice } from './messages.ts';
import { searchZones } from './zones.ts';

const CHOICES_LIMIT = 25;

/** "Join", below a new club. */
const join = component(joinRoute, 'private', async ({ app, guildId, userId, locale }, { clubId }) => {
  const club = await loadClub(app.db, { guildId, clubId });
  return sentence(joinedWords(locale, club, await joinClub(app.db, club, userId, app.now(), locale)));
});

export const clubComponents: readonly Component[] = [join];

/** The time zones while somebody types a city or a country. */
export async function completeZone({ app, locale }: Asked, typed: string): Promise<Choice[]> {
  return (await searchZones(locale, typed, app.now(), CHOICES_LIMIT)).map(zoneChoice);
}

// A text or announcement channel: what the bot posts has to stay where members find it again.
const HOME_TYPES: readonly number[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

/**
 * A channel that can be a club's home.
 * @throws UserError for one of another server, of another kind, or that the bot cannot see.
 */
export async function requireChannel({ app, guildId }: Asked, channelId: string): Promise<string> {
  const channel = await app.discord.channel(channelId);
  const named = { channel: channelLink(channelId) };
  if (channel?.guildId !== guildId) throw new UserError('clubs.channel.unseen', named);
  if (!HOME_TYPES.includes(channel.type)) throw new UserError('clubs.channel.kind', named);
  return channelId;
}

/** @throws UserError for a bot, and for whoever is not in the server. */
export async function requirePerson({ app, guildId }: Asked, userId: string): Promise<void> {
  const person = { person: mention(userId) };
  const member = await app.discord.member(guildId, userId);
  if (!member) throw new UserError('clubs.transfer.not-here', person);
  if (member.bot) throw new UserError('clubs.transfer.bot', person);
}
