import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openJobs } from '../../../src/jobs/jobs.ts';
import type { Enqueue } from '../../../src/jobs/names.ts';
import { addPost } from '../../../src/posts/posts.ts';
import { must, openClub, publicText } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage({ limits: false });

/** A reminder that a process caused and did not come to send, because it ended. */
async function cause(kind: 'day' | 'hour'): Promise<void> {
  const { db, sql } = database;
  const now = new Date(stage.clock.now());
  const jobs = await openJobs({ db, sql, log: pino({ level: 'silent' }), stageTime: now });
  const [night] = await sql<{ guild: string; channel: string; id: string; start: string }[]>`select guild_id as guild,
    channel_id as channel, id, to_json(starts_at)#>>'{}' as start from screenings`;
  if (!night) throw new Error('no night');
  const data = { kind, page: 0, lateMs: 0, startsAt: night.start };
  const about = {
    guildId: night.guild,
    channelId: night.channel,
    subjectId: night.id,
    kind: 'screenings/reminder',
    data,
  };
  await db.transaction(async (tx) => {
    const desk = {
      now: () => now,
      enqueue: ((into, name, payload) => jobs.enqueue(into, name, payload, now)) as Enqueue,
    };
    await addPost(tx, desk, about);
    await tx.execute(`insert into screening_reminders (guild_id, screening_id, kind, starts_at, done_at)
      values ('${night.guild}', '${night.id}', '${kind}', '${night.start}', '${now.toISOString()}')`);
  });
  await jobs.close();
}

test('a reminder that was held up says how late it comes, and none is sent once the next one is due', async () => {
  await openClub(stage, { people: 3, films: [] });
  await must(stage, { as: 'host', type: '/screening plan film:Burning (2018) when:2026-01-11 20:00' });
  await must(stage, { as: 'host', click: 'Plan it' });
  await must(stage, { stop: true });
  await must(stage, { advance: '26h' });
  await cause('day');
  await must(stage, { advance: '3h' });
  const day = publicText(await must(stage, { start: true }));
  expect(day).toMatch(/night 1: Burning \(2018\) begins .*\nThis comes 3 h late: the bot was down/);
  await must(stage, { stop: true });
  await must(stage, { advance: '19h30m' });
  await cause('hour');
  await must(stage, { advance: '1h' });
  const start = publicText(await must(stage, { start: true }));
  expect(start).toMatch(/night 1: Burning \(2018\) began .*\nThis comes 30 min late: the bot was down/);
  expect(start).not.toContain('begins');
  const rows = await database.sql`select data->>'kind' as kind, failed from posts
    where kind = 'screenings/reminder' order by created_at`;
  expect([...rows]).toEqual([
    { kind: 'day', failed: null },
    { kind: 'hour', failed: 'void' },
    { kind: 'start', failed: null },
  ]);
});
