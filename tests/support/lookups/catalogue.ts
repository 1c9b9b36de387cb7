/** Films that the doubles of the look-up services know; one is in the starter catalogue too. Some ids are made up, and the last film is. */
export type KnownFilm = {
  wikidata: string;
  tmdb: number;
  imdb: string;
  title: string;
  korean: string;
  original: string;
  language: string;
  year: number;
  minutes: number;
  country: { item: string; code: string };
  director: { item: string; name: string };
  cast: { item: string; name: string }[];
  genre: { item: string; name: string };
  adult?: boolean;
  overview: string;
  poster: string;
};

const JAPAN = { item: 'Q17', code: 'JP' };
const KITANO = { item: 'Q363989', name: 'Takeshi Kitano' };

export const KNOWN: readonly KnownFilm[] = [
  {
    wikidata: 'Q1130706',
    tmdb: 5910,
    imdb: 'tt0119250',
    title: 'Hana-bi',
    korean: '하나비',
    original: 'HANA-BI',
    language: 'ja',
    year: 1997,
    minutes: 103,
    country: JAPAN,
    director: KITANO,
    cast: [
      { item: 'Q363989', name: 'Takeshi Kitano' },
      { item: 'Q11453633', name: 'Kayoko Kishimoto' },
    ],
    genre: { item: 'Q959790', name: 'crime film' },
    overview: 'A quiet film about a detective and the sea.',
    poster: '/hana-bi.jpg',
  },
  {
    wikidata: 'Q1156465',
    tmdb: 10498,
    imdb: 'tt0100002',
    title: 'A Scene at the Sea',
    korean: '그 여름 가장 조용한 바다',
    original: 'あの夏、いちばん静かな海。',
    language: 'ja',
    year: 1991,
    minutes: 101,
    country: JAPAN,
    director: KITANO,
    cast: [],
    genre: { item: 'Q130232', name: 'drama film' },
    overview: 'A quiet film about a surfboard.',
    poster: '/a-page-not-a-picture.jpg',
  },
  {
    wikidata: 'Q9000003',
    tmdb: 900003,
    imdb: 'tt26350277',
    title: 'Ballerina',
    korean: '발레리나',
    original: '발레리나',
    language: 'ko',
    year: 2023,
    minutes: 93,
    country: { item: 'Q884', code: 'KR' },
    director: { item: 'Q9000004', name: 'Lee Chung-hyun' },
    cast: [],
    genre: { item: 'Q188473', name: 'action film' },
    overview: 'A quiet film about ballet.',
    poster: '/ballerina.jpg',
  },
  {
    wikidata: 'Q9000005',
    tmdb: 64690,
    imdb: 'tt0780504',
    title: 'Drive',
    korean: '드라이브',
    original: 'Drive',
    language: 'en',
    year: 2011,
    minutes: 100,
    country: { item: 'Q30', code: 'US' },
    director: { item: 'Q9000006', name: 'Nicolas Winding Refn' },
    cast: [],
    genre: { item: 'Q188473', name: 'action film' },
    overview: 'A quiet film about driving.',
    poster: '/drive.jpg',
  },
  {
    wikidata: 'Q9000001',
    tmdb: 900001,
    imdb: 'tt9000001',
    title: 'Midnight Plumbers',
    korean: '한밤의 배관공',
    original: 'Midnight Plumbers',
    language: 'en',
    year: 1978,
    minutes: 71,
    country: { item: 'Q30', code: 'US' },
    director: { item: 'Q9000002', name: 'Pat Nobody' },
    cast: [],
    genre: { item: 'Q185529', name: 'pornographic film' },
    adult: true,
    overview: 'Plumbing at midnight.',
    poster: '/plumbers.jpg',
  },
];
