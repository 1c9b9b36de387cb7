import { UserError } from '../../errors.ts';
import { inline, label } from '../../lib/text.ts';
import type { ClubSettings } from '../clubs/clubs.ts';

/** Longest pitch, in characters as people count them (code points), as Discord does. */
export const PITCH_LIMIT = 300;

/**
 * A pitch as it is kept: on one line, nothing invisible in it; null for none.
 * @throws UserError for one that is too long.
 */
export function readPitch(typed: string | undefined): string | null {
  const pitch = inline(typed ?? '');
  const length = [...pitch].length;
  if (length > PITCH_LIMIT) throw new UserError('nominations.pitch.long', { limit: PITCH_LIMIT, length });
  return pitch === '' ? null : pitch;
}

/** How many films a member may put forward in a round: a picker, during their turn, enough for a whole slate. */
export function limitOf({ nominations, films }: Pick<ClubSettings, 'nominations' | 'films'>, picks: boolean): number {
  return picks ? Math.max(nominations, Math.min(films * 2, SLATE_LIMIT)) : nominations;
}

/** What a ballot holds. */
const SLATE_LIMIT = 25;

const LABEL_LIMIT = 100;
const NAMELESS = '—';

type Labelled = { title: string; year: number | null; directors: readonly string[] };

/**
 * What films of one list are called where no markdown is read: "Title (Year)"; films of one name are told apart by
 * their directors, and where that does not help by a number. Each has at most 100 characters.
 */
export function labelsOf(films: readonly Labelled[]): string[] {
  const plain = films.map((film) => named(film, ''));
  const directed = films.map((film, i) =>
    isAlone(plain, i) ? named(film, '') : named(film, film.directors.slice(0, 2).join(', ')),
  );
  return directed.map((one, i) => {
    if (isAlone(directed, i)) return one;
    const before = directed.slice(0, i).filter((other) => other === one).length;
    const number = ` #${before + 1}`;
    return `${label(one, LABEL_LIMIT - number.length)}${number}`;
  });
}

function named({ title, year }: Labelled, directors: string): string {
  const suffix = `${year ? ` (${year})` : ''}${directors === '' ? '' : ` · ${label(directors, 40)}`}`;
  return `${label(title, LABEL_LIMIT - suffix.length) || NAMELESS}${suffix}`;
}

const isAlone = (labels: readonly string[], index: number) =>
  labels.filter((other) => other === labels[index]).length === 1;
