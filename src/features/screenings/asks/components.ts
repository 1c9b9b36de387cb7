import { type Component, component } from '../../../discord/component.ts';
import { UserError } from '../../../errors.ts';
import { loadClub, requireHost } from '../../clubs/clubs.ts';
import { plannedWords } from '../messages.ts';
import { DATES } from '../rules.ts';
import { markDates, pickDate, viewAsk } from './asks.ts';
import { pickedRoute, pickMessage, pickRoute, suitsRoute, suitsWords } from './messages.ts';

const suits = component(suitsRoute, 'private', async (pressed, { askId }) => {
  const key = { guildId: pressed.guildId, askId };
  return suitsWords(pressed.locale, await markDates(pressed.app, key, pressed.userId, pressed.values.map(placeOf)));
});

const pick = component(pickRoute, 'private', async (pressed, { askId }) => {
  const { app, guildId, locale } = pressed;
  const view = await viewAsk(app.db, { guildId, askId });
  const club = await loadClub(app.db, view.ask);
  await requireHost(app.db, club, pressed);
  if (view.ask.state !== 'open') throw new UserError('screenings.ask.picked');
  return pickMessage(locale, view, club);
});

const picked = component(pickedRoute, 'update', async (pressed, { askId }) => {
  const key = { guildId: pressed.guildId, askId };
  return plannedWords(pressed.locale, await pickDate(pressed.app, key, pressed, placeOf(pressed.values[0])));
});

export const askComponents: readonly Component[] = [suits, pick, picked];

/** The place of a date that a menu's value names. @throws UserError for what no menu of ours holds. */
function placeOf(value: string | undefined): number {
  const place = Number(value);
  if (!Number.isInteger(place) || place < 0 || place >= DATES.most) throw new UserError('failure.stale');
  return place;
}
