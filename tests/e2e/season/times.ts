import { expect } from 'vitest';
import type { Played, Season } from './season.ts';

const MINUTE = 60_000;
const LATE = /^This comes (?:\d+ \w+ ?)+ late: the bot was down|the vote opens .* late, because the bot was down/m;

/** When each thing that has a deadline was due, from the raw rows, and the message that it became. */
async function dues({ database: { sql } }: Played, zone: string): Promise<{ what: string; id: string; due: number }[]> {
  return sql`
    with rested as (select *, (ends_at + interval '4 hours') at time zone ${zone} as wall from screenings),
    mornings as (select guild_id, id, case when wall::time <= '10:00' then wall::date else wall::date + 1 end
      + time '10:00' as wall from rested),
    dues as (
      select p.message_id, 'reminder ' || (p.data->>'kind') as what, case p.data->>'kind'
        when 'day' then s.starts_at - interval '24 hours' when 'hour' then s.starts_at - interval '1 hour'
        when 'start' then s.starts_at else m.wall at time zone ${zone} end as due
      from posts p join screenings s on s.id::text = p.subject_id join mornings m on m.id = s.id
      where p.kind = 'screenings/reminder'
      union all select p.message_id, 'result', v.closes_at from posts p join polls v on v.id::text = p.subject_id
      where p.kind = 'polls/result'
      union all select p.message_id, 'vote', (o.data->>'until')::timestamptz from posts p
        join polls v on v.id::text = p.subject_id
        join posts o on o.kind = 'screenings/cycle' and o.subject_id = v.round_id::text and o.data->>'what' = 'open'
      where p.kind = 'polls/opened'
      union all select p.message_id, 'after the night', s.ends_at from posts p
        join discussions d on d.id::text = p.subject_id join screenings s on s.film_id = d.film_id
      where p.kind = 'discussions/opened'
      union all select p.message_id, 'after the night', s.ends_at from posts p join screenings s on s.id::text = p.subject_id
      where p.kind = 'screenings/guests'
      union all select p.message_id, 'after the night', s.ends_at from posts p join rounds r on r.id::text = p.subject_id
        join screenings s on s.number = r.number - 1
      where p.kind = 'screenings/cycle' and p.data->>'what' = 'open'
      union all
      -- ratings are shown when the last who was there has rated, at the deadline at the latest
      select p.message_id, 'reveal', least(s.closed_at + interval '72 hours',
        case when s.attended_at is null or said.last <= s.attended_at then said.last end,
        case when there.last is not null then greatest(s.attended_at, there.last) end) from posts p
        join rounds r on r.id::text = p.subject_id join screenings s on s.round_id = r.id
        cross join lateral (select case when count(*) = count(a.rated_at) then max(a.rated_at) end as last
          from screening_rsvps v left join ratings a on a.film_id = s.film_id and a.user_id = v.user_id
          where v.screening_id = s.id and v.answer = 'in') said
        cross join lateral (select case when count(*) = count(a.rated_at) then max(a.rated_at) end as last
          from screening_guests v left join ratings a on a.film_id = s.film_id and a.user_id = v.user_id
          where v.screening_id = s.id and s.attended_at is not null) there
      where p.kind = 'reviews/revealed')
    select message_id as id, what, (extract(epoch from due) * 1000)::float8 as due from dues`;
}

/** How many of each kind came late, which they may only where the bot was down when they were due. */
export async function expectInTime(played: Played, { zone }: Season): Promise<Record<string, number>> {
  const at = new Map(played.arrived.map((one) => [one.id, one]));
  const late: Record<string, number> = {};
  const all = await dues(played, zone);
  for (const { what, id, due } of all) {
    const message = at.get(id);
    if (!message) throw new Error(`the stage never saw ${what}`);
    const by = message.at - due;
    const words = `${what} of ${new Date(due).toISOString()}: ${message.text}`;
    expect(by, words).toBeGreaterThanOrEqual(-MINUTE);
    const isLate = by > MINUTE;
    const said = what === 'vote' ? played.arrived.filter(({ at: then }) => then === message.at) : [message];
    expect(
      said.some(({ text }) => LATE.test(text)),
      words,
    ).toBe(isLate);
    if (!isLate) continue;
    late[what] = (late[what] ?? 0) + 1;
    expect(
      played.down.some(({ from, to }) => from <= due && due <= to && message.at === to),
      words,
    ).toBe(true);
  }
  return late;
}
