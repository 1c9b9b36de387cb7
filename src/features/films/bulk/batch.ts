import { type CountedWords, countWords, KNOWN_VOTES } from '../import/dictionary.ts';
import { type FilmColumns, type KnownFilm, newFilm } from '../import/film.ts';
import type { FilmRow } from '../import/row.ts';
import { ranked } from '../import/store.ts';
import { Copy, type Parcel } from './copy.ts';
import { COUNTED, next } from './next.ts';

const FILM = [
  'id',
  'scope',
  'title',
  'original_title',
  'original_language',
  'year',
  'other_years',
  'runtime_minutes',
  'countries',
  'genres',
  'age_rating',
  'content_notes',
  'directors',
  'poster_url',
  'votes',
  'source',
  'fetched_at',
] as const satisfies readonly (keyof FilmColumns)[];

/** A new film as a source tells of it. `told`: a digest of that. */
export type NewFilm = { row: FilmRow; told: number };

/** What new films put into the tables of a large import. */
export function makeBatch(films: readonly NewFilm[], source: string, now: Date): Parcel[] {
  const batch = new Batch();
  for (const { row, told } of films) batch.add(newFilm(row, source, now), told);
  return batch.take();
}

class Batch {
  readonly #films = new Copy('films', FILM);
  readonly #titles = new Copy(next('film_titles'), [
    'film_id',
    'scope',
    'votes',
    'years',
    'title',
    'folded',
    'kind',
    'language',
    'tokens',
    'squeezed',
    'words',
  ]);
  readonly #ids = new Copy(next('film_external_ids'), ['source', 'external_id', 'film_id', 'digest']);
  readonly #credits = new Copy(next('film_people'), ['film_id', 'role', 'position', 'person_id', 'character']);
  readonly #words = new Copy(COUNTED, ['word', 'uses', 'far']);
  readonly #counted: CountedWords = new Map();

  add({ columns, added }: KnownFilm, told: number): void {
    this.#films.add(FILM.map((name) => columns[name]));
    const { votes, years } = ranked(columns);
    for (const title of added.titles) {
      const { title: text, folded, kind, language, tokens, squeezed, words } = title.columns;
      this.#titles.add([
        columns.id,
        columns.scope,
        votes,
        years,
        text,
        folded,
        kind,
        language,
        tokens,
        squeezed,
        words,
      ]);
      countWords(this.#counted, title, (votes ?? 0) >= KNOWN_VOTES);
    }
    for (const [source, id] of added.ids) this.#ids.add([source, id, columns.id, told]);
    for (const [role, people] of added.people) {
      for (const [position, { id, character }] of people.entries()) {
        if (id !== undefined) this.#credits.add([columns.id, role, position, id, character ?? null]);
      }
    }
  }

  take(): Parcel[] {
    for (const [word, { uses, far }] of this.#counted) this.#words.add([word, uses, far]);
    return [this.#films, this.#titles, this.#ids, this.#credits, this.#words].map((copy) => copy.take());
  }
}
