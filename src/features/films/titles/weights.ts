const LITTLE = new Set(
  (
    'the a an of and in on at to for from with by or n is it s ' +
    'le la les l un une des du et d el los las y en o os as do da e der die das und ein eine il lo i gli di del no ni wa ga wo'
  ).split(' '),
);
/** What people add to a title although it is no part of it. */
const NOISE = new Set(
  (
    'netflix hulu disney amazon prime hbo max apple mubi criterion imdb letterboxd tmdb youtube movie movies film films ' +
    'cinema trailer watch online full hd 4k bluray dvd stream streaming subtitles sub dub dubbed remake original version ' +
    'anime cartoon documentary english directed director pelicula filme ㅇㅕㅇㅎㅗㅏ ㄴㅔㅅㅍㅡㄹㄹㅣㄱㅅㅡ 映画 电影 電影'
  ).split(' '),
);

export function isNoise(token: string): boolean {
  return NOISE.has(token);
}

/** How much a word says about which film is meant. */
export function weight(token: string): number {
  if (LITTLE.has(token)) return 0.2;
  return NOISE.has(token) ? 0.25 : 1;
}

/**
 * The words of a query that a title must have to be looked at: not little words, noise, or a letter or two beside
 * longer words, unless there is nothing else.
 */
export function telling(tokens: readonly string[]): string[] {
  const kept = tokens.filter((token) => weight(token) === 1);
  const long = kept.filter((token) => token.length > 2 || /^\d/.test(token));
  const chosen = long.length > 1 ? long : kept.length > 0 ? kept : tokens;
  return [...new Set(chosen)];
}
