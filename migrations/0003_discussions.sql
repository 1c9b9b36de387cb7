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
ALTER TABLE "discussion_forums" ADD CONSTRAINT "discussion_forums_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_members" ADD CONSTRAINT "discussion_members_discussion_fk" FOREIGN KEY ("guild_id","discussion_id","film_id") REFERENCES "public"."discussions"("guild_id","id","film_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_members" ADD CONSTRAINT "discussion_members_seen_fk" FOREIGN KEY ("guild_id","film_id","user_id") REFERENCES "public"."seen_marks"("guild_id","film_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_removals" ADD CONSTRAINT "discussion_removals_discussion_fk" FOREIGN KEY ("guild_id","discussion_id") REFERENCES "public"."discussions"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_club_fk" FOREIGN KEY ("guild_id","club_id") REFERENCES "public"."clubs"("guild_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_film_fk" FOREIGN KEY ("guild_id","film_id") REFERENCES "public"."guild_films"("guild_id","film_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_messages" ADD CONSTRAINT "hidden_messages_guild_fk" FOREIGN KEY ("guild_id") REFERENCES "public"."guilds"("guild_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "discussions_thread_key" ON "discussions" USING btree ("guild_id","thread_id") WHERE "discussions"."thread_id" is not null;