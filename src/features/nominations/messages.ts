import { type APIButtonComponent, type APIComponentInContainer, ComponentType } from 'discord.js';
import type { Form } from '../../discord/form.ts';
import type { Answer } from '../../discord/handler.ts';
import type { Message } from '../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { mention, moment } from '../../lib/moment.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { ownBars } from '../../spoilers/markup.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import type { Club } from '../clubs/clubs.ts';
import { joinButton } from '../clubs/messages.ts';
import type { FilmDetails, FilmHit } from '../films/films.ts';
import { choiceLabel, filmLabel, filmName } from '../films/messages.ts';
import { seenButton } from '../marks/messages.ts';
import type { Put } from './nominate.ts';
import { PITCH_LIMIT } from './rules.ts';

export const putRoute = route('nominations/put/:filmId');
export const pitchRoute = route('nominations/pitch/:filmId');
export const pickRoute = route('nominations/pick/:pendingId');
export const laterRoute = route('nominations/later/:clubId/:filmId');
export const forgetRoute = route('nominations/forget/:clubId/:filmId');

const ACCENT = 0xe0a030;
const SHOWN = { people: 5, directors: 2, director: 60, options: 25, option: 100, title: 45, asked: 100 };

/** "Nominate", for any message about a film: opens a form. */
export function nominateButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'nominations.button'), putRoute.build({ filmId }));
}

/** That somebody puts a film forward, for everybody. */
export function putMessage(
  locale: Locale,
  put: Extract<Put, { kind: 'put' }>,
  film: FilmDetails,
  userId: string,
): Message {
  const { nominators } = put.nomination;
  const pitch = nominators.find((one) => one.userId === userId)?.pitch;
  const lines = [
    safe`### ${say(locale, 'nominations.put', { person: mention(userId), film: filmName(film) })}`,
    ...facts(locale, film),
    ...(pitch ? [safe`> ${ownBars(pitch)}`] : []),
    ...(nominators.length > 1 ? [say(locale, 'nominations.wanted', { people: people(locale, nominators) })] : []),
    safe`-# ${join(state(locale, put), ' ')}`,
  ];
  const body = withPoster(film, join(lines, '\n'));
  const components = [...body, buttonRow(seenButton(locale, film.id))];
  return { components: [{ type: ComponentType.Container, accent_color: ACCENT, components }] };
}

function state(locale: Locale, { standing, voting, round, seen }: Extract<Put, { kind: 'put' }>): Safe[] {
  return [
    say(locale, 'nominations.standing', { count: standing }),
    ...(voting ? [say(locale, 'nominations.voting', { number: round.number })] : []),
    ...(seen > 0 ? [say(locale, 'nominations.seen.warn', { count: seen })] : []),
  ];
}

/** Why nothing was put forward, for the person alone, with what they can do instead. */
export function refusedMessage(locale: Locale, club: Club, filmId: string, put: Exclude<Put, { kind: 'put' }>): Answer {
  if (put.kind === 'stranger') {
    const words = say(locale, 'clubs.join-first', { club: club.name });
    return { private: true, components: [display(words), buttonRow(joinButton(locale, club))] };
  }
  const words =
    put.kind === 'full'
      ? say(locale, 'nominations.full', { film: strong(put.film), limit: put.limit })
      : say(locale, 'nominations.turn', {
          film: strong(put.film),
          picker: mention(put.pickerId),
          until: moment(put.until, 'F'),
        });
  const later = button(text(locale, 'nominations.later'), laterRoute.build({ clubId: club.id, filmId }));
  return { private: true, components: [display(words), buttonRow(later)] };
}

/** That a film is on the person's watchlist, and the way back. */
export function laterMessage(locale: Locale, club: Club, filmId: string, film: string): Message {
  const words = say(locale, 'nominations.later.kept', { film: strong(film), club: club.name });
  const undo = button(text(locale, 'nominations.later.undo'), forgetRoute.build({ clubId: club.id, filmId }));
  return { components: [display(words), buttonRow(undo)] };
}

/** Films that may be meant; choosing one goes on with what was typed. */
export function unsureMessage(locale: Locale, asked: string, pendingId: string, films: readonly FilmHit[]): Answer {
  const words = say(locale, 'film.unsure', { title: label(asked, SHOWN.asked) });
  return {
    private: true,
    components: [display(words), filmSelect(text(locale, 'film.unsure.pick'), pickRoute.build({ pendingId }), films)],
  };
}

/** A select of films, of which one is meant. */
export function filmSelect(placeholder: string, customId: string, films: readonly FilmHit[]) {
  const options = films.slice(0, SHOWN.options).map((film) => {
    const description = label(choiceLabel(film).slice(filmLabel(film).length + ' · '.length), SHOWN.option);
    return { label: filmLabel(film), value: film.id, ...(description === '' ? {} : { description }) };
  });
  return selectRow(placeholder, customId, options);
}

/** The form in which a member says why, or keeps the film for later. @param clubs asked for where it may be several. */
export function pitchForm(locale: Locale, filmId: string, film: string, clubs: readonly Club[]): Form {
  const option = (value: string, words: string) => ({ value, label: label(words, SHOWN.option) });
  return {
    title: label(text(locale, 'nominations.form', { film }), SHOWN.title),
    customId: pitchRoute.build({ filmId }),
    fields: [
      ...(clubs.length > 1
        ? [
            {
              kind: 'select' as const,
              id: 'club',
              label: text(locale, 'nominations.form.club'),
              required: true,
              options: clubs.slice(0, SHOWN.options).map(({ id, name }) => option(id, name)),
            },
          ]
        : []),
      {
        kind: 'paragraph',
        id: 'pitch',
        label: text(locale, 'nominations.form.pitch'),
        description: text(locale, 'nominations.form.pitch.why'),
        required: false,
        maxLength: PITCH_LIMIT,
      },
      {
        kind: 'radio',
        id: 'when',
        label: text(locale, 'nominations.form.when'),
        required: false,
        options: [
          option('now', text(locale, 'nominations.form.now')),
          option('later', text(locale, 'nominations.form.later')),
        ],
      },
    ],
  };
}

/** Who puts a film forward, by name and without a ping; of many the first. */
export function people(locale: Locale, nominators: readonly { userId: string }[]): Safe {
  const shown = nominators.slice(0, SHOWN.people).map(({ userId }) => mention(userId));
  const count = nominators.length - shown.length;
  const names = join(shown, ', ');
  return count > 0 ? say(locale, 'nominations.people.more', { people: names, count }) : names;
}

/** A film's "Title (Year)" in a sentence. */
export function strong(film: string): Safe {
  return safe`**${film}**`;
}

function facts(locale: Locale, film: FilmDetails): Safe[] {
  const directors = film.directors.slice(0, SHOWN.directors).map(({ name }) => label(name, SHOWN.director));
  const parts = [
    ...(directors.length > 0 ? [directors.join(', ')] : []),
    ...(film.runtimeMinutes ? [say(locale, 'card.minutes', { minutes: film.runtimeMinutes })] : []),
  ];
  return parts.length > 0 ? [safe`-# ${join(parts, ' · ')}`] : [];
}

function withPoster(film: FilmDetails, words: Safe): APIComponentInContainer[] {
  if (!film.posterUrl) return [display(words)];
  const accessory = {
    type: ComponentType.Thumbnail as const,
    media: { url: film.posterUrl },
    description: filmLabel(film),
  };
  return [{ type: ComponentType.Section, components: [display(words)], accessory }];
}
