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
ALTER TABLE "film_stands" ADD CONSTRAINT "film_stands_film_fk" FOREIGN KEY ("guild_id","stand_in_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repairs" ADD CONSTRAINT "repairs_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "film_stands_for_index" ON "film_stands" USING btree ("guild_id","stand_in_id");--> statement-breakpoint
CREATE INDEX "repairs_made_index" ON "repairs" USING btree ("guild_id","made_at");