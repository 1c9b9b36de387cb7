CREATE TABLE "discussion_forums" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"channel_id" text,
	"tried_at" timestamp with time zone NOT NULL,
	CONSTRAINT "discussion_forums_pk" PRIMARY KEY("guild_id","club_id")
);
--> statement-breakpoint
CREATE TABLE "discussion_members" (
	"guild_id" text NOT NULL,
	"discussion_id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "discussion_members_pk" PRIMARY KEY("guild_id","discussion_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "discussion_removals" (
	"guild_id" text NOT NULL,
	"discussion_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"removed_by" text NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "discussion_removals_pk" PRIMARY KEY("guild_id","discussion_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "discussions" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"opened_by" text,
	"opened_at" timestamp with time zone NOT NULL,
	"place" text,
	"thread_id" text,
	"tried_at" timestamp with time zone,
	"announced" boolean DEFAULT false NOT NULL,
	CONSTRAINT "discussions_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "discussions_film_key" UNIQUE("guild_id","club_id","film_id"),
	CONSTRAINT "discussions_id_film_key" UNIQUE("guild_id","id","film_id"),
	CONSTRAINT "discussions_state_check" CHECK ("discussions"."state" in ('open', 'closed')),
	CONSTRAINT "discussions_place_check" CHECK ("discussions"."place" in ('private', 'forum', 'public')),
	CONSTRAINT "discussions_thread_check" CHECK ("discussions"."thread_id" is null or "discussions"."place" is not null)
);
--> statement-breakpoint
CREATE TABLE "hidden_messages" (
	"guild_id" text NOT NULL,
	"message_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"author_id" text NOT NULL,
	"hidden_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"post_id" text,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "hidden_messages_pk" PRIMARY KEY("guild_id","message_id")
);
--> statement-breakpoint
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
CREATE TABLE "cadences" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"first" text NOT NULL,
	"words" text NOT NULL,
	"skipped" text[] DEFAULT '{}' NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cadences_pk" PRIMARY KEY("guild_id","club_id")
);
--> statement-breakpoint
CREATE TABLE "screening_answers" (
	"guild_id" text NOT NULL,
	"ask_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"dates" integer[] NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_answers_pk" PRIMARY KEY("guild_id","ask_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "screening_asks" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"channel_id" text NOT NULL,
	"voice_id" text,
	"place" text,
	"dates" timestamp with time zone[] NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"screening_id" uuid,
	CONSTRAINT "screening_asks_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "screening_asks_state_check" CHECK ("screening_asks"."state" in ('open', 'picked')),
	CONSTRAINT "screening_asks_picked_check" CHECK (("screening_asks"."state" = 'picked') = ("screening_asks"."screening_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "screening_events" (
	"guild_id" text NOT NULL,
	"screening_id" uuid NOT NULL,
	"event_id" text,
	"tried_at" timestamp with time zone,
	"failed" text,
	"starts_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "screening_events_pk" PRIMARY KEY("guild_id","screening_id"),
	CONSTRAINT "screening_events_event_key" UNIQUE("guild_id","event_id"),
	CONSTRAINT "screening_events_failed_check" CHECK ("screening_events"."failed" in ('full', 'forbidden', 'gone', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "screening_guests" (
	"guild_id" text NOT NULL,
	"screening_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "screening_guests_pk" PRIMARY KEY("guild_id","screening_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "screening_reminders" (
	"guild_id" text NOT NULL,
	"screening_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_reminders_pk" PRIMARY KEY("guild_id","screening_id","kind","starts_at"),
	CONSTRAINT "screening_reminders_kind_check" CHECK ("screening_reminders"."kind" in ('day', 'hour', 'start', 'rate'))
);
--> statement-breakpoint
CREATE TABLE "screening_rsvps" (
	"guild_id" text NOT NULL,
	"screening_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"answer" text NOT NULL,
	"on_event" boolean DEFAULT false NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_rsvps_pk" PRIMARY KEY("guild_id","screening_id","user_id"),
	CONSTRAINT "screening_rsvps_answer_check" CHECK ("screening_rsvps"."answer" in ('in', 'out'))
);
--> statement-breakpoint
CREATE TABLE "screenings" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"channel_id" text NOT NULL,
	"voice_id" text,
	"place" text,
	"planned_by" text,
	"planned_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"attended_at" timestamp with time zone,
	CONSTRAINT "screenings_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "screenings_number_key" UNIQUE("guild_id","club_id","number"),
	CONSTRAINT "screenings_state_check" CHECK ("screenings"."state" in ('planned', 'over', 'cancelled')),
	CONSTRAINT "screenings_length_check" CHECK ("screenings"."ends_at" > "screenings"."starts_at"),
	CONSTRAINT "screenings_place_check" CHECK ("screenings"."voice_id" is null or "screenings"."place" is null),
	CONSTRAINT "screenings_closed_check" CHECK (("screenings"."state" = 'planned') = ("screenings"."closed_at" is null))
);
--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "scheduled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "revealed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "discussion_forums" ADD CONSTRAINT "discussion_forums_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_members" ADD CONSTRAINT "discussion_members_discussion_fk" FOREIGN KEY ("guild_id","discussion_id","film_id") REFERENCES "public"."discussions"("guild_id","id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_members" ADD CONSTRAINT "discussion_members_seen_fk" FOREIGN KEY ("guild_id","film_id","user_id") REFERENCES "public"."seen_marks"("guild_id","film_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_removals" ADD CONSTRAINT "discussion_removals_discussion_fk" FOREIGN KEY ("guild_id","discussion_id") REFERENCES "public"."discussions"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_messages" ADD CONSTRAINT "hidden_messages_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_reviews" ADD CONSTRAINT "member_reviews_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_reviews" ADD CONSTRAINT "member_reviews_rating_fk" FOREIGN KEY ("guild_id","film_id","user_id") REFERENCES "public"."ratings"("guild_id","film_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cadences" ADD CONSTRAINT "cadences_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_answers" ADD CONSTRAINT "screening_answers_ask_fk" FOREIGN KEY ("guild_id","ask_id") REFERENCES "public"."screening_asks"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_asks" ADD CONSTRAINT "screening_asks_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_asks" ADD CONSTRAINT "screening_asks_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_events" ADD CONSTRAINT "screening_events_screening_fk" FOREIGN KEY ("guild_id","screening_id") REFERENCES "public"."screenings"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_guests" ADD CONSTRAINT "screening_guests_screening_fk" FOREIGN KEY ("guild_id","screening_id") REFERENCES "public"."screenings"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_reminders" ADD CONSTRAINT "screening_reminders_screening_fk" FOREIGN KEY ("guild_id","screening_id") REFERENCES "public"."screenings"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_rsvps" ADD CONSTRAINT "screening_rsvps_screening_fk" FOREIGN KEY ("guild_id","screening_id") REFERENCES "public"."screenings"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenings" ADD CONSTRAINT "screenings_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenings" ADD CONSTRAINT "screenings_round_fk" FOREIGN KEY ("guild_id","round_id") REFERENCES "public"."rounds"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenings" ADD CONSTRAINT "screenings_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "discussions_thread_key" ON "discussions" USING btree ("guild_id","thread_id") WHERE "discussions"."thread_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "screenings_round_key" ON "screenings" USING btree ("guild_id","round_id") WHERE "screenings"."state" = 'planned';--> statement-breakpoint
CREATE INDEX "screenings_club_index" ON "screenings" USING btree ("guild_id","club_id","starts_at");--> statement-breakpoint
CREATE INDEX "rounds_film_index" ON "rounds" USING btree ("guild_id","film_id");--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_revealed_check" CHECK ("rounds"."revealed_at" is null or "rounds"."film_id" is not null);