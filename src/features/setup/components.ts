import { type Component, component } from '../../discord/component.ts';
import { type FormHandler, formHandler } from '../../discord/form.ts';
import type { Asked } from '../../discord/handler.ts';
import type { Message } from '../../discord/message.ts';
import { missingPermissions } from '../../discord/permissions.ts';
import { guessZone, listClubs } from '../clubs/clubs.ts';
import { createdMessage, setupRoute } from '../clubs/messages.ts';
import { againRoute, firstClubForm, firstClubRoute, makeRoute, SHOWN_CLUBS, setupMessage } from './messages.ts';
import { foundClub, overviewOf } from './setup.ts';

/** What `/setup` answers, also where a button leads to it. */
export async function showSetup({ app, guildId, locale, botPermissions }: Asked): Promise<Message> {
  const [clubs, shown] = await Promise.all([listClubs(app.db, guildId), overviewOf(app.db, guildId, SHOWN_CLUBS)]);
  const missing = missingPermissions(botPermissions);
  return setupMessage(locale, { missing, clubs: shown, more: clubs.length - shown.length });
}

const open = component(setupRoute, 'private', showSetup);

const again = component(againRoute, 'update', showSetup);

const make = component(makeRoute, 'form', async ({ locale, guildLocale = '' }) =>
  firstClubForm(locale, guessZone(guildLocale, locale)),
);

/** The first club is made for everybody to see, so that they can join. */
const firstClub = formHandler(firstClubRoute, 'public', async (submitted) => {
  const { app, guildId, guildLocale, channelId, userId, locale, botPermissions } = submitted;
  const { name = '', zone = '' } = submitted.fields;
  const club = await foundClub(app, { guildId, guildLocale, locale, channelId, userId, name, zone });
  return createdMessage(locale, club, userId, missingPermissions(botPermissions).length > 0);
});

export const setupComponents: readonly Component[] = [open, again, make];
export const setupForms: readonly FormHandler[] = [firstClub];
