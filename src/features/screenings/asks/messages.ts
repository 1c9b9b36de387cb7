import { type Message, sentence } from '../../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../../discord/parts.ts';
import type { Notice } from '../../../discord/publish.ts';
import { route } from '../../../discord/routes.ts';
import { channelLink, moment } from '../../../lib/moment.ts';
import { join, safe } from '../../../lib/safe.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { Club } from '../../clubs/clubs.ts';
import { nightFilm, whereLine } from '../messages.ts';
import type { Ask, AskView } from './asks.ts';

export const suitsRoute = route('screenings/suits/:askId');
export const pickRoute = route('screenings/pick/:askId');
export const pickedRoute = route('screenings/picked/:askId');

type Asked = AskView & { club: Club; film: { title: string; year: number | null } };

/** Which dates suit, for everybody: the dates with how many members each of them suits. */
export function askNotice(locale: Locale, { ask, suits, answered, club, film }: Asked): Notice {
  const dates = ask.dates.map((at, place) => {
    const parts = { at: moment(at, 'F'), relative: moment(at, 'R'), count: suits[place] ?? 0 };
    return safe`${place + 1}. ${say(locale, 'screenings.ask.date', parts)}`;
  });
  const isOpen = ask.state === 'open';
  const lines = [
    safe`**${say(locale, 'screenings.ask.heading', { club: club.name })}** ${nightFilm(film)}`,
    ...dates,
    ...whereLine(locale, ask),
    say(locale, isOpen ? 'screenings.ask.answered' : 'screenings.ask.picked', { count: answered }),
  ];
  return { content: join(lines, '\n'), rows: isOpen ? askRows(locale, ask, club) : [], quiet: !isOpen };
}

function askRows(locale: Locale, ask: Ask, club: Club) {
  const range = { min: 0, max: ask.dates.length };
  const select = selectRow(
    text(locale, 'screenings.suits'),
    suitsRoute.build({ askId: ask.id }),
    options(locale, ask, club),
    range,
  );
  return [select, buttonRow(button(text(locale, 'screenings.pick'), pickRoute.build({ askId: ask.id })))];
}

/** A menu knows no timestamps: the dates are those of the club's clocks, in the order of the message. */
function options(locale: Locale, { dates }: Ask, { zone }: Club, counts?: readonly number[]) {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return dates.map((at, place) => {
    const count = counts ? { description: text(locale, 'screenings.ask.count', { count: counts[place] ?? 0 }) } : {};
    return { label: `${place + 1}. ${format.format(at)}`, value: String(place), ...count };
  });
}

/** The dates for a host to pick from. */
export function pickMessage(locale: Locale, { ask, suits }: AskView, club: Club): Message {
  return {
    components: [
      display(say(locale, 'screenings.pick.how', { zone: club.zone })),
      selectRow(
        text(locale, 'screenings.date'),
        pickedRoute.build({ askId: ask.id }),
        options(locale, ask, club, suits),
      ),
    ],
  };
}

export function askedWords(locale: Locale, { channelId, dates }: Ask): Message {
  return sentence(say(locale, 'screenings.ask.done', { channel: channelLink(channelId), count: dates.length }));
}

export function suitsWords(locale: Locale, dates: readonly Date[]): Message {
  if (dates.length === 0) return sentence(say(locale, 'screenings.suits.none'));
  const shown = join(
    dates.map((at) => moment(at, 'F')),
    '; ',
  );
  return sentence(say(locale, 'screenings.suits.noted', { dates: shown }));
}
