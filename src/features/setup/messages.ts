import type { APIButtonComponent } from 'discord.js';
import type { Form } from '../../discord/form.ts';
import type { Message } from '../../discord/message.ts';
import { button, buttonRow, display } from '../../discord/parts.ts';
import type { PermissionName } from '../../discord/permissions.ts';
import type { Notice } from '../../discord/publish.ts';
import { route } from '../../discord/routes.ts';
import { channelLink, mention, moment } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import { NAME_LIMIT } from '../clubs/clubs.ts';
import { setupButton } from '../clubs/messages.ts';
import { filmName } from '../films/messages.ts';
import type { ClubOverview, Standing } from './setup.ts';

export const againRoute = route('setup/again');
export const makeRoute = route('setup/make');
export const firstClubRoute = route('setup/club');

/** Clubs that one message lists. */
export const SHOWN_CLUBS = 10;
const TITLE_LIMIT = 80;

const PERMISSION_TEXTS = {
  ViewChannel: ['permission.view-channel', 'permission.view-channel.for'],
  SendMessages: ['permission.send-messages', 'permission.send-messages.for'],
  ReadMessageHistory: ['permission.read-history', 'permission.read-history.for'],
  AttachFiles: ['permission.attach-files', 'permission.attach-files.for'],
  SendPolls: ['permission.send-polls', 'permission.send-polls.for'],
  CreatePrivateThreads: ['permission.private-threads', 'permission.private-threads.for'],
  CreatePublicThreads: ['permission.public-threads', 'permission.public-threads.for'],
  SendMessagesInThreads: ['permission.send-in-threads', 'permission.send-in-threads.for'],
  ManageThreads: ['permission.manage-threads', 'permission.manage-threads.for'],
  ManageMessages: ['permission.manage-messages', 'permission.manage-messages.for'],
  ManageChannels: ['permission.manage-channels', 'permission.manage-channels.for'],
  CreateEvents: ['permission.create-events', 'permission.create-events.for'],
  Connect: ['permission.connect', 'permission.connect.for'],
} as const satisfies Record<PermissionName, readonly [TextKey, TextKey]>;

/** What the set-up found: permissions that are missing in this channel, and the server's clubs. */
export type Found = { missing: readonly PermissionName[]; clubs: readonly ClubOverview[]; more: number };

/** The set-up: what has to be put right, and the way to the first club or what the clubs wait for. */
export function setupMessage(locale: Locale, { missing, clubs, more }: Found): Message {
  const rights = missing.length === 0 ? [say(locale, 'setup.allowed')] : lacking(locale, missing);
  const listed = clubs.map((one) => clubLines(locale, one));
  const rest = more > 0 ? [say(locale, 'setup.more', { count: more })] : [];
  const next = clubs.length > 0 ? [...listed, ...rest] : [say(locale, 'setup.no-club')];
  const lines = [
    safe`### ${say(locale, 'setup.title')}`,
    ...rights,
    ...(missing.length > 0 && clubs.length === 0 ? [] : next),
  ];
  return {
    components: [display(join(lines, '\n')), buttonRow(...buttons(locale, missing.length === 0, clubs.length))],
  };
}

/** The form for the first club. */
export function firstClubForm(locale: Locale, zone: string): Form {
  return {
    title: text(locale, 'setup.form'),
    customId: firstClubRoute.build({}),
    fields: [
      {
        kind: 'line',
        id: 'name',
        label: text(locale, 'setup.form.name'),
        placeholder: text(locale, 'setup.form.name.example'),
        required: true,
        maxLength: NAME_LIMIT,
      },
      {
        kind: 'line',
        id: 'zone',
        label: text(locale, 'setup.form.zone'),
        description: text(locale, 'setup.form.zone.example'),
        value: zone,
        required: true,
        maxLength: NAME_LIMIT,
      },
    ],
  };
}

/** The bot's one hello in a server. */
export function greetingNotice(locale: Locale): Notice {
  return { content: say(locale, 'setup.greeting'), rows: [buttonRow(setupButton(locale))], quiet: true };
}

/** What a club waits for, on one line. */
export function standingLine(locale: Locale, { state, films, film, dueAt }: Standing): Safe {
  const name = film ? filmName({ title: label(film.title, TITLE_LIMIT), year: film.year }) : safe`?`;
  const key = state === 'polling' ? 'standing.closes' : 'standing.due';
  const due = dueAt ? [say(locale, key, { when: moment(dueAt, 'f'), left: moment(dueAt, 'R') })] : [];
  return join([say(locale, STATE_TEXTS[state], { count: films, film: name }), ...due], ' ');
}

const STATE_TEXTS = {
  nominating: 'standing.nominating',
  polling: 'standing.polling',
  scheduled: 'standing.scheduled',
  watched: 'standing.watched',
  rating: 'standing.rating',
  recapped: 'standing.over',
  cancelled: 'standing.over',
} as const satisfies Record<Standing['state'], TextKey>;

function lacking(locale: Locale, missing: readonly PermissionName[]): Safe[] {
  const each = missing.map((name) => {
    const [called, why] = PERMISSION_TEXTS[name];
    return safe`- **${text(locale, called)}** ${say(locale, why)}`;
  });
  return [say(locale, 'setup.lacking', { count: missing.length }), ...each, say(locale, 'setup.how')];
}

function clubLines(locale: Locale, { club, hosts, standing }: ClubOverview): Safe {
  const host = hosts.length > 0 ? join(hosts.map(mention), ', ') : say(locale, 'setup.hostless');
  const where = safe`**${club.name}** · ${channelLink(club.channelId)} · ${say(locale, 'setup.host', { host })}`;
  return join([where, safe`-# ${standingLine(locale, standing)}`], '\n');
}

function buttons(locale: Locale, isAllowed: boolean, clubs: number): APIButtonComponent[] {
  const again = button(text(locale, 'setup.again'), againRoute.build({}));
  const make = button(text(locale, 'setup.make'), makeRoute.build({}), { primary: true });
  return isAllowed && clubs === 0 ? [make, again] : [again];
}
