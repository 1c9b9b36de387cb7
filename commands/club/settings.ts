import { DISCUSSION_MODES } from '../../src/db/schema/discussions.ts';
import { POLL_METHODS } from '../../src/db/schema/polls.ts';
import { command } from '../../src/discord/command.ts';
import { changeClub } from '../../src/features/clubs/clubs.ts';
import { completeZone, requireChannel } from '../../src/features/clubs/components.ts';
import { settingsMessage } from '../../src/features/clubs/messages.ts';
import { BOUNDS, readSettings, SEEN_RULES } from '../../src/features/clubs/settings.ts';
import { clubOption, inClub, LONGEST } from '../../src/features/clubs/which.ts';
import { LOCALES } from '../../src/texts/texts.ts';

const flag = { kind: 'flag', required: false } as const;
const number = (bounds: { min: number; max: number }) => ({ kind: 'number', required: false, ...bounds }) as const;

export const settings = command({
  name: 'settings',
  acknowledgement: 'private',
  options: {
    method: { kind: 'choice', required: false, choices: POLL_METHODS },
    'poll-hours': number(BOUNDS.hours),
    quorum: number(BOUNDS.quorum),
    names: flag,
    films: number(BOUNDS.films),
    nominations: number(BOUNDS.nominations),
    veto: flag,
    seen: { kind: 'choice', required: false, choices: SEEN_RULES },
    'carry-over': number(BOUNDS.carryOver),
    rotation: flag,
    'picker-hours': number(BOUNDS.pickerHours),
    'rating-hours': number(BOUNDS.ratingHours),
    'remind-role': { kind: 'role', required: false },
    discussions: { kind: 'choice', required: false, choices: DISCUSSION_MODES },
    language: { kind: 'choice', required: false, choices: LOCALES },
    name: { kind: 'text', required: false, maxLength: LONGEST },
    zone: { kind: 'text', required: false, maxLength: LONGEST, complete: completeZone },
    channel: { kind: 'channel', required: false },
    club: clubOption,
  },
  run: inClub('club settings', async (asked, given, { guildId, id: clubId }) => {
    const { app, locale } = asked;
    const { name, zone, channel, club: _, ...rest } = given;
    const channelId = channel === undefined ? undefined : await requireChannel(asked, channel);
    const change = { name, zone, channelId, settings: readSettings(rest, guildId) };
    const club = await app.db.transaction((tx) => changeClub(tx, { guildId, clubId }, asked, change, app.now()));
    const changed = Object.entries({ name, zone, channel, ...rest }).flatMap(([option, value]) =>
      value === undefined ? [] : [option],
    );
    return settingsMessage(locale, club, changed);
  }),
});
