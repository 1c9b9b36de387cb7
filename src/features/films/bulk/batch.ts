import type { Sql } from 'postgres';
import { type CountedWords, countWords } from '../import/dictionary.ts';
import type { FilmColumns, KnownFilm } from '../import/film.ts';
import { ranked } from '../import/store.ts';
import { Copy } from './copy.ts';
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

/** From so many votes on a film is well known: its words are found from two slips away, and written together. */
const KNOWN_VOTES = 1000;

/** New films on their way into the tables of a large import: all of them arrive, or none. */
export class Batch {
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

  get size(): number {
    return this.#films.rows;
  }

  /** @param told what the film's source tells of it, digested. */
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

  /** Writes all of it in one transaction. */
  async send(sql: Sql): Promise<void> {
    for (const [word, { uses, far }] of this.#counted) this.#words.add([word, uses, far]);
    await sql.begin(async (tx) => {
      for (const copy of [this.#films, this.#titles, this.#ids, this.#credits, this.#words]) await copy.send(tx);
    });
  }
}
