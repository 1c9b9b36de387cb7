CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "club_members" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "club_members_pk" PRIMARY KEY("guild_id","club_id","user_id"),
	CONSTRAINT "club_members_role_check" CHECK ("club_members"."role" in ('member', 'host'))
);
--> statement-breakpoint
CREATE TABLE "clubs" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"channel_id" text NOT NULL,
	"zone" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clubs_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "clubs_name_check" CHECK ("clubs"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "guilds" (
	"guild_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "guilds_pk" PRIMARY KEY("guild_id")
);
--> statement-breakpoint
CREATE TABLE "film_external_ids" (
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"film_id" uuid NOT NULL,
	CONSTRAINT "film_external_ids_pk" PRIMARY KEY("source","external_id")
);
--> statement-breakpoint
CREATE TABLE "film_people" (
	"film_id" uuid NOT NULL,
	"role" text NOT NULL,
	"position" smallint NOT NULL,
	"person_id" uuid NOT NULL,
	"character" text,
	CONSTRAINT "film_people_pk" PRIMARY KEY("film_id","role","position"),
	CONSTRAINT "film_people_role_check" CHECK ("film_people"."role" in ('director', 'cast'))
);
--> statement-breakpoint
CREATE TABLE "film_synopses" (
	"film_id" uuid NOT NULL,
	"language" text NOT NULL,
	"synopsis" text NOT NULL,
	CONSTRAINT "film_synopses_pk" PRIMARY KEY("film_id","language")
);
--> statement-breakpoint
CREATE TABLE "film_titles" (
	"film_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"votes" integer,
	"years" smallint[] NOT NULL,
	"title" text NOT NULL,
	"folded" text NOT NULL,
	"kind" text NOT NULL,
	"language" text,
	"tokens" text NOT NULL,
	"squeezed" text NOT NULL,
	"words" text[] NOT NULL,
	CONSTRAINT "film_titles_pk" PRIMARY KEY("film_id","folded"),
	CONSTRAINT "film_titles_kind_check" CHECK ("film_titles"."kind" in ('title', 'original', 'alternative', 'romanised'))
);
--> statement-breakpoint
CREATE TABLE "films" (
	"id" uuid NOT NULL,
	"scope" text DEFAULT '0' NOT NULL,
	"title" text NOT NULL,
	"original_title" text,
	"original_language" text,
	"year" smallint,
	"other_years" smallint[] DEFAULT '{}' NOT NULL,
	"runtime_minutes" smallint,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"genres" text[] DEFAULT '{}' NOT NULL,
	"age_rating" text,
	"content_notes" text[] DEFAULT '{}' NOT NULL,
	"poster_url" text,
	"votes" integer,
	"source" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "films_pk" PRIMARY KEY("id"),
	CONSTRAINT "films_scope_id_key" UNIQUE("scope","id"),
	CONSTRAINT "films_year_check" CHECK ("films"."year" between 1870 and 2100),
	CONSTRAINT "films_runtime_check" CHECK ("films"."runtime_minutes" > 0),
	CONSTRAINT "films_title_check" CHECK ("films"."title" <> '')
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"names" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "people_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "title_words" (
	"word" text NOT NULL,
	"uses" integer NOT NULL,
	"deletions" integer[] NOT NULL,
	CONSTRAINT "title_words_pk" PRIMARY KEY("word")
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"name" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "facts_pk" PRIMARY KEY("name")
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text NOT NULL,
	"holder" uuid NOT NULL,
	"process" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "leases_pk" PRIMARY KEY("name")
);
--> statement-breakpoint
CREATE TABLE "guild_films" (
	"guild_id" text NOT NULL,
	"film_id" uuid NOT NULL,
	"film_scope" text NOT NULL,
	CONSTRAINT "guild_films_pk" PRIMARY KEY("guild_id","film_id"),
	CONSTRAINT "guild_films_scope_check" CHECK ("guild_films"."film_scope" in ('0', "guild_films"."guild_id"))
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"guild_id" text NOT NULL,
	"film_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"half_stars" smallint NOT NULL,
	"rated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ratings_pk" PRIMARY KEY("guild_id","film_id","user_id"),
	CONSTRAINT "ratings_half_stars_check" CHECK ("ratings"."half_stars" between 1 and 10)
);
--> statement-breakpoint
CREATE TABLE "seen_marks" (
	"guild_id" text NOT NULL,
	"film_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "seen_marks_pk" PRIMARY KEY("guild_id","film_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "critic_reviews" (
	"id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"site" text,
	"author" text,
	"url" text,
	"published" date,
	"language" text,
	"rating_value" text,
	"rating_scale" text,
	"score" smallint,
	"spoilers" text NOT NULL,
	"open_line" text,
	"excerpt" text,
	"fingerprint" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "critic_reviews_pk" PRIMARY KEY("id"),
	CONSTRAINT "critic_reviews_fingerprint_key" UNIQUE("film_id","fingerprint"),
	CONSTRAINT "critic_reviews_spoilers_check" CHECK ("critic_reviews"."spoilers" in ('marked', 'declared-free', 'unknown')),
	CONSTRAINT "critic_reviews_score_check" CHECK ("critic_reviews"."score" between 0 and 100),
	CONSTRAINT "critic_reviews_rating_check" CHECK (("critic_reviews"."rating_value" is null) = ("critic_reviews"."score" is null))
);
--> statement-breakpoint
ALTER TABLE "club_members" ADD CONSTRAINT "club_members_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clubs" ADD CONSTRAINT "clubs_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_external_ids" ADD CONSTRAINT "film_external_ids_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_people" ADD CONSTRAINT "film_people_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_people" ADD CONSTRAINT "film_people_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_synopses" ADD CONSTRAINT "film_synopses_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_titles" ADD CONSTRAINT "film_titles_film_fk" FOREIGN KEY ("scope","film_id") REFERENCES "public"."films"("scope","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guild_films" ADD CONSTRAINT "guild_films_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guild_films" ADD CONSTRAINT "guild_films_film_fk" FOREIGN KEY ("film_scope","film_id") REFERENCES "public"."films"("scope","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_seen_fk" FOREIGN KEY ("guild_id","film_id","user_id") REFERENCES "public"."seen_marks"("guild_id","film_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen_marks" ADD CONSTRAINT "seen_marks_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "critic_reviews" ADD CONSTRAINT "critic_reviews_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "clubs_name_key" ON "clubs" USING btree ("guild_id",lower("name"));--> statement-breakpoint
CREATE INDEX "film_titles_folded_index" ON "film_titles" USING btree ("folded");--> statement-breakpoint
CREATE INDEX "film_titles_squeezed_index" ON "film_titles" USING btree ("squeezed" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "film_titles_words_index" ON "film_titles" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "people_name_index" ON "people" USING btree ("name");--> statement-breakpoint
CREATE INDEX "title_words_begin_index" ON "title_words" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "title_words_deletions_index" ON "title_words" USING gin ("deletions") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "title_words_trigrams_index" ON "title_words" USING gin ("word" gin_trgm_ops) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "critic_reviews_fingerprint_index" ON "critic_reviews" USING btree ("fingerprint");