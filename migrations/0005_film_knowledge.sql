CREATE TABLE "letterboxd_films" (
	"guild_id" text NOT NULL,
	"import_id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"what" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "letterboxd_films_pk" PRIMARY KEY("guild_id","import_id","film_id","what"),
	CONSTRAINT "letterboxd_films_what_check" CHECK ("letterboxd_films"."what" in ('wish', 'seen', 'rating', 'review'))
);
--> statement-breakpoint
CREATE TABLE "letterboxd_imports" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"proposal" jsonb,
	"asked_at" timestamp with time zone NOT NULL,
	"kept_at" timestamp with time zone,
	CONSTRAINT "letterboxd_imports_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "letterboxd_imports_kept_check" CHECK (("letterboxd_imports"."proposal" is null) = ("letterboxd_imports"."kept_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "adult_films" (
	"film_id" uuid NOT NULL,
	CONSTRAINT "adult_films_pk" PRIMARY KEY("film_id")
);
--> statement-breakpoint
CREATE TABLE "asked_titles" (
	"source" text NOT NULL,
	"title" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "asked_titles_pk" PRIMARY KEY("source","title"),
	CONSTRAINT "asked_titles_source_check" CHECK ("asked_titles"."source" in ('wikidata', 'tmdb', 'omdb'))
);
--> statement-breakpoint
CREATE TABLE "film_told" (
	"film_id" uuid NOT NULL,
	"source" text NOT NULL,
	"told" jsonb,
	"fetched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "film_told_pk" PRIMARY KEY("film_id","source"),
	CONSTRAINT "film_told_source_check" CHECK ("film_told"."source" in ('wikidata', 'tmdb', 'omdb'))
);
--> statement-breakpoint
CREATE TABLE "source_days" (
	"source" text NOT NULL,
	"day" date NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "source_days_pk" PRIMARY KEY("source","day"),
	CONSTRAINT "source_days_source_check" CHECK ("source_days"."source" in ('wikidata', 'tmdb', 'omdb'))
);
--> statement-breakpoint
CREATE TABLE "film_stands" (
	"guild_id" text NOT NULL,
	"film_id" uuid NOT NULL,
	"stand_in_id" uuid NOT NULL,
	CONSTRAINT "film_stands_pk" PRIMARY KEY("guild_id","film_id"),
	CONSTRAINT "film_stands_other_check" CHECK ("film_stands"."film_id" <> "film_stands"."stand_in_id")
);
--> statement-breakpoint
CREATE TABLE "repairs" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"from_name" text NOT NULL,
	"to_name" text NOT NULL,
	"moved" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "repairs_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "repairs_kind_check" CHECK ("repairs"."kind" in ('move', 'merge', 'correct')),
	CONSTRAINT "repairs_films_check" CHECK ("repairs"."from_id" <> "repairs"."to_id")
);
--> statement-breakpoint
DROP INDEX "film_titles_known_index";--> statement-breakpoint
DROP INDEX "title_words_begin_index";--> statement-breakpoint
DROP INDEX "title_words_trigrams_index";--> statement-breakpoint
ALTER TABLE "film_external_ids" ADD COLUMN "digest" bigint;--> statement-breakpoint
ALTER TABLE "films" ADD COLUMN "directors" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "title_words" ADD COLUMN "far" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "letterboxd_films" ADD CONSTRAINT "letterboxd_films_import_fk" FOREIGN KEY ("guild_id","import_id") REFERENCES "public"."letterboxd_imports"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letterboxd_films" ADD CONSTRAINT "letterboxd_films_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letterboxd_imports" ADD CONSTRAINT "letterboxd_imports_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_films" ADD CONSTRAINT "adult_films_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_told" ADD CONSTRAINT "film_told_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_stands" ADD CONSTRAINT "film_stands_film_fk" FOREIGN KEY ("guild_id","stand_in_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repairs" ADD CONSTRAINT "repairs_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letterboxd_imports_user_index" ON "letterboxd_imports" USING btree ("guild_id","user_id","kept_at");--> statement-breakpoint
CREATE INDEX "film_told_fetched_index" ON "film_told" USING btree ("source","fetched_at");--> statement-breakpoint
CREATE INDEX "film_stands_for_index" ON "film_stands" USING btree ("guild_id","stand_in_id");--> statement-breakpoint
CREATE INDEX "repairs_made_index" ON "repairs" USING btree ("guild_id","made_at");--> statement-breakpoint
CREATE INDEX "film_people_person_index" ON "film_people" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "film_titles_tier_index" ON "film_titles" USING btree (width_bucket(coalesce("votes", 0), '{1,10,40,160,640,2500,10000,40000,160000}'::int[]) desc,"squeezed" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "film_titles_known_words_index" ON "film_titles" USING gin ("words") WITH (fastupdate=false) WHERE "film_titles"."votes" >= 1000;--> statement-breakpoint
CREATE INDEX "film_titles_famous_words_index" ON "film_titles" USING gin ("words") WITH (fastupdate=false) WHERE "film_titles"."votes" >= 20000;--> statement-breakpoint
CREATE INDEX "films_offered_index" ON "films" USING btree ("id") WHERE "films"."votes" >= 20000 or "films"."source" = 'starter';--> statement-breakpoint
CREATE INDEX "title_words_tier_index" ON "title_words" USING btree (width_bucket("uses", '{2,4,8,16,64,256,1024,4096}'::int[]) desc,"word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "title_words_trigrams_index" ON "title_words" USING gin ("word" gin_trgm_ops) WITH (fastupdate=false) WHERE "title_words"."far";--> statement-breakpoint
-- What the search asks at every keystroke. Functions keep their plans, so that nothing is planned at a keystroke, and
-- their own settings: of these indexes the planner thinks ill where a word is common.
CREATE TYPE "found_title" AS (film_id uuid, title text, tokens text, squeezed text, is_own boolean, parts text[], years smallint[], votes integer);--> statement-breakpoint
-- Words of titles: those given, those that share a deletion with a typed word and are about as long as one of them, and
-- for each beginning the most used that begin so.
CREATE FUNCTION "search_words"(given text[], shared integer[], shortest integer, longest integer, beginnings text[], most integer)
RETURNS TABLE (word text, uses integer) LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE beginning text; tier integer; found integer; total integer;
BEGIN
  RETURN QUERY SELECT w.word, w.uses FROM title_words w WHERE w.word = ANY (given);
  IF cardinality(shared) > 0 THEN
    RETURN QUERY SELECT w.word, w.uses FROM title_words w
      WHERE w.deletions && shared AND length(w.word) BETWEEN shortest AND longest;
  END IF;
  FOREACH beginning IN ARRAY beginnings LOOP
    total := 0;
    FOR tier IN REVERSE 8..0 LOOP
      RETURN QUERY SELECT w.word, w.uses FROM title_words w
        WHERE width_bucket(w.uses, '{2,4,8,16,64,256,1024,4096}'::int[]) = tier
          AND w.word ~>=~ beginning AND w.word ~<~ (beginning || U&'\+10FFFF') LIMIT most;
      GET DIAGNOSTICS found = ROW_COUNT;
      total := total + found;
      EXIT WHEN total >= most;
    END LOOP;
  END LOOP;
END $$;--> statement-breakpoint
-- Words two slips from a misspelt one: those of well-known films that share trigrams, and those that share a deletion.
CREATE FUNCTION "search_words_far"(misspelt text, shared integer[], shortest integer, longest integer, most integer)
RETURNS TABLE (word text, uses integer) LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off
SET pg_trgm.similarity_threshold = 0.14 AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT w.word, w.uses FROM title_words w WHERE w.far AND w.word % misspelt
    ORDER BY similarity(w.word, misspelt) DESC LIMIT most;
  IF cardinality(shared) > 0 THEN
    RETURN QUERY SELECT w.word, w.uses FROM title_words w
      WHERE w.deletions && shared AND length(w.word) BETWEEN shortest AND longest;
  END IF;
END $$;--> statement-breakpoint
-- Titles called exactly so, beginning so (the best known), having a part or initials called so, holding all these pairs
-- (those first that hold the very characters typed).
CREATE FUNCTION "search_titles_named"(scopes text[], called text[], beginnings text[], named text[], pairs text[], typed text, most integer)
RETURNS SETOF "found_title" LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE beginning text; tier integer; found integer; total integer;
BEGIN
  RETURN QUERY SELECT t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
    FROM film_titles t WHERE t.squeezed = ANY (called) AND t.scope = ANY (scopes)
    ORDER BY t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT most;
  FOREACH beginning IN ARRAY beginnings LOOP
    total := 0;
    FOR tier IN REVERSE 9..0 LOOP
      RETURN QUERY SELECT t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
        FROM film_titles t
        WHERE width_bucket(coalesce(t.votes, 0), '{1,10,40,160,640,2500,10000,40000,160000}'::int[]) = tier
          AND t.squeezed ~>=~ beginning AND t.squeezed ~<~ (beginning || U&'\+10FFFF') AND t.scope = ANY (scopes)
        LIMIT most;
      GET DIAGNOSTICS found = ROW_COUNT;
      total := total + found;
      EXIT WHEN total >= most;
    END LOOP;
  END LOOP;
  RETURN QUERY SELECT t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'),
      ARRAY(SELECT unnest(t.words) INTERSECT SELECT unnest(named)), t.years, t.votes
    FROM (SELECT * FROM film_titles f WHERE f.words && named AND f.scope = ANY (scopes) LIMIT 1000) t
    ORDER BY t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT most;
  IF cardinality(pairs) > 0 THEN
    RETURN QUERY SELECT t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
      FROM (SELECT * FROM film_titles f WHERE f.words @> pairs AND f.scope = ANY (scopes) LIMIT 2000) t
      ORDER BY strpos(lower(t.title), typed) = 0, t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT 2 * most;
  END IF;
END $$;--> statement-breakpoint
-- Titles that have a word of each group, at most 400 looked at: an index finds those that have one of `one` and one of
-- `two`, the rest is read off them. Thrice from one text: of all films, of known ones (1,000 votes), of famous ones (20,000),
-- each of which has a small index of its own.
DO $do$
DECLARE name text; condition text;
BEGIN
  FOR name, condition IN VALUES ('search_titles_worded', ''), ('search_known_titles_worded', 'f.votes >= 1000 AND'),
      ('search_famous_titles_worded', 'f.votes >= 20000 AND') LOOP
    EXECUTE format($create$
CREATE FUNCTION %I(scopes text[], one text[], two text[], three text[], four text[], most integer)
RETURNS SETOF "found_title" LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  RETURN QUERY SELECT t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
    FROM (SELECT * FROM film_titles f WHERE %s f.words && one AND f.words && two AND f.scope = ANY (scopes) LIMIT 400) t
    WHERE (three IS NULL OR t.words && three) AND (four IS NULL OR t.words && four)
    ORDER BY t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT most;
END $$$create$, name, condition);
  END LOOP;
END $do$;--> statement-breakpoint
-- What is shown of films, with the names of people of those in `peopled` in every spelling, and how many have reviewed
-- them or seen them in a server.
CREATE FUNCTION "search_films"(ids uuid[], peopled uuid[], guild text)
RETURNS TABLE (id uuid, title text, "originalTitle" text, year smallint, countries text[], votes integer, directors text[], activity integer, people text[])
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT f.id, f.title, f.original_title, f.year, f.countries, f.votes, f.directors,
      ((SELECT count(*) FROM critic_reviews r WHERE r.film_id = f.id AND r.scope IN ('0', guild))
        + (SELECT count(*) FROM seen_marks s WHERE s.guild_id = guild AND s.film_id = f.id))::integer,
      CASE WHEN f.id = ANY (peopled) THEN ARRAY(SELECT unnest(p.name || p.names) FROM film_people c
        JOIN people p ON p.id = c.person_id WHERE c.film_id = f.id) ELSE f.directors END
    FROM films f WHERE f.id = ANY (ids);
END $$;
