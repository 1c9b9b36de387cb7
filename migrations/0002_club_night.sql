CREATE TABLE "pending_commands" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"command" text NOT NULL,
	"given" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pending_commands_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
CREATE TABLE "nominations" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"state" text NOT NULL,
	"waiting_since" timestamp with time zone NOT NULL,
	"origin" text NOT NULL,
	"vetoed_by" text,
	CONSTRAINT "nominations_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "nominations_state_check" CHECK ("nominations"."state" in ('open', 'withdrawn', 'vetoed', 'removed')),
	CONSTRAINT "nominations_origin_check" CHECK ("nominations"."origin" in ('member', 'carried', 'watchlist'))
);
--> statement-breakpoint
CREATE TABLE "nominators" (
	"guild_id" text NOT NULL,
	"nomination_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"pitch" text,
	"nominated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "nominators_pk" PRIMARY KEY("guild_id","nomination_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "watchlist" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"film_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "watchlist_pk" PRIMARY KEY("guild_id","club_id","film_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "ballot_drafts" (
	"guild_id" text NOT NULL,
	"poll_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"choices" text[] NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ballot_drafts_pk" PRIMARY KEY("guild_id","poll_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"guild_id" text NOT NULL,
	"poll_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"choices" uuid[] NOT NULL,
	"cast_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ballots_pk" PRIMARY KEY("guild_id","poll_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "poll_films" (
	"guild_id" text NOT NULL,
	"poll_id" uuid NOT NULL,
	"nomination_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "poll_films_pk" PRIMARY KEY("guild_id","poll_id","nomination_id"),
	CONSTRAINT "poll_films_position_key" UNIQUE("guild_id","poll_id","position")
);
--> statement-breakpoint
CREATE TABLE "poll_voters" (
	"guild_id" text NOT NULL,
	"poll_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "poll_voters_pk" PRIMARY KEY("guild_id","poll_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "polls" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"method" text NOT NULL,
	"state" text NOT NULL,
	"channel_id" text NOT NULL,
	"opened_by" text,
	"opened_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"eligible" text NOT NULL,
	"role_id" text,
	"quorum" smallint NOT NULL,
	"extended" boolean DEFAULT false NOT NULL,
	"asked_to_close" boolean DEFAULT false NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"outcome" jsonb,
	CONSTRAINT "polls_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "polls_number_key" UNIQUE("guild_id","club_id","number"),
	CONSTRAINT "polls_method_check" CHECK ("polls"."method" in ('approval', 'ranked', 'single', 'native')),
	CONSTRAINT "polls_state_check" CHECK ("polls"."state" in ('open', 'closed', 'cancelled')),
	CONSTRAINT "polls_eligible_check" CHECK ("polls"."eligible" in ('members', 'role', 'coming')),
	CONSTRAINT "polls_role_check" CHECK (("polls"."eligible" = 'role') = ("polls"."role_id" is not null)),
	CONSTRAINT "polls_closed_check" CHECK (("polls"."state" = 'open') = ("polls"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"channel_id" text,
	"user_id" text,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"tried_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"message_id" text,
	"failed" text,
	"edited_at" timestamp with time zone,
	"refresh_at" timestamp with time zone,
	CONSTRAINT "posts_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
CREATE TABLE "club_events" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text,
	"what" text NOT NULL,
	"subject_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "club_events_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"guild_id" text NOT NULL,
	"club_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"film_id" uuid,
	"chosen_by" text,
	"picker_id" text,
	"picker_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rounds_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "rounds_state_check" CHECK ("rounds"."state" in ('nominating', 'polling', 'scheduled', 'watched', 'rating', 'recapped', 'cancelled')),
	CONSTRAINT "rounds_chosen_by_check" CHECK ("rounds"."chosen_by" in ('poll', 'host')),
	CONSTRAINT "rounds_chosen_check" CHECK (("rounds"."film_id" is null) = ("rounds"."chosen_by" is null))
);
--> statement-breakpoint
ALTER TABLE "club_members" ADD COLUMN "reminded_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "club_members" ADD COLUMN "picked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "club_members" ADD COLUMN "missed_turns" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "clubs" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "greeted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "pending_commands" ADD CONSTRAINT "pending_commands_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_round_fk" FOREIGN KEY ("guild_id","round_id") REFERENCES "public"."rounds"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominators" ADD CONSTRAINT "nominators_nomination_fk" FOREIGN KEY ("guild_id","nomination_id") REFERENCES "public"."nominations"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watchlist" ADD CONSTRAINT "watchlist_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watchlist" ADD CONSTRAINT "watchlist_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_drafts" ADD CONSTRAINT "ballot_drafts_poll_fk" FOREIGN KEY ("guild_id","poll_id") REFERENCES "public"."polls"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_poll_fk" FOREIGN KEY ("guild_id","poll_id") REFERENCES "public"."polls"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_films" ADD CONSTRAINT "poll_films_poll_fk" FOREIGN KEY ("guild_id","poll_id") REFERENCES "public"."polls"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_films" ADD CONSTRAINT "poll_films_nomination_fk" FOREIGN KEY ("guild_id","nomination_id") REFERENCES "public"."nominations"("guild_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_voters" ADD CONSTRAINT "poll_voters_poll_fk" FOREIGN KEY ("guild_id","poll_id") REFERENCES "public"."polls"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_round_fk" FOREIGN KEY ("guild_id","round_id") REFERENCES "public"."rounds"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "club_events" ADD CONSTRAINT "club_events_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_film_key" ON "nominations" USING btree ("guild_id","round_id","film_id") WHERE "nominations"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_veto_key" ON "nominations" USING btree ("guild_id","round_id","vetoed_by") WHERE "nominations"."vetoed_by" is not null;--> statement-breakpoint
CREATE INDEX "poll_voters_user_index" ON "poll_voters" USING btree ("guild_id","user_id");--> statement-breakpoint
CREATE INDEX "posts_subject_index" ON "posts" USING btree ("guild_id","subject_id","kind");--> statement-breakpoint
CREATE INDEX "club_events_club_index" ON "club_events" USING btree ("guild_id","club_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "rounds_number_key" ON "rounds" USING btree ("guild_id","club_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "rounds_nominating_key" ON "rounds" USING btree ("guild_id","club_id") WHERE "rounds"."state" = 'nominating';--> statement-breakpoint
CREATE INDEX "club_members_user_index" ON "club_members" USING btree ("guild_id","user_id");