import { type Component, component } from '../../../discord/component.ts';
import { say } from '../../../texts/texts.ts';
import { openForm } from '../components.ts';
import { doneMessage } from '../one/messages.ts';
import { letEverybody, listOfRound } from './list.ts';
import { listMessage, listRoute, passRoute, wishRoute } from './messages.ts';

const list = component(listRoute, 'update', async (pressed, { roundId, page }) => {
  const { app, guildId } = pressed;
  const view = await listOfRound(app.db, { guildId, roundId }, pressed, app.now());
  return listMessage(pressed.locale, view, /^\d{1,4}$/.test(page) ? Number(page) : 0);
});

/** A film of the person's watchlist goes through the same form as one of a card. */
const wish = component(wishRoute, 'form', async (pressed) => openForm(pressed, pressed.values[0]));

const pass = component(passRoute, 'update', async (pressed, { roundId }) => {
  await letEverybody(pressed.app, { guildId: pressed.guildId, roundId }, pressed);
  return doneMessage(pressed.locale, say(pressed.locale, 'nominations.done.passed'), roundId);
});

export const listComponents: readonly Component[] = [list, wish, pass];
