import type { GENRES } from '../kinds.ts';

type Genre = (typeof GENRES)[number];

/** Words of a genre's English name, by which every source's genres are told: "comedy-drama film" is two of ours. */
const WORDS: readonly (readonly [RegExp, Genre])[] = [
  [/\b(?:action|martial arts|superhero)\b/i, 'action'],
  [/\badventure\b/i, 'adventure'],
  [/\b(?:animat\w*|anime|cartoon)\b/i, 'animation'],
  [/\bcomedy\b/i, 'comedy'],
  [/\b(?:crime|gangster|heist|noir|yakuza)\b/i, 'crime'],
  [/\bdocumentary\b/i, 'documentary'],
  [/\b(?:drama|melodrama)\b/i, 'drama'],
  [/\b(?:family|children's)\b/i, 'family'],
  [/\bfantasy\b/i, 'fantasy'],
  [/\b(?:histor\w*|period)\b/i, 'history'],
  [/\b(?:horror|slasher|zombie)\b/i, 'horror'],
  [/\bmusic(?:al)?\b/i, 'music'],
  [/\b(?:mystery|detective)\b/i, 'mystery'],
  [/\b(?:romance|romantic)\b/i, 'romance'],
  [/\b(?:science[ -]fiction|sci-fi)\b/i, 'science_fiction'],
  [/\bsports?\b/i, 'sport'],
  [/\bthriller\b/i, 'thriller'],
  [/\bwar\b/i, 'war'],
  [/\bwestern\b/i, 'western'],
];
const MOST = 3;

/** Our genres among a source's names for them, in the order of the names, three at most. */
export function genresOf(names: readonly string[]): Genre[] {
  const all = names.flatMap((name) => WORDS.filter(([word]) => word.test(name)).map(([, genre]) => genre));
  return [...new Set(all)].slice(0, MOST);
}

/** Whether a genre's English name is one for adults alone. */
export function isAdultGenre(name: string): boolean {
  return /\b(?:pornograph\w*|hentai|adult film)\b/i.test(name);
}
