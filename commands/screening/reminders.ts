import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { remindersMessage } from '../../src/features/screenings/messages.ts';
import { changeReminders } from '../../src/features/screenings/screenings.ts';

const flag = { kind: 'flag', required: false } as const;

export const reminders = command({
  name: 'reminders',
  acknowledgement: 'private',
  options: { day: flag, hour: flag, start: flag, rate: flag, club: clubOption },
  run: inClub('screening reminders', async ({ app, locale, ...person }, { club: _, ...given }, club) =>
    remindersMessage(locale, await changeReminders(app, club, person, given)),
  ),
});
