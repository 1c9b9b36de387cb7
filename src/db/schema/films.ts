import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

/** A title's rank by its votes, and a word's by its uses: so that the best known are read first from an index. */
const VOTE_TIERS = sql.raw(`'{1,10,40,160,640,2500,10000,40000,160000}'::int[]`);
const USE_TIERS = sql.raw(`'{2,4,8,16,64,256,1024,4096}'::int[]`);

/** The scope of a film that all servers share. Any other scope is the id of the one server that typed the film in. */
export const SHARED = '0';

export const films = pgTable(
  'films',
  {
    id: uuid().notNull(),
    scope: text().notNull().default(SHARED),
    title: text().notNull(),
    originalTitle: text('original_title'),
    originalLanguage: text('original_language'),
    year: smallint(),
    /** Further years that sources give for the same film: release elsewhere, festival. */
    otherYears: smallint('other_years').array().notNull().default([]),
    runtimeMinutes: smallint('runtime_minutes'),
    countries: text().array().notNull().default([]),
    genres: text().array().notNull().default([]),
    ageRating: text('age_rating'),
    contentNotes: text('content_notes').array().notNull().default([]),
    /** Names of its directors, so that namesakes are told apart at every keystroke without a look at `film_people`. */
    directors: text().array().notNull().default([]),
    posterUrl: text('poster_url'),
    votes: integer(),
    source: text().notNull(),
    fetchedAt: timestamp('fetched_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'films_pk', columns: [t.id] }),
    unique('films_scope_id_key').on(t.scope, t.id),
    check('films_year_check', sql`${t.year} between 1870 and 2100`),
    check('films_runtime_check', sql`${t.runtimeMinutes} > 0`),
    check('films_title_check', sql`${t.title} <> ''`),
    // what may be offered for its genre alone
    index('films_offered_index').on(t.id).where(sql`${t.votes} >= 20000 or ${t.source} = 'starter'`),
  ],
);

export const filmTitles = pgTable(
  'film_titles',
  {
    filmId: uuid('film_id').notNull(),
    /** The film's own: a search decides by these three without a look at the film. */
    scope: text().notNull(),
    votes: integer(),
    years: smallint().array().notNull(),
    title: text().notNull(),
    /** `foldTitle(title)`: films whose titles fold alike are namesakes. */
    folded: text().notNull(),
    /** `romanised` is our own reading of another script: searched, never shown. */
    kind: text({ enum: ['title', 'original', 'alternative', 'romanised'] }).notNull(),
    language: text(),
    /** The title's words joined by spaces; this and the next two are `titleForms(title)`. */
    tokens: text().notNull(),
    squeezed: text().notNull(),
    words: text().array().notNull(),
  },
  (t) => [
    primaryKey({ name: 'film_titles_pk', columns: [t.filmId, t.folded] }),
    foreignKey({
      name: 'film_titles_film_fk',
      columns: [t.scope, t.filmId],
      foreignColumns: [films.scope, films.id],
    }).onDelete('cascade'),
    check('film_titles_kind_check', sql`${t.kind} in ('title', 'original', 'alternative', 'romanised')`),
    index('film_titles_folded_index').on(t.folded),
    // compared byte by byte, so that a range of it is all that begins alike whatever the database's collation
    index('film_titles_squeezed_index').on(t.squeezed.op('text_pattern_ops')),
    // readers must not pay for a pending list that an import left behind
    index('film_titles_words_index').using('gin', t.words).with({ fastupdate: false }),
    // of thousands of titles that begin alike, the best known are those of the highest tiers
    index('film_titles_tier_index').on(
      sql`width_bucket(coalesce(${t.votes}, 0), ${VOTE_TIERS}) desc`,
      t.squeezed.op('text_pattern_ops'),
    ),
    // a word that thousands of titles have is looked up among those of well-known films alone
    index('film_titles_known_words_index')
      .using('gin', t.words)
      .with({ fastupdate: false })
      .where(sql`${t.votes} >= 1000`),
    index('film_titles_famous_words_index')
      .using('gin', t.words)
      .with({ fastupdate: false })
      .where(sql`${t.votes} >= 20000`),
  ],
);

/**
 * Every distinct word of the titles: where a misspelt word looks for what it may be. Words of a title written together
 * are among them; in a very large catalogue, those of well-known films.
 */
export const titleWords = pgTable(
  'title_words',
  {
    word: text().notNull(),
    /** How many titles hold it, or more: films that left are not taken off. */
    uses: integer().notNull(),
    /** Whether it is looked for from two slips away: in a very large catalogue, where a well-known film has it. */
    far: boolean().notNull().default(true),
    /** `deletions(word)`. */
    deletions: integer().array().notNull(),
  },
  (t) => [
    primaryKey({ name: 'title_words_pk', columns: [t.word] }),
    index('title_words_tier_index').on(sql`width_bucket(${t.uses}, ${USE_TIERS}) desc`, t.word.op('text_pattern_ops')),
    index('title_words_deletions_index').using('gin', t.deletions).with({ fastupdate: false }),
    index('title_words_trigrams_index')
      .using('gin', t.word.op('gin_trgm_ops'))
      .with({ fastupdate: false })
      .where(sql`${t.far}`),
  ],
);

export const people = pgTable(
  'people',
  { id: uuid().notNull(), name: text().notNull(), names: text().array().notNull().default([]) },
  (t) => [primaryKey({ name: 'people_pk', columns: [t.id] }), index('people_name_index').on(t.name)],
);

export const filmPeople = pgTable(
  'film_people',
  {
    filmId: uuid('film_id').notNull(),
    role: text({ enum: ['director', 'cast'] }).notNull(),
    position: smallint().notNull(),
    personId: uuid('person_id').notNull(),
    character: text(),
  },
  (t) => [
    primaryKey({ name: 'film_people_pk', columns: [t.filmId, t.role, t.position] }),
    check('film_people_role_check', sql`${t.role} in ('director', 'cast')`),
    index('film_people_person_index').on(t.personId),
    foreignKey({ name: 'film_people_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
    foreignKey({ name: 'film_people_person_fk', columns: [t.personId], foreignColumns: [people.id] }).onDelete(
      'cascade',
    ),
  ],
);

export const filmExternalIds = pgTable(
  'film_external_ids',
  {
    source: text().notNull(),
    externalId: text('external_id').notNull(),
    filmId: uuid('film_id').notNull(),
    /** What the source told of the film when it was last imported, as a number that changes with it. */
    digest: bigint({ mode: 'number' }),
  },
  (t) => [
    primaryKey({ name: 'film_external_ids_pk', columns: [t.source, t.externalId] }),
    foreignKey({ name: 'film_external_ids_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete(
      'cascade',
    ),
  ],
);

export const filmSynopses = pgTable(
  'film_synopses',
  { filmId: uuid('film_id').notNull(), language: text().notNull(), synopsis: text().notNull() },
  (t) => [
    primaryKey({ name: 'film_synopses_pk', columns: [t.filmId, t.language] }),
    foreignKey({ name: 'film_synopses_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
  ],
);
