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
ALTER TABLE "letterboxd_films" ADD CONSTRAINT "letterboxd_films_import_fk" FOREIGN KEY ("guild_id","import_id") REFERENCES "public"."letterboxd_imports"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letterboxd_films" ADD CONSTRAINT "letterboxd_films_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letterboxd_imports" ADD CONSTRAINT "letterboxd_imports_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letterboxd_imports_user_index" ON "letterboxd_imports" USING btree ("guild_id","user_id","kept_at");