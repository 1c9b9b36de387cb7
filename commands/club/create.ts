import { command } from '../../src/discord/command.ts';
import { missingPermissions } from '../../src/discord/permissions.ts';
import { completeZone, requireChannel } from '../../src/features/clubs/components.ts';
import { createdMessage } from '../../src/features/clubs/messages.ts';
import { LONGEST } from '../../src/features/clubs/which.ts';
import { foundClub } from '../../src/features/setup/setup.ts';

export const create = command({
  name: 'create',
  acknowledgement: 'public',
  options: {
    name: { kind: 'text', required: true, maxLength: LONGEST },
    zone: { kind: 'text', required: true, maxLength: LONGEST, complete: completeZone },
    channel: { kind: 'channel', required: false },
  },
  run: async (asked, { name, zone, channel }) => {
    const channelId = channel === undefined ? asked.channelId : await requireChannel(asked, channel);
    const { guildId, guildLocale, locale, userId } = asked;
    const club = await foundClub(asked.app, { guildId, guildLocale, locale, userId, channelId, name, zone });
    const isLacking = channelId === asked.channelId && missingPermissions(asked.botPermissions).length > 0;
    return createdMessage(asked.locale, club, userId, isLacking);
  },
});
