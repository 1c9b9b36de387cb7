import { expect } from 'vitest';
import type { Played } from './season.ts';

/** What is posted for a night of a club that runs by itself: by its words, with the number that they name. */
const POSTS = {
  'nominations open': /^Season Club, round (\d+): put films forward/,
  'vote opens': /^\*\*Season Club, poll (\d+): vote on/,
  'vote closes': /^\*\*Season Club, poll (\d+): the result is/,
  'night is planned': /^\*\*Season Club, night (\d+):\*\*/,
  'a day before': /^Season Club, night (\d+): .* begins <t:\d+:R>, <t:/,
  'an hour before': /^Season Club, night (\d+): .* begins <t:\d+:R>\./,
  'the start': /^Season Club, night (\d+): .* (?:begins now|began <t:\d+:R>)\./,
  'to rate': /^Season Club, night (\d+): how was/,
  'ratings are in': /^Season Club, round (\d+): the ratings of/,
  recap: /Season Club · round (\d+) · /,
  'who was there?': /^Season Club, night (\d+) is over\. Who was there/,
} as const;

type Kind = keyof typeof POSTS;

/** What stays unsaid after a downtime over a night: the last reminder up to it speaks for those before. */
const SWALLOWED: readonly Kind[] = ['a day before', 'an hour before'];

/** What the stage received, with what it was; anything else is there once a film. */
function sorted({ arrived }: Played) {
  const known = arrived.map((one) => {
    for (const [kind, words] of Object.entries(POSTS)) {
      const number = Number(words.exec(one.text)?.[1]);
      if (number) return { ...one, kind: kind as Kind, number };
    }
    return { ...one, kind: undefined, number: 0 };
  });
  return {
    known: known.filter(({ kind }) => kind !== undefined),
    others: known.filter(({ kind }) => kind === undefined),
  };
}

/** Every deadline of every night was announced once, as the stage received it. @param slept nights begun in a downtime. */
export function expectEachOnce(played: Played, nights: number, slept: readonly number[]): void {
  const { known, others } = sorted(played);
  const all = Array.from({ length: nights }, (_, index) => index + 1);
  for (const kind of Object.keys(POSTS) as Kind[]) {
    const numbers = known.filter((one) => one.kind === kind).map(({ number }) => number);
    const expected = SWALLOWED.includes(kind) ? all.filter((number) => !slept.includes(number)) : all;
    expect([kind, numbers.sort((a, b) => a - b)]).toEqual([kind, expected]);
  }
  const about = (words: RegExp) => others.filter(({ text }) => words.test(text));
  expect(about(/talks about it, ending and all/)).toHaveLength(nights);
  expect(about(/Everything may be said in here/)).toHaveLength(nights);
  const late = about(/the vote opens .* late, because the bot was down/);
  expect(others).toHaveLength(2 * nights + late.length);
}

/** The same from the database, where each kind is counted by what it is about. */
export async function expectEachStored({ database: { sql } }: Played, nights: number, slept: number): Promise<void> {
  const [row] = await sql`select
    (select count(*) from screenings where state = 'over')::int as nights,
    (select count(*) from screenings where state <> 'over')::int as "other nights",
    (select count(*) from rounds where state = 'recapped' and revealed_at is not null)::int as rounds,
    (select count(*) from polls where state = 'closed')::int as polls,
    (select count(*) from polls where state <> 'closed')::int as "other polls",
    (select count(*) from screening_reminders)::int as reminders,
    (select count(*) from screening_events where closed_at is not null and failed is null)::int as events,
    (select count(*) from discussions where announced and thread_id is not null)::int as discussions,
    (select count(*) from posts where sent_at is null or failed is not null)::int as unsent`;
  expect(row).toEqual({
    nights,
    rounds: nights,
    polls: nights,
    reminders: 4 * nights,
    events: nights,
    discussions: nights,
    'other nights': 0,
    'other polls': 0,
    unsent: 0,
  });
  const posts = await sql<{ what: string; posts: number; about: number }[]>`
    select kind || coalesce(' ' || (data->>'kind'), '') || coalesce(' ' || (data->>'what'), '') as what,
      count(*)::int as posts, count(distinct subject_id)::int as about
    from posts where coalesce(data->>'what', '') <> 'late' group by 1 order by 1`;
  const once = (what: string, count = nights) => ({ what, posts: count, about: count });
  expect([...posts]).toEqual([
    once('discussions/opened'),
    once('discussions/starter'),
    once('polls/opened'),
    once('polls/result'),
    once('recaps/night'),
    once('reviews/revealed'),
    once('screenings/cycle open'),
    once('screenings/guests'),
    once('screenings/planned'),
    once('screenings/reminder day', nights - slept),
    once('screenings/reminder hour', nights - slept),
    once('screenings/reminder rate'),
    once('screenings/reminder start'),
  ]);
}
