import { beforeAll, expect, test } from 'vitest';
import { FILMS, must, openClub } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage();
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
let films = 0;

beforeAll(() => openClub(stage, { people: 4, films: [] }));

async function nominate(): Promise<void> {
  for (const as of ['host', 'mod']) await play({ as, type: `/nominate film:${FILMS[films++ % FILMS.length]}` });
}

async function vote(): Promise<void> {
  await play({ as: 'host', click: 'Vote' });
  await play({ as: 'host', select: "Films you'd watch", values: [FILMS[(films - 1) % FILMS.length] ?? ''] });
  await play({ as: 'host', click: 'Cast ballot' });
}

/** Lets so many days pass, with members who nominate and vote as they are asked to. @returns what everybody was told. */
async function live(days: number): Promise<string[]> {
  const said: string[] = [];
  for (let step = 0; step < days * 2; step++) {
    const { seen } = await play({ advance: '12h' });
    for (const { kind, text, visibleTo } of seen) {
      const [first = ''] = text.split('\n');
      if (kind !== 'message' || visibleTo !== 'everyone' || !/^Friday Club, (round \d+: put|poll|night)/.test(first))
        continue;
      said.push(first.replace(/ ?\(?<t:[^>]*>\)?,?/g, ''));
      if (first.includes('put films forward')) await nominate();
      if (/poll \d+: vote on \d films?$/.test(first)) await vote();
    }
  }
  return said;
}

const turn = (n: number, film: string, next: number) => [
  expect.stringMatching(`poll ${n}: vote on \\d films?$`),
  `Friday Club, poll ${n}: the result is ${film}`,
  `Friday Club, night ${n}: ${film}`,
  `Friday Club, night ${n}: ${film} begins.`,
  `Friday Club, night ${n}: ${film} begins.`,
  `Friday Club, night ${n}: ${film} begins now.`,
  `Friday Club, round ${next}: put films forward with /nominate until. Then the vote opens.`,
  expect.stringContaining(`Friday Club, night ${n}: how was ${film}?`),
];

type Night = { state: string; at: string; film: string };
const nights = () =>
  database.sql<
    Night[]
  >`select s.state, to_char(s.starts_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI') as at, f.title as film
    from screenings s join films f on f.id = s.film_id order by s.number`;

test('a club that runs by itself goes from nominations to the next round, once for every night of its cadence', async () => {
  const set = await play({ as: 'host', type: '/screening cadence rule:every second Friday 8pm auto:True' });
  expect(set.seen.map(({ text }) => text).join('\n')).toContain('Friday Club, round 1: put films forward');
  await nominate();
  expect(await live(28)).toEqual([...turn(1, 'Burning (2018)', 2), ...turn(2, 'Parasite (2019)', 3).slice(0, 5)]);
  expect(await nights()).toEqual([
    { state: 'over', at: '2026-01-23 20:00', film: 'Burning' },
    { state: 'planned', at: '2026-02-06 20:00', film: 'Parasite' },
  ]);
});

test('a week that is skipped moves the night that was planned by itself', async () => {
  const skipped = await play({ as: 'host', type: '/screening cadence skip:next' });
  expect(skipped.seen.map(({ text }) => text).join('\n')).toContain('Without a night: 2026-02-06.');
  expect((await nights())[1]).toEqual({ state: 'planned', at: '2026-02-20 20:00', film: 'Parasite' });
});

test('two weeks of downtime over a night: everything is done once when the bot is back, and says how late it is', async () => {
  await live(10);
  await play({ stop: true });
  await play({ advance: '14d' });
  const back = await play({ start: true });
  const said = back.seen.filter(({ visibleTo }) => visibleTo === 'everyone').map(({ text }) => text);
  const about = (words: string) => said.filter((text) => text.includes(words));
  expect(about('night 2: Parasite (2019) began')).toHaveLength(1);
  expect(about('night 2: Parasite (2019) began')[0]).toMatch(/This comes \d+ days .* late/);
  expect(about('how was Parasite (2019)?')[0]).toMatch(/This comes \d+ days .* late/);
  expect(about('night 2: Parasite (2019) begins')).toEqual([]);
  expect(about('put films forward')).toHaveLength(1);
});

test('the cycle goes on over a change of the clocks, at the same hour on the wall', async () => {
  await nominate();
  await live(32);
  expect((await nights()).slice(2)).toEqual([
    { state: 'over', at: '2026-03-20 20:00', film: expect.any(String) },
    { state: expect.any(String), at: '2026-04-03 20:00', film: expect.any(String) },
  ]);
  const twice = await database.sql`
    select subject_id, data->>'kind' as kind, data->>'startsAt' as start, count(*) from posts
    where kind = 'screenings/reminder' group by 1, 2, 3 having count(*) > 1`;
  expect([...twice]).toEqual([]);
  expect(stage.violations).toEqual([]);
});
