import { type APIComponentInContainer, type APITextDisplayComponent, ComponentType } from 'discord.js';
import type { Answer } from '../../discord/handler.ts';
import type { Message } from '../../discord/message.ts';
import { buttonRow, display, type SelectRow, selectRow } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { join, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../texts/texts.ts';
import { discussButton } from '../discussions/messages.ts';
import type { FilmDetails, FilmHit, Person } from '../films/films.ts';
import { filmLabel, otherTitle, sourceNames } from '../films/messages.ts';
import { seenButton } from '../marks/messages.ts';
import { nominateButton } from '../nominations/messages.ts';
import { clubButton, criticLine, reviewsButton } from '../reviews/messages.ts';
import type { Card } from './card.ts';
import { moreLines } from './more/messages.ts';
import { averageScore, nameIn, titleIn } from './rules.ts';
import { similarButton } from './similar/messages.ts';

export const showRoute = route('card/show');

const ACCENT = 0xe0a030;
const OPTIONS_LIMIT = 25;
const DESCRIPTION_LIMIT = 100;
/** Making one costs a millisecond, and a card asks for many. */
const REGIONS = {
  en: new Intl.DisplayNames('en', { type: 'region' }),
  ko: new Intl.DisplayNames('ko', { type: 'region' }),
} satisfies Record<Locale, Intl.DisplayNames>;
/** What one glance takes in; the rest is behind the buttons. */
const SHOWN = {
  cast: 4,
  directors: 3,
  critics: 4,
  namesakes: 8,
  namesake: 60,
  title: 200,
  synopsis: 400,
  certificate: 20,
  near: 5,
};

/** The film card: only what everybody may see. Our club's view is a button, answered privately. */
export function cardMessage(locale: Locale, card: Card): Message {
  const { film, namesakes, reviews, rated, more } = card;
  const told = [...(more ? moreLines(locale, more) : []), ...courtesy(locale, film)];
  const body = [
    joinLines([heading(locale, film), facts(locale, card), credits(locale, film)]),
    ...synopsis(locale, film),
    critics(locale, card),
  ];
  const contents: APIComponentInContainer[] = [
    ...withPoster(locale, film, body.filter(({ markdown }) => markdown !== '').map(display)),
    ...(told.length > 0 ? [display(joinLines(told))] : []),
    ...(film.contentNotes.length > 0 ? [display(contentNotes(locale, film))] : []),
    ...(namesakes.length > 0
      ? [display(namesakesLine(locale, namesakes)), picker(locale, namesakes, text(locale, 'card.namesakes.pick'))]
      : []),
    buttonRow(
      clubButton(locale, film.id),
      nominateButton(locale, film.id),
      seenButton(locale, film.id),
      ...(reviews.length + rated > 0 ? [reviewsButton(locale, film.id)] : []),
      discussButton(locale, film.id),
    ),
    buttonRow(similarButton(locale, film.id)),
  ];
  return { components: [{ type: ComponentType.Container, accent_color: ACCENT, components: contents }] };
}

/** Films that may be meant, told to the person alone. */
export function suggestionsMessage(
  locale: Locale,
  asked: string,
  suggestions: readonly FilmHit[],
  silent: Parameters<typeof sourceNames>[0] = [],
): Answer {
  const lines = [
    say(locale, 'film.unsure', { title: label(asked, SHOWN.title / 2) }),
    ...(silent.length > 0 ? [say(locale, 'film.unsure.silent', { sources: sourceNames(silent) })] : []),
  ];
  return {
    private: true,
    components: [display(joinLines(lines)), picker(locale, suggestions, text(locale, 'film.unsure.pick'))],
  };
}

/** Shown to everybody while sources are asked for a film that is not here; nothing in it can be tapped, for it goes soon. */
export function askingMessage(
  locale: Locale,
  asked: string,
  { sources, near }: { sources: Parameters<typeof sourceNames>[0]; near: readonly FilmHit[] },
): Answer {
  const title = label(asked, SHOWN.title / 2);
  const names = near.slice(0, SHOWN.near).map((hit) => filmLabel(hit, SHOWN.namesake));
  const lines = [
    say(locale, 'film.asking', { title, sources: sourceNames(sources) }),
    ...(names.length > 0 ? [safe`-# ${say(locale, 'film.asking.near', { films: names.join(' · ') })}`] : []),
  ];
  return { components: [display(joinLines(lines))] };
}

function heading(locale: Locale, film: FilmDetails): Safe {
  const year = film.year ?? text(locale, 'card.year-unknown');
  const names = [film.title, titleIn(locale, film) ?? otherTitle(film)].flatMap((name) =>
    name ? [label(name, SHOWN.title)] : [],
  );
  return safe`## ${join([...names, year], ' · ')}`;
}

function facts(locale: Locale, { film, more }: Card): Safe {
  const countries = countryNames(locale, film.countries);
  const genres = film.genres.map((genre) => text(locale, `genre.${genre}` as TextKey));
  return join(
    [
      ...(countries.length > 0 ? [countries.join(', ')] : []),
      ...(film.runtimeMinutes ? [say(locale, 'card.minutes', { minutes: film.runtimeMinutes })] : []),
      ...(film.ageRating ? [say(locale, 'card.age', { age: film.ageRating })] : certified(more)),
      ...(genres.length > 0 ? [genres.join(', ')] : []),
    ],
    ' · ',
  );
}

/** What the region's board wrote, where no age is known that holds everywhere. */
function certified(more: Card['more']): string[] {
  return more?.certificate ? [label(more.certificate, SHOWN.certificate)] : [];
}

function credits(locale: Locale, film: FilmDetails): Safe {
  const directors = names(locale, film.directors, SHOWN.directors);
  const cast = names(locale, film.cast, SHOWN.cast);
  if (directors.length + cast.length === 0) return say(locale, 'card.no-people');
  return join(
    [
      ...(directors.length > 0 ? [directors.join(', ')] : []),
      ...(cast.length > 0 ? [say(locale, 'card.with', { names: cast.join(', ') })] : []),
    ],
    ' · ',
  );
}

function synopsis(locale: Locale, film: FilmDetails): Safe[] {
  const words = film.synopses[locale] ?? film.synopses.en;
  return words ? [safe`${label(words, SHOWN.synopsis)}`] : [];
}

/** What IMDb's terms want shown with what came from its datasets. */
function courtesy(locale: Locale, { source }: FilmDetails): Safe[] {
  return source === 'imdb' ? [safe`-# ${text(locale, 'card.imdb')}`] : [];
}

function critics(locale: Locale, { reviews }: Card): Safe {
  const title = safe`**${text(locale, 'card.critics')}**`;
  const rated = reviews.filter(({ score }) => score !== null);
  const average = averageScore(rated);
  if (average === undefined) return join([title, say(locale, 'card.critics.none')], ' ');
  const shown = rated.slice(0, SHOWN.critics).map((review) => criticLine(locale, review));
  const more = rated.length - shown.length;
  const mean = say(locale, 'card.critics.average', { average, count: rated.length });
  return join(
    [
      join([title, mean], ' '),
      join([...shown, ...(more > 0 ? [say(locale, 'card.critics.more', { count: more })] : [])], ' · '),
    ],
    '\n',
  );
}

function contentNotes(locale: Locale, film: FilmDetails): Safe {
  const notes = film.contentNotes.map((note) => text(locale, `content-note.${note}` as TextKey));
  return safe`-# ${say(locale, 'card.content-notes', { notes: notes.join(', ') })}`;
}

/** "Not this one? Ballerina 2025 · 2006 · The Dancer 1998": titles and years are read without a tap. */
function namesakesLine(locale: Locale, namesakes: readonly FilmHit[]): Safe {
  const shown = namesakes.slice(0, SHOWN.namesakes);
  const names = shown.map(({ title, year }, index) => {
    const said = index > 0 && shown[index - 1]?.title === title;
    return said ? safe`${year ?? '?'}` : safe`${label(title, SHOWN.namesake)} ${year ?? '?'}`;
  });
  const rest = namesakes.length > shown.length ? ['…'] : [];
  return safe`-# ${say(locale, 'card.namesakes', { namesakes: join([...names, ...rest], ' · ') })}`;
}

function picker(locale: Locale, hits: readonly FilmHit[], placeholder: string): SelectRow {
  const options = hits
    .slice(0, OPTIONS_LIMIT)
    .map((hit) => ({ label: filmLabel(hit), value: hit.id, ...described(locale, hit) }));
  return selectRow(placeholder, showRoute.build({}), options);
}

/** Country and director, by which a person tells namesakes apart. */
function described(locale: Locale, hit: FilmHit): { description?: string } {
  const parts = [
    countryNames(locale, hit.countries).join(', '),
    hit.directors.slice(0, 2).join(', '),
    otherTitle(hit) ?? '',
  ];
  const description = label(parts.filter((part) => part !== '').join(' · '), DESCRIPTION_LIMIT);
  return description === '' ? {} : { description };
}

function withPoster(locale: Locale, film: FilmDetails, body: APITextDisplayComponent[]): APIComponentInContainer[] {
  if (!film.posterUrl) return body;
  const media = { url: film.posterUrl };
  const description = label(text(locale, 'card.poster', { film: filmLabel(film) }), DESCRIPTION_LIMIT);
  return [
    {
      type: ComponentType.Section,
      components: body,
      accessory: { type: ComponentType.Thumbnail, media, description },
    },
  ];
}

function names(locale: Locale, people: readonly Person[], limit: number): string[] {
  return people.slice(0, limit).map((person) => label(nameIn(locale, person), 60));
}

function countryNames(locale: Locale, codes: readonly string[]): string[] {
  return codes.map((code) => (/^[A-Z]{2}$/.test(code) ? REGIONS[locale].of(code) : undefined) ?? code);
}

function joinLines(lines: readonly Safe[]): Safe {
  return join(lines, '\n');
}
