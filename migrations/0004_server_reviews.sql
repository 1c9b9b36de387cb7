ALTER TABLE "critic_reviews" DROP CONSTRAINT "critic_reviews_fingerprint_key";--> statement-breakpoint
ALTER TABLE "critic_reviews" ADD COLUMN "guild_id" text;--> statement-breakpoint
ALTER TABLE "critic_reviews" ADD CONSTRAINT "critic_reviews_guild_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "critic_reviews" ADD CONSTRAINT "critic_reviews_fingerprint_key" UNIQUE NULLS NOT DISTINCT("film_id","fingerprint","guild_id");