import { fold } from '../../../src/lib/text.ts';
import { KNOWN, type KnownFilm } from './catalogue.ts';

/** Wikidata's action API, the two modules we ask, shaped as its documentation and its answers are (formatversion 2). */
export function wikidata(query: URLSearchParams): unknown {
  if (query.get('action') === 'query')
    return { batchcomplete: true, query: { search: search(query.get('srsearch') ?? '') } };
  if (query.get('action') !== 'wbgetentities') return { error: { code: 'badvalue', info: 'Unrecognized value' } };
  const ids = query.get('ids')?.split('|') ?? [];
  return { entities: Object.fromEntries(ids.map((id) => [id, item(id)])), success: 1 };
}

function search(asked: string) {
  const words = fold(asked.replace(/haswbstatement:\S+/g, '')).split(' ');
  const names = (film: KnownFilm) => fold(`${film.title} ${film.korean} ${film.original}`);
  const hits = KNOWN.filter((film) => words.every((word) => names(film).includes(word)));
  return hits.map(({ wikidata: title }, index) => ({ ns: 0, title, pageid: 1_000 + index }));
}

function item(id: string): unknown {
  const film = KNOWN.find((known) => known.wikidata === id);
  if (film) return { type: 'item', id, labels: labels(film.title, film.korean), aliases: {}, claims: claims(film) };
  for (const { director, cast, country, genre } of KNOWN) {
    const named = [director, ...cast, genre].find((one) => one.item === id);
    if (named) return { type: 'item', id, labels: labels(named.name), claims: {} };
    if (country.item === id)
      return { type: 'item', id, labels: labels('country'), claims: { P297: [snak('string', country.code)] } };
  }
  return { id, missing: '' };
}

function labels(en: string, ko?: string) {
  return { en: { language: 'en', value: en }, ...(ko ? { ko: { language: 'ko', value: ko } } : {}) };
}

function claims(film: KnownFilm) {
  const items = (...ids: string[]) =>
    ids.map((id) => snak('wikibase-entityid', { 'entity-type': 'item', 'numeric-id': Number(id.slice(1)), id }));
  return {
    P31: items('Q11424'),
    P57: items(film.director.item),
    P136: items(film.genre.item),
    P161: items(...film.cast.map((one) => one.item)),
    P345: [snak('string', film.imdb)],
    P495: items(film.country.item),
    P577: [snak('time', { time: `+${film.year}-09-03T00:00:00Z`, timezone: 0, precision: 11 })],
    P1476: [snak('monolingualtext', { text: film.original, language: film.language })],
    P2047: [
      snak('quantity', { amount: '+9', unit: 'http://www.wikidata.org/entity/Q7727' }, 'deprecated'),
      snak('quantity', { amount: `+${film.minutes}`, unit: 'http://www.wikidata.org/entity/Q7727' }),
    ],
    P4947: [snak('string', String(film.tmdb))],
  };
}

function snak(type: string, value: unknown, rank = 'normal') {
  return { mainsnak: { snaktype: 'value', datavalue: { value, type } }, type: 'statement', rank };
}
