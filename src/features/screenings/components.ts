import { ChannelType } from 'discord.js';
import { type Component, component, type Pressed } from '../../discord/component.ts';
import { type FormHandler, formHandler } from '../../discord/form.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import type { Choice } from '../../discord/options.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { channelLink } from '../../lib/moment.ts';
import { inline, label, truncate } from '../../lib/text.ts';
import { readWhen } from '../../lib/when.ts';
import { text } from '../../texts/texts.ts';
import {
  type Club,
  isHost,
  keepCommand,
  loadClub,
  requireClocks,
  requireHost,
  resolveClub,
  seeCommand,
  takeCommand,
} from '../clubs/clubs.ts';
import { loadFilm, resolveFilm } from '../films/films.ts';
import { filmLabel } from '../films/messages.ts';
import { askDates } from './asks/asks.ts';
import { askComponents } from './asks/components.ts';
import { askedWords } from './asks/messages.ts';
import { clockOf, freeNight } from './cadence/cadence.ts';
import {
  answeredWords,
  answerRoute,
  changedRoute,
  changeForm,
  changeRoute,
  draftMessage,
  filmRoute,
  guestsMessage,
  guestsNoted,
  guestsRoute,
  listMessage,
  type Named,
  plannedWords,
  planRoute,
  presentRoute,
  whichFilm,
} from './messages.ts';
import { requireTime } from './planning.ts';
import { DATES, endOf, PLACE_LIMIT, splitDates } from './rules.ts';
import {
  answerNight,
  attendanceOf,
  filmToPlan,
  findScreening,
  type Listed,
  listNights,
  noteGuests,
  planScreening,
  screeningsOf,
} from './screenings.ts';

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
  const at = (await datesFrom(asked, club, typed.when)).map((date) => date.toISOString());
  const plan = { ...typed, at: at.join(';') };
  await placesFrom(asked, plan);
  if (plan.film === undefined) {
    const chosen = await filmToPlan(app.db, club);
    if (!chosen) throw new UserError('screenings.no-film', { club: club.name });
    return draft(asked, club, { ...plan, film: chosen });
  }
  const found = await resolveFilm(app.db, { text: plan.film, guildId });
  if (found.kind === 'film') return draft(asked, club, { ...plan, film: found.film.id });
  const title = label(plan.film, PLACE_LIMIT);
  if (found.kind === 'unknown')
    throw title === '' ? new UserError('film.empty') : new UserError('film.unknown', { title });
  return whichFilm(asked.locale, await keep(asked, club, plan), found.suggestions);
}

async function draft(asked: Asked, club: Club, plan: Plan & { film: string }): Promise<Answer> {
  const film = await filmOf(asked, plan.film);
  const dates = datesOf(plan);
  const { voiceId, place } = await placesFrom(asked, plan);
  const endsAt = endOf(dates[0] ?? asked.app.now(), film.runtimeMinutes);
  return draftMessage(asked.locale, await keep(asked, club, plan), { club, film, dates, endsAt, voiceId, place });
}

async function filmOf({ app, guildId }: Asked, filmId: string): Promise<Named> {
  const film = await loadFilm(app.db, filmId, guildId);
  if (!film) throw new UserError('film.gone');
  return film;
}

function keep({ app, ...asked }: Asked, { id: club }: Club, plan: Plan): Promise<string> {
  const given = Object.fromEntries(Object.entries({ ...plan, club }).filter(([, value]) => value !== undefined));
  return keepCommand(app.db, asked, { command: COMMAND, given }, app.now());
}

/**
 * The time that words name, in the club's zone; a day alone means the time of its cadence, or the evening.
 * @throws UserError for words that name no time, and for a zone that is none any more.
 */
export async function nightFrom({ app }: Pick<Asked, 'app'>, words: string, club: Club): Promise<Date> {
  const dayMeans = await clockOf(app.db, club);
  requireClocks(club);
  const at = readWhen(words, { now: app.now(), zone: club.zone, dayMeans });
  if (!at) throw new UserError('screenings.when.unclear', { words: truncate(inline(words), PLACE_LIMIT) });
  requireTime(at, app.now());
  return at;
}

/** One date or several, the first first; with none, the next free night of the club's cadence. */
async function datesFrom(asked: Asked, club: Club, words: string | undefined): Promise<Date[]> {
  requireClocks(club);
  if (words === undefined) {
    const next = await freeNight(asked.app.db, club, asked.app.now());
    if (!next) throw new UserError('screenings.when.missing');
    return [next];
  }
  const parts = splitDates(words);
  if (parts.length > DATES.most) throw new UserError('screenings.dates.many', { most: DATES.most });
  const dates = await Promise.all((parts.length > 0 ? parts : ['']).map((part) => nightFrom(asked, part, club)));
  return [...new Set(dates.map((at) => at.getTime()))].sort((a, b) => a - b).map((at) => new Date(at));
}

function datesOf({ at = '' }: Plan): Date[] {
  const dates = at.split(';').map((one) => new Date(one));
  if (dates.some((date) => Number.isNaN(date.getTime()))) throw new UserError('failure.stale');
  return dates;
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
  const film = plan.film ? filmLabel(await filmOf(pressed, plan.film)) : '';
  return changeForm(locale, pendingId, { film, when: plan.when ?? '', place: plan.place ?? '' });
});

const changed = formHandler(changedRoute, 'update', async (submitted, { pendingId }) => {
  const kept = await seeCommand(submitted.app.db, submitted, pendingId, submitted.app.now());
  const { club, plan } = await keptPlan(submitted, kept);
  const { film, when, place } = submitted.fields;
  return planText(submitted, club, { channel: plan.channel, film, when, place });
});

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

export const screeningComponents: readonly Component[] = [
  pickFilm,
  plan,
  change,
  answer,
  guests,
  present,
  ...askComponents,
];
export const screeningForms: readonly FormHandler[] = [changed];

/** The nights of a club, for whoever asks; a host can say who was at the last one. */
export async function nightsList(asked: Asked, club: Club): Promise<Answer> {
  const { app, guildId, locale } = asked;
  const { planned, last } = await listNights(app.db, club);
  const named = async (night: Listed) => ({ ...night, film: await filmOf(asked, night.filmId) });
  const guests = last && (await isHost(app.db, club, asked)) ? await attendanceOf(app.db, guildId, last.id) : undefined;
  const shown = { planned: await Promise.all(planned.map(named)), last: last && (await named(last)) };
  return listMessage(locale, club, shown, guests);
}

const CHOICES_LIMIT = 25;

/** `night:`, for every command about a planned night. */
export const nightOption = {
  kind: 'text',
  shared: true,
  required: false,
  maxLength: 100,
  complete: completeNight,
} as const;

/** The planned nights of the club that is meant, while somebody types which. */
async function completeNight(asked: Asked): Promise<Choice[]> {
  const { app, guildId, channelId, userId, locale } = asked;
  const found = await resolveClub(app.db, { guildId, channelId, userId });
  const clubs = found.kind === 'club' ? [found.club] : found.clubs;
  const all = (await Promise.all(clubs.map((club) => screeningsOf(app.db, club)))).flat();
  const planned = all.filter(({ state }) => state === 'planned').slice(0, CHOICES_LIMIT);
  return Promise.all(
    planned.map(async ({ number, filmId }) => {
      const name = text(locale, 'screenings.option', { number, film: filmLabel(await filmOf(asked, filmId)) });
      return { name: label(name, 100), value: String(number) };
    }),
  );
}
