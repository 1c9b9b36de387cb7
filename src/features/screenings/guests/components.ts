import { type Component, component } from '../../../discord/component.ts';
import { UserError } from '../../../errors.ts';
import { loadClub, requireHost } from '../../clubs/clubs.ts';
import { answeredWords, answerRoute, guestsMessage, guestsNoted, guestsRoute, presentRoute } from '../messages.ts';
import { answerNight, attendanceOf, findScreening, noteGuests } from '../screenings.ts';

const answer = component(answerRoute, 'private', async (pressed, { screeningId, answer: said }) => {
  if (said !== 'in' && said !== 'out') throw new UserError('failure.stale');
  const key = { guildId: pressed.guildId, screeningId };
  return answeredWords(pressed.locale, await answerNight(pressed.app, key, pressed.userId, said), said === 'in');
});

const guests = component(guestsRoute, 'private', async (pressed, { screeningId }) => {
  const { app, guildId, locale } = pressed;
  const screening = await findScreening(app.db, { guildId, screeningId });
  if (!screening) throw new UserError('screenings.gone');
  await requireHost(app.db, await loadClub(app.db, screening), pressed);
  return guestsMessage(locale, screeningId, await attendanceOf(app.db, guildId, screeningId));
});

const present = component(presentRoute, 'update', async (pressed, { screeningId }) => {
  const key = { guildId: pressed.guildId, screeningId };
  const { guests: noted } = await noteGuests(pressed.app, key, pressed, pressed.values);
  return guestsNoted(pressed.locale, noted);
});

export const guestComponents: readonly Component[] = [answer, guests, present];
