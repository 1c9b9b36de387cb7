import type { Film } from '../../spoilers/classify.ts';
import type { FilmDetails } from './films.ts';

/** What the reader for spoilers makes use of. */
export function readerFilm({ title, year, synopses, cast }: FilmDetails): Film {
  return {
    title,
    ...(year === null ? {} : { year }),
    ...(synopses.en === undefined ? {} : { synopsis: synopses.en }),
    cast: cast.map(({ name }) => name),
    characters: cast.flatMap(({ character }) => (character === null ? [] : [character])),
  };
}
