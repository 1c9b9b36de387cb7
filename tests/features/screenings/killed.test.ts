import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { guildFilms, rounds, SHARED, screenings } from '../../../src/db/schema/index.ts';
import { openJobs } from '../../../src/jobs/jobs.ts';
import { newId } from '../../../src/lib/ids.ts';
import { must, openClub } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const IS_LONG = process.env.MARQUEE_LONG === '1';
const REMINDERS = IS_LONG ? 1_000 : 60;
const KILLS = IS_LONG ? 50 : 4;
/** Discord takes five messages in five seconds in a channel. */
const CHANNELS = IS_LONG ? 40 : 10;
const GUILDS = ['one', 'two'] as const;
const HOUR = 3_600_000;

const { stage, database } = await openHouseOnStage();
const { db, sql } = database;

/** Channels of a server, by their ids. */
async function channelsOf(guild: (typeof GUILDS)[number]): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 1; index <= CHANNELS; index++) {
    const { seen } = await must(stage, { as: 'host', guild, create: `#night-${index}` });
    ids.push(seen.find(({ kind }) => kind === 'channel')?.id ?? '');
  }
  return ids;
}

type Club = { guildId: string; id: string };

/** So many planned nights that begin in an hour: the reminder of each falls due now. */
async function planNights(clubs: readonly Club[], channels: readonly (readonly string[])[]): Promise<void> {
  const [film] = await sql<{ id: string }[]>`select id from films where title = 'Burning'`;
  const now = new Date(stage.clock.now());
  const jobs = await openJobs({ db, sql, log: pino({ level: 'silent' }), stageTime: now });
  const filmId = film?.id ?? '';
  for (const { guildId } of clubs)
    await db.insert(guildFilms).values({ guildId, filmId, filmScope: SHARED }).onConflictDoNothing();
  for (let number = 1; number <= REMINDERS; number++) {
    const place = number % clubs.length;
    const club = clubs[place];
    const channelId = channels[place]?.[number % CHANNELS];
    if (!club || !channelId) throw new Error('no club');
    const { guildId, id: clubId } = club;
    const [roundId, screeningId] = [newId(), newId()];
    await db.transaction(async (tx) => {
      const round = { guildId, clubId, id: roundId, number: 100 + number, since: now, createdAt: now, filmId };
      await tx.insert(rounds).values({ ...round, state: 'scheduled', chosenBy: 'host' });
      await tx.insert(screenings).values({
        ...{ guildId, clubId, roundId, filmId, id: screeningId, number, channelId, plannedAt: now },
        state: 'planned',
        startsAt: new Date(now.getTime() + HOUR),
        endsAt: new Date(now.getTime() + 3 * HOUR),
      });
      await jobs.enqueue(tx, 'screenings/remind', { guildId, screeningId, kind: 'hour' }, now);
    });
  }
  await jobs.close();
}

/** How often each night was reminded of, as the stage shows it. */
async function reminded(): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const guild of GUILDS)
    for (let index = 1; index <= CHANNELS; index++) {
      const { seen } = await stage.play({ as: 'host', guild, in: `#night-${index}`, look: `#night-${index}` });
      for (const { text } of seen) {
        const number = Number(/night (\d+): .*begins/.exec(text)?.[1]);
        if (number) counts.set(number, (counts.get(number) ?? 0) + 1);
      }
    }
  return counts;
}

async function sentSoFar(): Promise<number> {
  const [row] = await sql<{ sent: number }[]>`select count(*)::int as sent from posts
    where kind = 'screenings/reminder' and sent_at is not null`;
  return row?.sent ?? 0;
}

/** Reminders that may have reached Discord without our having noted it. */
async function begun(): Promise<number> {
  const [row] = await sql<{ begun: number }[]>`select count(*)::int as begun from posts
    where kind = 'screenings/reminder' and tried_at is not null and sent_at is null`;
  return row?.begun ?? 0;
}

test(`${KILLS} kills while ${REMINDERS} reminders fall due: none is missing, none is sent twice`, async () => {
  for (const guild of GUILDS) await openClub(stage, { people: 3, films: [], guild });
  const channels = [await channelsOf('one'), await channelsOf('two')];
  await must(stage, { stop: true });
  const clubs = await sql<Club[]>`select guild_id as "guildId", id from clubs order by guild_id`;
  await planNights(clubs, channels);
  let inBetween = 0;
  for (let killed = 0; killed < KILLS; killed++) {
    // Some kills come early in what is left, some late; the last one still has work before it.
    const before = await sentSoFar();
    const until = before + Math.ceil(((REMINDERS - before) / (KILLS - killed + 1)) * 1.8 * Math.random());
    const starting = stage.startBot();
    while ((await sentSoFar()) < until) await pause(5);
    await stage.killBot();
    await starting;
    inBetween += await begun();
  }
  await stage.startBot();
  for (let tries = 0; tries < 20 && (await stage.idle()) !== null; tries++);
  const counts = await reminded();
  // Without a kill between the sending and its note, nothing would have been tried.
  if (IS_LONG) expect(inBetween).toBeGreaterThan(0);
  expect(counts.size).toBe(REMINDERS);
  expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
  expect(stage.violations).toEqual([]);
});
