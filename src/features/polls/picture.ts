import { join } from '../../lib/safe.ts';
import { isolate, label, truncate } from '../../lib/text.ts';
import { type Count, flowOf } from '../../pictures/flow.ts';
import type { PictureSpec } from '../../pictures/specs.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import type { Round, Won } from './counting/result.ts';
import { explainResult } from './explanation.ts';
import { filmName } from './messages.ts';
import type { PollFilm } from './polls.ts';

/** Discord's limit for a picture's description. */
const DESCRIPTION_LIMIT = 1_024;
const NAME_LIMIT = 60;

/** How the ballots of a count moved, to be drawn. */
export function resultPicture(
  locale: Locale,
  { club, number, result, films }: { club: string; number: number; result: Won; films: readonly PollFilm[] },
): PictureSpec {
  const words = {
    exhausted: text(locale, 'polls.picture.exhausted'),
    roundsBetween: (rounds: number) => text(locale, 'polls.picture.between', { rounds }),
    otherFilms: (films: number, votes: number) => text(locale, 'polls.picture.others', { films, votes }),
  };
  const named = films.map((film) => ({ id: film.id, name: label(film.label, NAME_LIMIT) }));
  const title = text(locale, 'polls.picture.title', { club: isolate(club), number });
  const subtitle = text(locale, 'polls.turnout.ballots', { ballots: result.ballots });
  return flowOf({ title, subtitle, films: named, rounds: roundsOf(locale, result) }, words);
}

/** The same in words, for who hears the picture: who won first, then how. */
export function pictureWords(locale: Locale, result: Won, films: readonly PollFilm[]): string {
  const won = say(locale, 'polls.status.won', { film: filmName(films, result.winner) });
  const room = DESCRIPTION_LIMIT - won.markdown.length - 1;
  const lines = [won, ...explainResult(locale, result, (id) => filmName(films, id), room)];
  // A description knows no markdown: what was escaped for it is written as it is.
  const plain = join(lines, ' ')
    .markdown.replaceAll('**', '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
  const dated = plain.replace(/<t:(\d+):(\w)>/g, (_, seconds: string, style: string) =>
    momentIn(locale, Number(seconds), style),
  );
  return truncate(dated, DESCRIPTION_LIMIT);
}

/** A description shows nobody their own time: a date (`d`), or a time (`T`) that names its zone. */
function momentIn(locale: Locale, seconds: number, style: string): string {
  const shown = style === 'd' ? { dateStyle: 'medium' as const } : { timeStyle: 'long' as const };
  return new Intl.DateTimeFormat(locale, { ...shown, timeZone: 'UTC' }).format(seconds * 1_000);
}

function roundsOf(locale: Locale, result: Won): Count['rounds'] {
  if (result.rounds.length === 0) {
    const bars = result.tally.map(({ id, votes }) => {
      return { film: id, votes, state: id === result.winner ? ('wins' as const) : ('stays' as const) };
    });
    return [{ label: '', bars, exhausted: 0, majority: null, transfers: [] }];
  }
  return result.rounds.map((round, index) => ({
    label: text(locale, 'polls.picture.round', { round: index + 1 }),
    bars: round.standings.map(({ id, votes }) => ({ film: id, votes, state: stateIn(round, id, result.winner) })),
    exhausted: round.exhausted,
    majority: { votes: round.majority, label: text(locale, 'polls.picture.majority') },
    transfers: transfersOf(round),
  }));
}

function stateIn({ eliminated }: Round, id: string, winner: string): 'goes' | 'wins' | 'stays' {
  if (id === eliminated?.id) return 'goes';
  return !eliminated && id === winner ? 'wins' : 'stays';
}

function transfersOf({ eliminated }: Round): Count['rounds'][number]['transfers'] {
  if (!eliminated) return [];
  const from = eliminated.id;
  const moved = eliminated.transfers.map(({ id, votes }) => ({ from, to: id, ballots: votes }));
  return eliminated.exhausted > 0 ? [...moved, { from, to: null, ballots: eliminated.exhausted }] : moved;
}
