import { type Message, sentence } from '../../../discord/message.ts';
import { button, buttonRow, display } from '../../../discord/parts.ts';
import type { Notice } from '../../../discord/publish.ts';
import { route } from '../../../discord/routes.ts';
import { channelLink } from '../../../lib/moment.ts';
import { join } from '../../../lib/safe.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { Club } from '../../clubs/clubs.ts';
import type { FilmDetails } from '../../films/films.ts';
import { filmName } from '../../films/messages.ts';
import { duration } from '../../polls/messages.ts';
import { clubButton, reviewsButton } from '../messages.ts';
import type { Revealing } from './reveal.ts';

export const revealRoute = route('reviews/reveal/:roundId');

type Shown = { club: Club; film: FilmDetails; number: number; rated: number; lateMs: number };

/** That the ratings are in, for everybody: how many, and nothing of what they say. */
export function revealedNotice(locale: Locale, { club, film, number, rated, lateMs }: Shown): Notice {
  const late = lateMs > 0 ? [say(locale, 'polls.late', { late: duration(locale, lateMs) })] : [];
  const said = say(locale, 'reviews.revealed', { club: club.name, number, film: filmName(film), count: rated });
  return {
    content: join([said, ...late], '\n'),
    rows: [buttonRow(clubButton(locale, film.id), reviewsButton(locale, film.id))],
  };
}

/** What the host reads who has the ratings shown; before the film was watched, what that does, and the way to it. */
export function revealDone(locale: Locale, club: Club, { kind, round }: Revealing): Message {
  if (kind === 'unwatched') {
    const words = say(locale, 'reviews.reveal.unwatched', { club: club.name, number: round.number });
    const yes = button(text(locale, 'reviews.reveal.yes'), revealRoute.build({ roundId: round.id }));
    return { components: [display(words), buttonRow(yes)] };
  }
  const key = kind === 'revealed' ? 'reviews.reveal.done' : 'reviews.reveal.over';
  return sentence(say(locale, key, { number: round.number, channel: channelLink(club.channelId) }));
}
