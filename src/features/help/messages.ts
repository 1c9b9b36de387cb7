import type { Message } from '../../discord/message.ts';
import { buttonRow, display } from '../../discord/parts.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import { joinButton, setupButton } from '../clubs/messages.ts';
import { standingLine } from '../setup/messages.ts';
import type { Situation } from './help.ts';
import { type Role, suggestions } from './rules.ts';

const ROLE_TEXTS = {
  host: 'help.host',
  member: 'help.member',
  stranger: 'help.stranger',
} as const satisfies Record<Role, TextKey>;

/** What a person can do in a club now. @param offered the commands there are, by their words. */
export function helpMessage(locale: Locale, situation: Situation, offered: ReadonlySet<string>): Message {
  const { club, role, standing } = situation;
  const lines = [
    safe`### ${club.name}`,
    say(locale, ROLE_TEXTS[role]),
    standingLine(locale, standing),
    ...suggestions(role, standing, club.settings.films, offered).map((command) => commandLine(locale, command)),
  ];
  const buttons = role === 'stranger' ? [buttonRow(joinButton(locale, club))] : [];
  return { components: [display(join(lines, '\n')), ...buttons] };
}

/** What can be done where there is no club yet. */
export function noClubHelp(locale: Locale): Message {
  const lines = [say(locale, 'clubs.none'), commandLine(locale, 'film')];
  return { components: [display(join(lines, '\n')), buttonRow(setupButton(locale))] };
}

/** A command as Discord shows it to the reader, with what it does. */
function commandLine(locale: Locale, command: string): Safe {
  const key = `command.${command.replaceAll(' ', '.')}`;
  return safe`- **${slash(locale, command)}** ${text(locale, `${key}.description` as TextKey)}`;
}

/** `/poll open`; where the reader's Discord calls it otherwise, that name before it. */
function slash(locale: Locale, command: string): string {
  const words = command.split(' ');
  const names = words.map((_, i) => text(locale, `command.${words.slice(0, i + 1).join('.')}.name` as TextKey));
  const shown = names.join(' ');
  return shown === command ? `/${command}` : `/${shown} (/${command})`;
}
