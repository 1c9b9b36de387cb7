ALTER TABLE "critic_reviews" DROP CONSTRAINT "critic_reviews_fingerprint_key";--> statement-breakpoint
ALTER TABLE "critic_reviews" ADD COLUMN "scope" text DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "critic_reviews" ADD CONSTRAINT "critic_reviews_fingerprint_key" UNIQUE("film_id","fingerprint","scope");