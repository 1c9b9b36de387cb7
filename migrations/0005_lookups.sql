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
ALTER TABLE "adult_films" ADD CONSTRAINT "adult_films_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "film_told" ADD CONSTRAINT "film_told_film_fk" FOREIGN KEY ("film_id") REFERENCES "public"."films"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "film_told_fetched_index" ON "film_told" USING btree ("source","fetched_at");