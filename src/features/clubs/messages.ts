import type { APIButtonComponent } from 'discord.js';
import type { Message } from '../../discord/message.ts';
import type { Choice } from '../../discord/options.ts';
import { button, buttonRow, display, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { channelLink, mention, roleMention } from '../../lib/moment.ts';
import { join, type Part, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import type { Club } from './clubs.ts';
import { type ClubSettings, SETTING_KEYS, SETTING_OPTIONS, type SettingKey } from './settings.ts';
import type { ZoneChoice } from './zones.ts';

export const whichRoute = route('clubs/which/:command/:pendingId');
export const joinRoute = route('clubs/join/:clubId');
/** Answered by the set-up, which is above the clubs. */
export const setupRoute = route('setup/open');

const CHOICE_LIMIT = 100;
const BUTTON_LIMIT = 80;
const OPTIONS_LIMIT = 25;

/** "Set up", for any message where nothing can be done before. */
export function setupButton(locale: Locale, primary = true): APIButtonComponent {
  return button(text(locale, 'setup.open'), setupRoute.build({}), { primary });
}

/** That the server has no club yet, and the way to one. */
export function noClubMessage(locale: Locale): Message {
  return { components: [display(say(locale, 'clubs.none')), buttonRow(setupButton(locale))] };
}

/** The question which club a command is for. */
export function whichMessage(locale: Locale, command: string, pendingId: string, clubs: readonly Club[]): Message {
  const options = clubs
    .slice(0, OPTIONS_LIMIT)
    .map(({ id, name }) => ({ label: label(name, CHOICE_LIMIT), value: id }));
  const key = clubs.length > OPTIONS_LIMIT ? 'clubs.which.many' : 'clubs.which.why';
  return {
    components: [
      display(say(locale, key)),
      selectRow(text(locale, 'clubs.which'), whichRoute.build({ command, pendingId }), options),
    ],
  };
}

/**
 * A new club, for everybody: what it is, who runs it and how to be in.
 * @param isLacking whether the bot may not do all that it needs in the club's channel.
 */
export function createdMessage(locale: Locale, club: Club, hostId: string, isLacking: boolean): Message {
  const lines = [
    safe`### ${club.name}`,
    say(locale, 'clubs.created', { host: mention(hostId), channel: channelLink(club.channelId), zone: club.zone }),
    say(locale, 'clubs.created.next'),
    ...(isLacking ? [say(locale, 'clubs.created.lacking')] : []),
  ];
  return { components: [display(join(lines, '\n')), buttonRow(joinButton(locale, club))] };
}

export function joinButton(locale: Locale, club: Club): APIButtonComponent {
  const words = label(text(locale, 'clubs.join', { club: club.name }), BUTTON_LIMIT);
  return button(words, joinRoute.build({ clubId: club.id }), { primary: true });
}

/** What a person reads who has joined, or was in already. */
export function joinedWords(locale: Locale, club: Club, isNew: boolean): Safe {
  return say(locale, isNew ? 'clubs.joined' : 'clubs.joined.already', {
    club: club.name,
    channel: channelLink(club.channelId),
  });
}

/** What a person reads who has left, and what becomes of the club they leave. */
export function leftWords(locale: Locale, club: Club, left: { members: number; hosts: number }): Safe {
  const rest: TextKey[] = left.members === 0 ? ['clubs.left.empty'] : left.hosts === 0 ? ['clubs.left.hostless'] : [];
  return join([say(locale, 'clubs.left', { club: club.name }), ...rest.map((key) => say(locale, key))], '\n');
}

export function transferredWords(locale: Locale, club: Club, toId: string): Safe {
  return say(locale, 'clubs.transferred', { club: club.name, host: mention(toId) });
}

/** What a club has decided, each with what it means; after a change only what was changed. */
export function settingsMessage(locale: Locale, club: Club, changed: readonly string[]): Message {
  const { channelId, zone, name, settings } = club;
  const values: [string, Part][] = [
    ['name', name],
    ['zone', zone],
    ['channel', channelLink(channelId)],
    ...SETTING_KEYS.map((key): [string, Part] => [SETTING_OPTIONS[key], settingValue(locale, key, settings)]),
  ];
  const shown = values.filter(([option]) => changed.length === 0 || changed.includes(option));
  const key = changed.length === 0 ? 'clubs.settings' : 'clubs.settings.saved';
  const heading = safe`### ${say(locale, key, { club: name })}`;
  return { components: [display(join([heading, ...shown.map(settingLines(locale))], '\n'))] };
}

const settingLines =
  (locale: Locale) =>
  ([option, value]: [string, Part]): Safe => {
    const of = (part: 'name' | 'description') => text(locale, `command.club.settings.${option}.${part}` as TextKey);
    return safe`**${of('name')}: ${value}**\n-# ${of('description')}`;
  };

function settingValue(locale: Locale, key: SettingKey, settings: ClubSettings): Part {
  const value = settings[key];
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return text(locale, value ? 'clubs.settings.yes' : 'clubs.settings.no');
  if (key === 'language' && value === null) return text(locale, 'clubs.settings.language.own');
  if (value === null) return text(locale, 'clubs.settings.nobody');
  if (key === 'remindRole') return roleMention(value);
  return text(locale, `command.club.settings.${SETTING_OPTIONS[key]}.${value}` as TextKey);
}

/** A club as a choice while typing. */
export function clubChoice({ id, name }: Club): Choice {
  return { name: label(name, CHOICE_LIMIT), value: id };
}

/** A time zone as a choice while typing: "Asia/Seoul · UTC+09:00 · South Korea Time". */
export function zoneChoice({ zone, name, offset }: ZoneChoice): Choice {
  return { name: label([zone, offset, name].join(' · '), CHOICE_LIMIT), value: zone };
}
