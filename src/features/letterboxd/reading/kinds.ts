import { label } from '../../../lib/text.ts';

/** What a file of an export tells. */
export type Kind = 'watchlist' | 'watched' | 'ratings' | 'diary' | 'reviews' | 'likes' | 'list';

const NAMED = /^(watchlist|watched|ratings|diary|reviews)(?![a-z])[^/]*\.csv$/i;
/** What the person deleted, what has lost its film, and what a Mac adds to an archive. */
const SET_ASIDE = /(?:^|\/)(?:deleted|orphaned|__macosx)\//i;

/** What the file at a path of an archive tells; undefined for what we do not read. */
export function kindOf(path: string): Kind | undefined {
  if (SET_ASIDE.test(path)) return undefined;
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  const folder = folders.pop()?.toLowerCase();
  if (folder === 'likes') return /^films\.csv$/i.test(name) ? 'likes' : undefined;
  if (folder === 'lists') return /\.csv$/i.test(name) ? 'list' : undefined;
  return NAMED.exec(name)?.[1]?.toLowerCase() as Kind | undefined;
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
