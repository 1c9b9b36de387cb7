import {
  type APIGuildScheduledEvent,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  type RESTPostAPIGuildScheduledEventJSONBody,
} from 'discord.js';
import { channelLink } from '../../../lib/moment.ts';
import { inline, label, truncate } from '../../../lib/text.ts';
import { LOCALES, type Locale, say, text } from '../../../texts/texts.ts';
import { filmLabel } from '../../films/messages.ts';
import { PLACE_LIMIT } from '../rules.ts';
import type { Screening, Where } from '../screenings.ts';

const NAME_LIMIT = 100;
const DESCRIPTION_LIMIT = 1_000;
const CLUB_LIMIT = 40;

/** What an event's description holds, by which the bot knows it again. */
export function codeOf(screeningId: string): string {
  return `#${screeningId.slice(-10)}`;
}

/**
 * Where somebody has put a night's event in Discord's own dialog; undefined where it is where the night is. That an event
 * is "here on the server" says nothing, in whatever language.
 */
export function placedElsewhere(screening: Screening, event: APIGuildScheduledEvent): Where | undefined {
  const { channel_id: voiceId, entity_metadata: metadata } = event;
  if (voiceId) return voiceId === screening.voiceId ? undefined : { voiceId, place: null };
  const place = truncate(inline(metadata?.location ?? ''), PLACE_LIMIT);
  const isUnsaid = LOCALES.some((locale) => place === text(locale, 'screenings.event.place'));
  const isSame = screening.voiceId === null && place === (isUnsaid && !screening.place ? place : inWords(screening));
  return isSame || place === '' ? undefined : { voiceId: null, place: isUnsaid ? null : place };
}

function inWords({ place }: Pick<Screening, 'place'>): string {
  return label(place ?? '', PLACE_LIMIT);
}

type Named = { club: string; film: { title: string; year: number | null } };

/** A night as one of Discord's events: neutral words, since its name stands where no curtain can be. */
export function eventBody(
  locale: Locale,
  screening: Screening,
  { club, film }: Named,
): RESTPostAPIGuildScheduledEventJSONBody {
  const { number, voiceId, startsAt, endsAt, channelId } = screening;
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
          entity_metadata: { location: inWords(screening) || text(locale, 'screenings.event.place') },
        }),
  };
}
