import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { clubs } from './clubs.ts';
import { nominations } from './nominations.ts';
import { rounds } from './rounds.ts';

export const POLL_METHODS = ['approval', 'ranked', 'single', 'native'] as const;

/** A vote of a club on the nominations of a round. */
export const polls = pgTable(
  'polls',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    roundId: uuid('round_id').notNull(),
    id: uuid().notNull(),
    /** Counts up from 1 in a club: what people call it by. */
    number: integer().notNull(),
    method: text({ enum: POLL_METHODS }).notNull(),
    state: text({ enum: ['open', 'closed', 'cancelled'] }).notNull(),
    channelId: text('channel_id').notNull(),
    openedBy: text('opened_by'),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    closesAt: timestamp('closes_at', { withTimezone: true }).notNull(),
    /** Who may vote: the club's members, those of a role, or those who said that they come. */
    eligible: text({ enum: ['members', 'role', 'coming'] }).notNull(),
    roleId: text('role_id'),
    /** How many ballots it takes at least; 0 asks for none. */
    quorum: smallint().notNull(),
    /** Whether the result names who voted for what: as the club had it when the poll opened. */
    named: boolean().notNull().default(false),
    /** Whether it was given more time once because too few had voted. */
    extended: boolean().notNull().default(false),
    /** Whether the host was asked to close because everybody has voted. */
    askedToClose: boolean('asked_to_close').notNull().default(false),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    closedBy: text('closed_by'),
    /** The outcome, as `outcomeSchema` reads it. */
    outcome: jsonb(),
  },
  (t) => [
    primaryKey({ name: 'polls_pk', columns: [t.guildId, t.id] }),
    unique('polls_number_key').on(t.guildId, t.clubId, t.number),
    foreignKey({
      name: 'polls_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'polls_round_fk',
      columns: [t.guildId, t.roundId],
      foreignColumns: [rounds.guildId, rounds.id],
    }).onDelete('cascade'),
    check('polls_method_check', sql`${t.method} in ('approval', 'ranked', 'single', 'native')`),
    check('polls_state_check', sql`${t.state} in ('open', 'closed', 'cancelled')`),
    check('polls_eligible_check', sql`${t.eligible} in ('members', 'role', 'coming')`),
    check('polls_role_check', sql`(${t.eligible} = 'role') = (${t.roleId} is not null)`),
    check('polls_closed_check', sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
  ],
);

/** What can be voted for, in the order of the ballot. */
export const pollFilms = pgTable(
  'poll_films',
  {
    guildId: text('guild_id').notNull(),
    pollId: uuid('poll_id').notNull(),
    nominationId: uuid('nomination_id').notNull(),
    position: smallint().notNull(),
  },
  (t) => [
    primaryKey({ name: 'poll_films_pk', columns: [t.guildId, t.pollId, t.nominationId] }),
    unique('poll_films_position_key').on(t.guildId, t.pollId, t.position),
    foreignKey({
      name: 'poll_films_poll_fk',
      columns: [t.guildId, t.pollId],
      foreignColumns: [polls.guildId, polls.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'poll_films_nomination_fk',
      columns: [t.guildId, t.nominationId],
      foreignColumns: [nominations.guildId, nominations.id],
    }),
  ],
);

/** One ballot a member and poll, the last one accepted: nominations approved, the one chosen, or all ranked, best first. */
export const ballots = pgTable(
  'ballots',
  {
    guildId: text('guild_id').notNull(),
    pollId: uuid('poll_id').notNull(),
    userId: text('user_id').notNull(),
    choices: uuid().array().notNull(),
    castAt: timestamp('cast_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'ballots_pk', columns: [t.guildId, t.pollId, t.userId] }),
    foreignKey({
      name: 'ballots_poll_fk',
      columns: [t.guildId, t.pollId],
      foreignColumns: [polls.guildId, polls.id],
    }).onDelete('cascade'),
  ],
);

/** What a member has marked and not cast yet. In a ranking, an empty text holds the place of a rank left open. */
export const ballotDrafts = pgTable(
  'ballot_drafts',
  {
    guildId: text('guild_id').notNull(),
    pollId: uuid('poll_id').notNull(),
    userId: text('user_id').notNull(),
    choices: text().array().notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'ballot_drafts_pk', columns: [t.guildId, t.pollId, t.userId] }),
    foreignKey({
      name: 'ballot_drafts_poll_fk',
      columns: [t.guildId, t.pollId],
      foreignColumns: [polls.guildId, polls.id],
    }).onDelete('cascade'),
  ],
);

/** Who may vote where not all members may: those who hold the role or said that they come, as we know them. */
export const pollVoters = pgTable(
  'poll_voters',
  {
    guildId: text('guild_id').notNull(),
    pollId: uuid('poll_id').notNull(),
    userId: text('user_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'poll_voters_pk', columns: [t.guildId, t.pollId, t.userId] }),
    foreignKey({
      name: 'poll_voters_poll_fk',
      columns: [t.guildId, t.pollId],
      foreignColumns: [polls.guildId, polls.id],
    }).onDelete('cascade'),
    index('poll_voters_user_index').on(t.guildId, t.userId),
  ],
);
