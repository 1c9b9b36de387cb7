import { fold } from '../../../src/lib/text.ts';
import { KNOWN } from './catalogue.ts';

/** OMDb's one page, by title or by IMDb's id, as it answers: everything a text, what is not known "N/A". */
export function omdb(query: URLSearchParams): unknown {
  const [title, id] = [query.get('t'), query.get('i')];
  const film = KNOWN.find((known) => (title === null ? known.imdb === id : fold(known.title) === fold(title)));
  if (!film) return { Response: 'False', Error: 'Movie not found!' };
  return {
    Title: film.title,
    Year: String(film.year),
    Rated: 'Not Rated',
    Released: `03 Sep ${film.year}`,
    Runtime: `${film.minutes} min`,
    Genre: 'Crime, Drama, Romance',
    Director: film.director.name,
    Writer: 'N/A',
    Actors: film.cast.map(({ name }) => name).join(', ') || 'N/A',
    Plot: film.overview,
    Language: 'Japanese',
    Country: 'Japan',
    Awards: 'N/A',
    Poster: 'N/A',
    Ratings: [
      { Source: 'Internet Movie Database', Value: '7.7/10' },
      { Source: 'Rotten Tomatoes', Value: '97%' },
      { Source: 'Metacritic', Value: '83/100' },
    ],
    Metascore: '83',
    imdbRating: '7.7',
    imdbVotes: '33,000',
    imdbID: film.imdb,
    Type: 'movie',
    DVD: 'N/A',
    BoxOffice: 'N/A',
    Production: 'N/A',
    Website: 'N/A',
    Response: 'True',
  };
}
