import { command } from '../../src/discord/command.ts';
import { BOUNDS } from '../../src/features/clubs/settings.ts';
import { clubOption, inClub, LONGEST } from '../../src/features/clubs/which.ts';
import { cadenceMessage } from '../../src/features/screenings/cadence/messages.ts';
import { changeCadence, viewCadence } from '../../src/features/screenings/screenings.ts';

export const cadence = command({
  name: 'cadence',
  acknowledgement: 'private',
  options: {
    rule: { kind: 'text', required: false, maxLength: LONGEST },
    skip: { kind: 'text', required: false, maxLength: LONGEST },
    auto: { kind: 'flag', required: false },
    'nominating-hours': { kind: 'number', required: false, ...BOUNDS.nominatingHours },
    club: clubOption,
  },
  run: inClub('screening cadence', async ({ app, locale, ...person }, { rule, skip, auto, ...given }, club) => {
    const wish = { rule, skip, auto, nominatingHours: given['nominating-hours'] };
    const isChange = Object.values(wish).some((value) => value !== undefined);
    const view = isChange ? changeCadence(app, club, person, wish) : viewCadence(app.db, club, app.now());
    return cadenceMessage(locale, await view);
  }),
});
