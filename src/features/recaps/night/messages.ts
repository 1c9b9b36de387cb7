import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { Message, MessageFile } from '../../../discord/message.ts';
import { button, buttonRow, display } from '../../../discord/parts.ts';
import type { Notice } from '../../../discord/publish.ts';
import { channelLink, mention, moment } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { curtain, ownBars } from '../../../spoilers/markup.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { Club } from '../../clubs/clubs.ts';
import { filmName } from '../../films/messages.ts';
import { starsWords } from '../../marks/messages.ts';
import { reviewsButton } from '../../reviews/messages.ts';
import { type Place, tenth } from '../rules.ts';
import { seasonRoute } from '../season/messages.ts';
import { peopleWords, tenthWords } from '../words.ts';
import { yearOf } from '../years.ts';
import type { Next } from './next.ts';
import type { NightRecap } from './night.ts';
import { nightWords, ratedWords, written } from './picture.ts';
import type { Won } from './won.ts';

const ACCENT = 0xe0a030;
/** What is shown at most: all of it together stays inside Discord's 4,000 characters and its size of a message, in Korean too. */
const SHOWN = { title: 120, people: 5, came: 12, line: 190, hidden: 380 };

/** A night's recap, for everybody: the picture with its words, and behind the curtain what gives the film away. */
export function nightMessage(locale: Locale, recap: NightRecap, picture: Buffer | undefined): Message {
  const name = `recap-${recap.number}.png`;
  const description = nightWords(locale, recap);
  const gallery = {
    type: ComponentType.MediaGallery as const,
    items: [{ media: { url: `attachment://${name}` }, description }],
  };
  const contents = [
    display(heading(locale, recap)),
    ...(picture ? [gallery] : []),
    display(join([...ratingLines(locale, recap), ...storyLines(locale, recap)], '\n')),
    ...openQuotes(locale, recap),
    buttonRow(reviewsButton(locale, recap.film.id), seasonButton(locale, recap)),
  ];
  const files: MessageFile[] = picture ? [{ name, data: picture, description }] : [];
  return {
    components: [
      { type: ComponentType.Container, accent_color: ACCENT, components: contents },
      ...hiddenQuotes(locale, recap),
    ],
    ...(picture ? { files } : {}),
  };
}

function heading(locale: Locale, { film, club, number, at }: NightRecap): Safe {
  const title = label(film.title, SHOWN.title);
  const where = say(locale, 'recaps.where', { club: club.name, number });
  return safe`## ${film.year ? safe`${title} (${film.year})` : title}\n${join([where, moment(at, 'D')], ' · ')}`;
}

function ratingLines(locale: Locale, recap: NightRecap): Safe[] {
  const { numbers, extremes } = recap;
  if (!numbers) return [say(locale, 'recaps.nobody'), ...criticsLine(locale, recap)];
  return [
    say(locale, 'recaps.numbers', { ...written(numbers), rated: ratedWords(locale, numbers) }),
    ...criticsLine(locale, recap),
    ...(extremes ? [placeLine(locale, 'recaps.fans', extremes.fans)] : []),
    ...(extremes ? [placeLine(locale, 'recaps.hardest', extremes.critics)] : []),
    ...(recap.divisiveOf ? [say(locale, 'recaps.divisive', { year: String(recap.divisiveOf) })] : []),
    safe`-# ${say(locale, 'recaps.spread.what')}`,
  ];
}

function criticsLine(locale: Locale, { critics, numbers }: NightRecap): Safe[] {
  if (!critics) return [];
  if (!numbers) return [say(locale, 'recaps.critics.alone', critics)];
  const by = tenth(tenth(numbers.average) - tenth(critics.score / 20));
  return [
    say(locale, 'recaps.critics.beside', {
      ...critics,
      stars: tenthWords(critics.score / 20),
      by: tenthWords(Math.abs(by)),
      side: by > 0 ? 'above' : by < 0 ? 'below' : 'level',
    }),
  ];
}

function placeLine(locale: Locale, key: 'recaps.fans' | 'recaps.hardest', { userIds, value }: Place): Safe {
  const people = peopleWords(locale, userIds, SHOWN.people);
  return say(locale, key, { count: userIds.length, people, stars: starsWords(locale, value * 2) });
}

function storyLines(locale: Locale, { came, won, next }: NightRecap): Safe[] {
  const present =
    came && say(locale, 'recaps.came', { count: came.length, people: peopleWords(locale, came, SHOWN.came) });
  return [...(present ? [present] : []), ...(won ? [wonLine(locale, won)] : []), nextLine(locale, next)];
}

function wonLine(locale: Locale, won: Won): Safe {
  if (won.kind === 'host') return say(locale, 'recaps.won.host');
  const { nominators, tie = 'none', ...count } = won;
  const by = peopleWords(locale, nominators, SHOWN.people);
  return join(
    [
      say(locale, 'recaps.won.poll', { ...count, tie }),
      ...(nominators.length > 0 ? [say(locale, 'recaps.won.by', { people: by })] : []),
    ],
    ' ',
  );
}

const DECIDING = { nominating: 'recaps.next.nominating', polling: 'recaps.next.polling' } as const;

function nextLine(locale: Locale, next: Next | undefined): Safe {
  if (!next) return say(locale, 'recaps.next.nothing');
  if (next.kind !== 'film') return say(locale, DECIDING[next.kind], { number: next.number });
  const film = filmName({ ...next.film, title: label(next.film.title, SHOWN.title) });
  return next.at
    ? say(locale, 'recaps.next.film', { film, at: moment(next.at, 'F') })
    : say(locale, 'recaps.next.unplanned', { film });
}

function openQuotes(locale: Locale, { quotes }: NightRecap) {
  if (quotes.open.length === 0) return [];
  const lines = quotes.open.map(
    ({ userId, halfStars, line }) => safe`> “${ownBars(line, SHOWN.line)}” ${who(locale, userId, halfStars)}`,
  );
  return [display(join(lines, '\n'))];
}

function hiddenQuotes(locale: Locale, { quotes }: NightRecap): APIMessageTopLevelComponent[] {
  const parts = quotes.hidden.flatMap(({ userId, halfStars, text: secret }) =>
    curtain(who(locale, userId, halfStars), secret, { limit: SHOWN.hidden }),
  );
  return parts.length === 0 ? [] : [display(safe`-# ${say(locale, 'recaps.curtain')}`), ...parts];
}

function who(locale: Locale, userId: string, halfStars: number): Safe {
  return join([mention(userId), starsWords(locale, halfStars)], ' · ');
}

function seasonButton(locale: Locale, { club, at }: NightRecap) {
  const year = String(yearOf(at, club.zone));
  return button(text(locale, 'recaps.season.button'), seasonRoute.build({ clubId: club.id, year, page: '0' }));
}

/** A private note to a host: a recap that could not be posted. */
export function troubleNote(locale: Locale, club: Club, number: number): Notice {
  const parts = { number, club: club.name, channel: channelLink(club.channelId) };
  return { content: say(locale, 'recaps.note.trouble', parts) };
}
