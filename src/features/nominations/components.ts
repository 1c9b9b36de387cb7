import { type Component, component } from '../../discord/component.ts';
import { type FormHandler, formHandler } from '../../discord/form.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import { type Message, sentence } from '../../discord/message.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { readSpoilers } from '../../spoilers/classify.ts';
import { looksTelling } from '../../spoilers/hint.ts';
import { withoutBars } from '../../spoilers/markup.ts';
import { say } from '../../texts/texts.ts';
import { type Club, clubMeant, keepCommand, loadClub, takeCommand } from '../clubs/clubs.ts';
import { noClubMessage } from '../clubs/messages.ts';
import { filmSought, readerFilm, requireFilm } from '../films/films.ts';
import { filmLabel } from '../films/messages.ts';
import { forgetForLater, keepForLater } from './later.ts';
import {
  forgetRoute,
  laterMessage,
  laterRoute,
  pickRoute,
  pitchForm,
  pitchRoute,
  putMessage,
  putRoute,
  refusedMessage,
  strong,
  unsureMessage,
} from './messages.ts';
import { nominateFilm } from './nominate.ts';
import { readPitch } from './rules.ts';

/** Puts the film forward that a person's words name; where they may mean several, the person is asked alone. */
export async function nominateText(asked: Asked, club: Club, film: string, pitch: string | undefined): Promise<Answer> {
  readPitch(pitch);
  const { app, guildId } = asked;
  const found = await filmSought({ ...app, log: asked.log }, { text: film, guildId });
  if (found.kind === 'film') return put(asked, club, found.filmId, pitch);
  const given = { club: club.id, ...(pitch === undefined ? {} : { pitch }) };
  const pendingId = await keepCommand(app.db, asked, { command: 'nominate', given }, app.now());
  return unsureMessage(asked.locale, film, pendingId, found.suggestions);
}

/** One of the films that were meant; if it cannot be put forward, another can still be chosen. */
const pick = component(pickRoute, 'public', async (pressed, { pendingId }) => {
  const [filmId] = pressed.values;
  if (!isId(filmId)) throw new UserError('failure.stale');
  return pressed.app.db.transaction(async (tx) => {
    const { command, given } = await takeCommand(tx, pressed, pendingId, pressed.app.now());
    if (command !== 'nominate' || typeof given.club !== 'string') throw new UserError('failure.stale');
    const club = await loadClub(tx, { guildId: pressed.guildId, clubId: given.club });
    const pitch = typeof given.pitch === 'string' ? given.pitch : undefined;
    return put({ ...pressed, app: { ...pressed.app, db: tx } }, club, filmId, pitch);
  });
});

async function put(asked: Asked, club: Club, filmId: string, pitch: string | undefined): Promise<Answer> {
  const { app, guildId, locale, userId } = asked;
  const film = await requireFilm(app.db, filmId, guildId);
  const done = await nominateFilm(app, club, { userId, filmId: film.id, pitch });
  if (done.kind !== 'put') return refusedMessage(locale, club, film.id, done);
  const said = withoutBars(done.nomination.nominators.find((one) => one.userId === userId)?.pitch ?? '');
  const telling = pitch !== undefined && looksTelling(await readSpoilers(), said, readerFilm(film));
  const aside = telling ? { aside: sentence(say(locale, 'nominations.pitch.telling')) } : {};
  return { ...putMessage(locale, done, film, userId), ...aside };
}

/** "Nominate" on a film's card. */
const open = component(putRoute, 'form', async (pressed, { filmId }) => openForm(pressed, filmId));

/** The form for a film: the club is asked for where several may be meant. */
export async function openForm(asked: Asked, filmId: string | undefined) {
  const { app, guildId, channelId, userId, locale } = asked;
  if (!isId(filmId)) throw new UserError('failure.stale');
  const [film, meant] = await Promise.all([
    requireFilm(app.db, filmId, guildId),
    clubMeant(app.db, { guildId, channelId, userId }),
  ]);
  if (!meant) return { ...noClubMessage(locale), private: true as const };
  return pitchForm(locale, film.id, filmLabel(film), meant.kind === 'which' ? meant.clubs : []);
}

const submit = formHandler(pitchRoute, 'public', async (submitted, { filmId }) => {
  const { fields } = submitted;
  const club = await clubOf(submitted, fields.club);
  if (fields.when !== 'later') return put(submitted, club, filmId, fields.pitch);
  return { ...(await kept(submitted, club, filmId)), private: true };
});

/** Keeps a film for later, and says so. */
async function kept({ app, guildId, userId, locale }: Asked, club: Club, filmId: string): Promise<Message> {
  const { id } = await requireFilm(app.db, filmId, guildId);
  return laterMessage(locale, club, id, await keepForLater(app.db, club, { userId, filmId: id }, app.now()));
}

async function clubOf({ app, guildId, channelId, userId }: Asked, chosen: string | undefined): Promise<Club> {
  if (isId(chosen)) return loadClub(app.db, { guildId, clubId: chosen });
  const meant = await clubMeant(app.db, { guildId, channelId, userId });
  if (meant?.kind !== 'club') throw new UserError('clubs.gone');
  return meant.club;
}

const later = component(laterRoute, 'update', async (pressed, { clubId, filmId }) =>
  kept(pressed, await loadClub(pressed.app.db, { guildId: pressed.guildId, clubId }), filmId),
);

const forget = component(forgetRoute, 'update', async ({ app, guildId, locale, userId }, { clubId, filmId }) => {
  const club = await loadClub(app.db, { guildId, clubId });
  const film = await requireFilm(app.db, filmId, guildId);
  await forgetForLater(app.db, club, { userId, filmId: film.id });
  return sentence(say(locale, 'nominations.later.undone', { film: strong(filmLabel(film)) }));
});

export const nominateComponents: readonly Component[] = [pick, open, later, forget];
export const nominateForms: readonly FormHandler[] = [submit];
