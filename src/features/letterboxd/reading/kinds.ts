import { label } from '../../../lib/text.ts';

/**
 * What a file of an export tells, in the order in which they are read. `unsure` is a list of films of which nobody can
 * tell whether they were seen or are wanted.
 */
export const KINDS = ['watchlist', 'watched', 'ratings', 'diary', 'reviews', 'likes', 'list', 'unsure'] as const;
export type Kind = (typeof KINDS)[number];

/** What the person deleted, what has lost its film, and what a Mac adds to an archive. */
const SET_ASIDE = /(?:^|\/)(?:(?:deleted|orphaned|__macosx)\/|\._[^/]*$)/i;
/** What an export says of the person, and what they said of other things than films. */
const OF_NO_FILM = /(?:^|\/)(?:profile|comments|likes\/(?!films\.csv$)[^/]+)\.csv$/i;
/** The kinds whose columns say less than their names: an empty file has no more than its name. */
const STARTS = /^(ratings|diary|reviews)(?![a-z])/i;
const WATCHLIST = /(?<![a-z])watchlist(?![a-z])/i;
const WATCHED = /(?<![a-z]|(?:\bbe|\bnot|\bnever)[ _-])watched(?![a-z])/i;

/** Whether a file of an archive, by its path, may tell of films. */
export function mayTell(path: string): boolean {
  return /\.csv$/i.test(path) && !SET_ASIDE.test(path) && !OF_NO_FILM.test(path);
}

/** Columns by their names in lower case: those a file has, and those of them that any of its lines fills. */
export type Columns = { all: ReadonlySet<string>; filled: ReadonlySet<string> };

/**
 * What a file tells: by its folder in the archive, else by the columns that are filled, since whoever keeps a file may
 * call it anything; by its name only where the columns of several kinds are the same.
 */
export function kindOf(path: string, { all, filled }: Columns): Kind {
  const [name = '', folder] = path.toLowerCase().split('/').reverse();
  const has = (columns: ReadonlySet<string>, ...names: string[]) => names.some((one) => columns.has(one));
  if (folder === 'likes') return 'likes';
  if (folder === 'lists') return 'list';
  if (has(filled, 'review')) return 'reviews';
  if (has(filled, 'watched date', 'watcheddate')) return 'diary';
  if (has(filled, 'rating', 'rating10')) return has(all, 'watched date', 'watcheddate') ? 'diary' : 'ratings';
  if (has(all, 'position')) return 'list';
  return kindNamed(name);
}

function kindNamed(name: string): Kind {
  const starts = STARTS.exec(name)?.[1];
  const kind = KINDS.find((one) => one === starts);
  if (kind) return kind;
  const isWatchlist = WATCHLIST.test(name);
  if (isWatchlist === WATCHED.test(name)) return 'unsure';
  return isWatchlist ? 'watchlist' : 'watched';
}

const SHOWN = 60;

/** A file as a sentence names it: a path inside an archive may be as long as somebody likes. */
export function fileName(path: string): string {
  return label(path.split('/').at(-1) || path, SHOWN) || '?';
}

/** What a list without a name of its own is called: its file's name, without ending and dashes. */
export function listName(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return name.replace(/\.csv$/i, '').replaceAll('-', ' ');
}
