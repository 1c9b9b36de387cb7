CREATE TABLE "member_reviews" (
	"guild_id" text NOT NULL,
	"film_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"open_line" text,
	"hidden" text,
	"again" text,
	"seen_where" text,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "member_reviews_pk" PRIMARY KEY("guild_id","film_id","user_id"),
	CONSTRAINT "member_reviews_again_check" CHECK ("member_reviews"."again" in ('yes', 'maybe', 'no')),
	CONSTRAINT "member_reviews_something_check" CHECK (num_nonnulls("member_reviews"."open_line", "member_reviews"."hidden", "member_reviews"."again", "member_reviews"."seen_where") > 0)
);
--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "scheduled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "revealed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "member_reviews" ADD CONSTRAINT "member_reviews_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_reviews" ADD CONSTRAINT "member_reviews_rating_fk" FOREIGN KEY ("guild_id","film_id","user_id") REFERENCES "public"."ratings"("guild_id","film_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rounds_film_index" ON "rounds" USING btree ("guild_id","film_id");--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_revealed_check" CHECK ("rounds"."revealed_at" is null or "rounds"."film_id" is not null);