import { ChannelType } from 'discord.js';
import { type Component, component, type Pressed } from '../../../discord/component.ts';
import { type FormHandler, formHandler } from '../../../discord/form.ts';
import type { Answer, Asked } from '../../../discord/handler.ts';
import { UserError } from '../../../errors.ts';
import { isId } from '../../../lib/ids.ts';
import { channelLink } from '../../../lib/moment.ts';
import { inline, truncate } from '../../../lib/text.ts';
import { type Club, keepCommand, loadClub, requireHost, seeCommand, takeCommand } from '../../clubs/clubs.ts';
import { filmSought, requireFilm } from '../../films/films.ts';
import { filmLabel } from '../../films/messages.ts';
import { askDates } from '../asks/asks.ts';
import { askedWords } from '../asks/messages.ts';
import {
  changedRoute,
  changeForm,
  changeRoute,
  draftMessage,
  filmRoute,
  plannedWords,
  planRoute,
  whichFilm,
} from '../messages.ts';
import { endOf, PLACE_LIMIT } from '../rules.ts';
import { filmToPlan, planScreening } from '../screenings.ts';
import { datesFrom, datesOf } from './dates.ts';

const COMMAND = 'screening plan';

/** What somebody typed who plans a night; every part that was understood goes on as an id or a time. */
type Plan = {
  film?: string | undefined;
  when?: string | undefined;
  /** The dates that `when` named when it was read: "tomorrow" must not move on while somebody thinks. */
  at?: string | undefined;
  place?: string | undefined;
  channel?: string | undefined;
};

/** Shows a night back as it was understood; nothing is saved before "Plan it". */
export async function planText(asked: Asked, club: Club, typed: Omit<Plan, 'at'>): Promise<Answer> {
  const { app, guildId } = asked;
  await requireHost(app.db, club, asked);
  const at = (await datesFrom(asked.app, club, typed.when)).map((date) => date.toISOString());
  const plan = { ...typed, at: at.join(';') };
  await placesFrom(asked, plan);
  if (plan.film === undefined) {
    const chosen = await filmToPlan(app.db, club);
    if (!chosen) throw new UserError('screenings.no-film', { club: club.name });
    return draft(asked, club, { ...plan, film: chosen });
  }
  const meant = await filmSought({ ...app, log: asked.log }, { text: plan.film, guildId });
  if (meant.kind === 'film') return draft(asked, club, { ...plan, film: meant.filmId });
  return whichFilm(asked.locale, await keep(asked, club, plan), meant.suggestions);
}

async function draft(asked: Asked, club: Club, plan: Plan & { film: string }): Promise<Answer> {
  const film = await requireFilm(asked.app.db, plan.film, asked.guildId);
  const dates = datesOf(plan);
  const { voiceId, place } = await placesFrom(asked, plan);
  const endsAt = endOf(dates[0] ?? asked.app.now(), film.runtimeMinutes);
  return draftMessage(asked.locale, await keep(asked, club, plan), { club, film, dates, endsAt, voiceId, place });
}

function keep({ app, ...asked }: Asked, { id: club }: Club, plan: Plan): Promise<string> {
  const given = Object.fromEntries(Object.entries({ ...plan, club }).filter(([, value]) => value !== undefined));
  return keepCommand(app.db, asked, { command: COMMAND, given }, app.now());
}

const ANNOUNCED_IN: readonly number[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

/** A voice channel is where the night is, any other where it is announced; a place is the one or the other. */
async function placesFrom({ app, guildId }: Asked, plan: Plan) {
  const place = truncate(inline(plan.place ?? ''), PLACE_LIMIT) || undefined;
  if (plan.channel === undefined) return { place };
  const named = { channel: channelLink(plan.channel) };
  const channel = await app.discord.channel(plan.channel);
  if (channel?.guildId !== guildId) throw new UserError('clubs.channel.unseen', named);
  if (ANNOUNCED_IN.includes(channel.type)) return { place, channelId: plan.channel };
  if (channel.type !== ChannelType.GuildVoice) throw new UserError('screenings.channel.kind', named);
  if (place) throw new UserError('screenings.two-places');
  return { voiceId: plan.channel };
}

type Kept = { club: Club; plan: Plan };

async function keptPlan(asked: Asked, typed: Awaited<ReturnType<typeof takeCommand>>): Promise<Kept> {
  const { command, given } = typed;
  const word = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  const clubId = word('club');
  if (command !== COMMAND || !isId(clubId)) throw new UserError('failure.stale');
  const club = await loadClub(asked.app.db, { guildId: asked.guildId, clubId });
  const plan = {
    film: word('film'),
    when: word('when'),
    at: word('at'),
    place: word('place'),
    channel: word('channel'),
  };
  return { club, plan };
}

/** One of the films that may be meant. */
const pickFilm = component(filmRoute, 'update', async (pressed, { pendingId }) => {
  const [film] = pressed.values;
  if (!isId(film)) throw new UserError('failure.stale');
  const kept = await seeCommand(pressed.app.db, pressed, pendingId, pressed.app.now());
  const { club, plan } = await keptPlan(pressed, kept);
  return draft(pressed, club, { ...plan, film });
});

/** "Plan it": what was shown is planned, once; refused, it can still be changed. */
const plan = component(planRoute, 'update', async (pressed, { pendingId }) =>
  pressed.app.db.transaction(async (tx) => {
    const asked: Pressed = { ...pressed, app: { ...pressed.app, db: tx } };
    const kept = await takeCommand(tx, pressed, pendingId, pressed.app.now());
    const { club, plan } = await keptPlan(asked, kept);
    if (!plan.film) throw new UserError('failure.stale');
    const [startsAt, ...more] = datesOf(plan);
    if (!startsAt) throw new UserError('failure.stale');
    const wish = { filmId: plan.film, ...(await placesFrom(asked, plan)) };
    if (more.length > 0) {
      const dates = [startsAt, ...more];
      return askedWords(pressed.locale, await askDates(tx, pressed.app, club, pressed, { ...wish, dates }));
    }
    return plannedWords(pressed.locale, await planScreening(tx, pressed.app, club, pressed, { ...wish, startsAt }));
  }),
);

const change = component(changeRoute, 'form', async (pressed, { pendingId }) => {
  const { app, locale } = pressed;
  const { plan } = await keptPlan(pressed, await seeCommand(app.db, pressed, pendingId, app.now()));
  const film = plan.film ? filmLabel(await requireFilm(app.db, plan.film, pressed.guildId)) : '';
  return changeForm(locale, pendingId, { film, when: plan.when ?? '', place: plan.place ?? '' });
});

const changed = formHandler(changedRoute, 'update', async (submitted, { pendingId }) => {
  const kept = await seeCommand(submitted.app.db, submitted, pendingId, submitted.app.now());
  const { club, plan } = await keptPlan(submitted, kept);
  const { film, when, place } = submitted.fields;
  return planText(submitted, club, { channel: plan.channel, film, when, place });
});

export const draftComponents: readonly Component[] = [pickFilm, plan, change];
export const draftForms: readonly FormHandler[] = [changed];
