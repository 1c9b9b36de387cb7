import { type Component, component } from '../../discord/component.ts';
import type { Asked } from '../../discord/handler.ts';
import type { Choice } from '../../discord/options.ts';
import { UserError } from '../../errors.ts';
import { fold } from '../../lib/text.ts';
import { clubMeant } from '../clubs/clubs.ts';
import { filmLabel } from '../films/messages.ts';
import { historyCsv, nightsCalendar } from './history/files.ts';
import { calendarRoute, csvRoute, fileMessage, historyMessage, historyRoute } from './history/messages.ts';
import { writeSeason } from './jobs.ts';
import { nightsOf } from './nights.ts';
import { calendarOf, historyOf, seasonOf } from './recaps.ts';
import { seasonRoute, tasteMessage, tasteRoute } from './season/messages.ts';

const CHOICES_LIMIT = 25;

/** Turns the pages of a year. Whoever asked for it turns them; anyone else gets their own. */
const season = component(
  seasonRoute,
  ({ userId, ownerId }) => (userId === ownerId ? 'update' : 'private'),
  async ({ app, guildId, locale }, { clubId, year, page }) =>
    writeSeason(app, locale, { guildId, clubId }, wholeNumber(year), wholeNumber(page)),
);

/** Who rates like the person who asks. */
const taste = component(tasteRoute, 'private', async ({ app, guildId, userId, locale }, { clubId, year }) =>
  tasteMessage(locale, await seasonOf(app.db, { guildId, clubId }, wholeNumber(year)), userId),
);

const history = component(historyRoute, 'update', async ({ app, guildId, locale }, { clubId, page }) =>
  historyMessage(locale, await historyOf(app.db, { guildId, clubId }), wholeNumber(page)),
);

const table = component(csvRoute, 'private', async ({ app, guildId, locale }, { clubId }) => {
  const { club, nights } = await historyOf(app.db, { guildId, clubId });
  return fileMessage(locale, 'csv', club, historyCsv(locale, club, nights));
});

const calendar = component(calendarRoute, 'private', async ({ app, guildId, locale }, { clubId }) => {
  const { club, screenings } = await calendarOf(app.db, { guildId, clubId });
  return fileMessage(locale, 'calendar', club, nightsCalendar(locale, club, screenings, app.now()));
});

export const recapComponents: readonly Component[] = [season, taste, history, table, calendar];

/** @throws UserError for what no button of ours carries. */
function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UserError('failure.stale');
  return Number(text);
}

/** The films that have a recap in the club that is meant here, the latest first, while somebody types. */
export async function completeNight({ app, guildId, channelId, userId }: Asked, typed: string): Promise<Choice[]> {
  const meant = await clubMeant(app.db, { guildId, channelId, userId });
  const clubs = meant?.kind === 'club' ? [meant.club] : (meant?.clubs ?? []);
  const nights = (await Promise.all(clubs.map((club) => nightsOf(app.db, club)))).flat();
  const wanted = fold(typed);
  return nights
    .filter(({ film, revealedAt }) => revealedAt !== null && fold(filmLabel(film)).includes(wanted))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, CHOICES_LIMIT)
    .map(({ roundId, film }) => ({ name: filmLabel(film), value: roundId }));
}
