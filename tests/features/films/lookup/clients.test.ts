import { describe, expect, test } from 'vitest';
import { findAtOmdb } from '../../../../src/features/films/lookup/omdb.ts';
import { findAtTmdb, type Tmdb, tellFromTmdb } from '../../../../src/features/films/lookup/tmdb.ts';
import { told, type Wanted } from '../../../../src/features/films/lookup/told.ts';
import { findAtWikidata } from '../../../../src/features/films/lookup/wikidata.ts';
import { SourceFailure } from '../../../../src/net/sources/failure.ts';
import type { Source } from '../../../../src/net/sources/source.ts';

const WANTED: Wanted = { title: 'Hana-bi', year: undefined, text: 'Hana-bi' };
const NEVER = new AbortController().signal;

/** A source whose answers are these, read as the real client reads them. */
function source(answers: (path: string, query: Readonly<Record<string, string>>) => unknown): Source {
  return {
    name: 'a source',
    ask: async ({ path = '', query = {}, answer }) => {
      const given = answers(path, query);
      if (given === undefined) throw new SourceFailure('a source', 'absent', 'status 404');
      return answer.parse(given);
    },
    close: async () => {},
  };
}

describe('Wikidata', () => {
  const date = { rank: 'normal', mainsnak: { datavalue: { value: { time: '+1997-09-03T00:00:00Z' } } } };
  const items = (entities: object) =>
    source((_, query) =>
      query.action === 'query'
        ? { query: { search: Object.keys(entities).map((title) => ({ title })) } }
        : { entities },
    );

  test('writes empty maps as lists, unknown values without one and some items in no form at all: the rest is read', async () => {
    const films = await findAtWikidata(
      items({
        Q1: {
          id: 'Q1',
          labels: { en: { language: 'en', value: 'Hana-bi' } },
          aliases: [],
          claims: {
            P577: [{ rank: 'normal', mainsnak: { snaktype: 'somevalue' } }, date],
            P2047: [
              {
                rank: 'normal',
                mainsnak: { datavalue: { value: { amount: '+1.7', unit: 'http://x/entity/Q25235' } } },
              },
            ],
            P345: [{ rank: 'normal', mainsnak: { datavalue: { value: 'tt0119250' } } }],
          },
        },
        Q2: { id: 'Q2', labels: [], aliases: [], claims: [] },
        Q3: { id: 'Q3', missing: '' },
        Q4: { id: 4, labels: 'none' },
        Q5: null,
      }),
      WANTED,
      NEVER,
    );
    expect(films).toMatchObject([
      { title: 'Hana-bi', year: 1997, ids: { wikidata: 'Q1', imdb: 'tt0119250' }, runtime: undefined, directors: [] },
    ]);
  });

  test('says with status 200 what went wrong', async () => {
    const failing = source(() => ({ error: { code: 'maxlag', info: 'Waiting for a database server' } }));
    await expect(findAtWikidata(failing, WANTED, NEVER)).rejects.toThrow();
  });

  test('is not given operators of its search that somebody typed', async () => {
    const asked: string[] = [];
    const quiet = source((_, query) => {
      asked.push(query.srsearch ?? '');
      return { query: { search: [] } };
    });
    await findAtWikidata(quiet, { ...WANTED, title: '-"a" ~b* c? insource:/x/ haswbstatement:P31|P32' }, NEVER);
    expect(asked[0]?.replace(/haswbstatement:P31=Q11424\S*$/, '')).not.toMatch(/["~*?:|]|-\S/);
  });
});

describe('TMDB', () => {
  const tmdb = (answers: Parameters<typeof source>[0]): Tmdb => ({
    source: source(answers),
    poster: async () => undefined,
  });

  test('answers with nulls and empty texts for what it does not know', async () => {
    const bare = {
      ...{ id: 7, title: 'Hana-bi', imdb_id: null, release_date: '', runtime: null, overview: '', poster_path: null },
      translations: { translations: [{ iso_639_1: 'ko', data: { title: '', overview: null } }] },
      videos: {
        results: [
          { site: 'Vimeo', key: '1', type: 'Trailer' },
          { site: 'YouTube', key: '"><', type: 'Trailer' },
        ],
      },
    };
    const films = await findAtTmdb(
      tmdb((path) => (path === '/movie/7' ? bare : { results: [{ id: 7 }] })),
      WANTED,
      NEVER,
    );
    expect(films).toMatchObject([{ title: 'Hana-bi', ids: { tmdb: '7' }, synopsis: {}, titles: [] }]);
    expect(films[0]).toMatchObject({ year: undefined, runtime: undefined, trailer: undefined });
  });

  test('is asked without the year where nothing is found with it: a year may be the title', async () => {
    const asked: string[] = [];
    const searching = tmdb((_, query) => {
      asked.push(`${query.query} ${query.year}`);
      return { results: [] };
    });
    await findAtTmdb(searching, { title: 'Wonder Woman', year: 1984, text: 'Wonder Woman 1984' }, NEVER);
    expect(asked).toEqual(['Wonder Woman 1984', 'Wonder Woman 1984 undefined']);
  });

  test("a film without ids is told of where title, year and director agree, and a namesake's facts are never taken", async () => {
    const details = (id: number, director: string) => ({
      ...{ id, title: 'Ballerina', release_date: '2023-10-06' },
      credits: { cast: [], crew: [{ name: director, job: 'Director' }] },
    });
    const namesakes = tmdb((path) => {
      if (path === '/movie/1') return details(1, 'Len Wiseman');
      return path === '/movie/2' ? details(2, 'Lee Chung-hyeon') : { results: [{ id: 1 }, { id: 2 }] };
    });
    const film = told({
      source: 'wikidata',
      ids: {},
      title: 'Ballerina',
      year: 2023,
      directors: [{ name: 'Lee Chung-hyun' }],
    });
    expect(await tellFromTmdb(namesakes, film, NEVER)).toMatchObject({ ids: { tmdb: '2' } });
    expect(await tellFromTmdb(namesakes, { ...film, directors: [] }, NEVER)).toBeUndefined();
  });

  test('a film that was taken away there is not known there', async () => {
    const film = told({ source: 'wikidata', ids: { tmdb: '9' }, title: 'Ballerina' });
    expect(
      await tellFromTmdb(
        tmdb(() => undefined),
        film,
        NEVER,
      ),
    ).toBeUndefined();
  });
});

describe('OMDb', () => {
  test('writes "N/A" for what it does not know, and a film it does not have is none', async () => {
    const bare = {
      Response: 'True',
      Title: 'Hana-bi',
      Year: 'N/A',
      imdbID: 'tt0119250',
      Director: 'N/A',
      Actors: 'N/A',
      Rated: 'N/A',
    };
    expect(
      await findAtOmdb(
        source(() => bare),
        WANTED,
        NEVER,
      ),
    ).toMatchObject([{ year: undefined, directors: [], cast: [], certificates: {}, scores: [] }]);
    expect(
      await findAtOmdb(
        source(() => ({ Response: 'False', Error: 'Movie not found!' })),
        WANTED,
        NEVER,
      ),
    ).toEqual([]);
  });

  test('says with status 200 what went wrong', async () => {
    const failing = source(() => ({ Response: 'False', Error: 'Error getting data.' }));
    await expect(findAtOmdb(failing, WANTED, NEVER)).rejects.toThrow();
  });
});
