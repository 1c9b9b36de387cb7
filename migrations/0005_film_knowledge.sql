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
CREATE INDEX "films_offered_index" ON "films" USING btree ("id") WHERE "films"."votes" >= 20000 or "films"."source" = 'starter';