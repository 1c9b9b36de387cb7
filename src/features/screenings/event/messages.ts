import {
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  type RESTPostAPIGuildScheduledEventJSONBody,
} from 'discord.js';
import { channelLink } from '../../../lib/moment.ts';
import { label, truncate } from '../../../lib/text.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import { filmLabel } from '../../films/messages.ts';
import { PLACE_LIMIT } from '../rules.ts';
import type { Screening } from '../screenings.ts';

const NAME_LIMIT = 100;
const DESCRIPTION_LIMIT = 1_000;
const CLUB_LIMIT = 40;

/** What an event's description holds, by which the bot knows it again. */
export function codeOf(screeningId: string): string {
  return `#${screeningId.slice(-10)}`;
}

type Named = { club: string; film: { title: string; year: number | null } };

/** A night as one of Discord's events: neutral words, since its name stands where no curtain can be. */
export function eventBody(
  locale: Locale,
  screening: Screening,
  { club, film }: Named,
): RESTPostAPIGuildScheduledEventJSONBody {
  const { number, voiceId, place, startsAt, endsAt, channelId } = screening;
  const short = truncate(club, CLUB_LIMIT);
  const name = text(locale, 'screenings.event.name', {
    club: short,
    film: filmLabel(film, NAME_LIMIT - CLUB_LIMIT - 3),
  });
  const parts = { club, number, channel: channelLink(channelId) };
  const description = say(locale, 'screenings.event.description', parts).markdown;
  const code = `\n-# ${codeOf(screening.id)}`;
  return {
    name: label(name, NAME_LIMIT),
    description: `${truncate(description, DESCRIPTION_LIMIT - code.length)}${code}`,
    privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
    scheduled_start_time: startsAt.toISOString(),
    scheduled_end_time: endsAt.toISOString(),
    ...(voiceId
      ? { entity_type: GuildScheduledEventEntityType.Voice, channel_id: voiceId }
      : {
          entity_type: GuildScheduledEventEntityType.External,
          entity_metadata: { location: label(place ?? text(locale, 'screenings.event.place'), PLACE_LIMIT) },
        }),
  };
}
