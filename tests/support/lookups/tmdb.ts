import { fold } from '../../../src/lib/text.ts';
import { KNOWN, type KnownFilm } from './catalogue.ts';

const NOT_FOUND = {
  status: 404,
  body: { success: false, status_code: 34, status_message: 'The resource you requested could not be found.' },
};

/** TMDB's API, version 3, the three paths we ask, shaped as its reference says. */
export function tmdb(path: string, query: URLSearchParams): { status: number; body: unknown } {
  if (path === '/search/movie') {
    const asked = fold(query.get('query') ?? '');
    const year = Number(query.get('year'));
    const results = KNOWN.filter((film) => !year || film.year === year)
      .filter((film) => fold(`${film.title} ${film.original} ${film.korean}`).includes(asked))
      .map(brief);
    return { status: 200, body: { page: 1, results, total_pages: 1, total_results: results.length } };
  }
  const [, kind, id] = path.split('/');
  if (kind === 'find') {
    const found = KNOWN.filter(({ imdb }) => imdb === id).map(brief);
    return { status: 200, body: { movie_results: found, person_results: [], tv_results: [] } };
  }
  const film = KNOWN.find((known) => kind === 'movie' && String(known.tmdb) === id);
  return film ? { status: 200, body: details(film) } : NOT_FOUND;
}

function brief(film: KnownFilm) {
  return {
    adult: film.adult ?? false,
    backdrop_path: null,
    genre_ids: [18],
    id: film.tmdb,
    original_language: film.language,
    original_title: film.original,
    overview: film.overview,
    popularity: 9.1,
    poster_path: film.poster,
    release_date: `${film.year}-09-03`,
    title: film.title,
    video: false,
    vote_average: 7.6,
    vote_count: 700,
  };
}

function details(film: KnownFilm) {
  const { genre_ids: _, ...rest } = brief(film);
  const service = (provider_name: string, provider_id: number) => {
    return { logo_path: '/logo.jpg', provider_id, provider_name, display_priority: 1 };
  };
  return {
    ...rest,
    budget: 0,
    genres: [{ id: 80, name: 'Crime' }],
    homepage: '',
    imdb_id: film.imdb,
    origin_country: [film.country.code],
    production_countries: [{ iso_3166_1: film.country.code, name: 'Japan' }],
    runtime: film.minutes,
    status: 'Released',
    tagline: '',
    credits: {
      cast: film.cast.map(({ name }, order) => ({ id: order, name, original_name: name, character: 'Nishi', order })),
      crew: [
        {
          id: 1,
          name: film.director.name,
          original_name: film.director.name,
          job: 'Director',
          department: 'Directing',
        },
      ],
    },
    alternative_titles: { titles: [{ iso_3166_1: 'US', title: `${film.title} Fireworks`, type: '' }] },
    translations: {
      translations: [
        {
          iso_3166_1: 'KR',
          iso_639_1: 'ko',
          name: '한국어',
          data: { title: film.korean, overview: '', homepage: '', tagline: '' },
        },
      ],
    },
    release_dates: {
      results: [{ iso_3166_1: 'US', release_dates: [{ certification: 'R', iso_639_1: '', note: '', type: 3 }] }],
    },
    videos: {
      results: [
        { site: 'YouTube', key: 'abcdefghijk', type: 'Teaser', official: true, name: 'Teaser' },
        { site: 'YouTube', key: 'lmnopqrstuv', type: 'Trailer', official: true, name: 'Official Trailer' },
      ],
    },
    'watch/providers': {
      results: {
        US: {
          link: `https://www.themoviedb.org/movie/${film.tmdb}/watch?locale=US`,
          flatrate: [service('Criterion Channel', 258)],
          rent: [service('Apple TV', 2)],
        },
        KR: {
          link: `https://www.themoviedb.org/movie/${film.tmdb}/watch?locale=KR`,
          flatrate: [service('wavve', 356)],
        },
      },
    },
  };
}
