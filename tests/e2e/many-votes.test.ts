import { expect, test } from 'vitest';
import type { Step } from '../../src/rehearsal/script.ts';
import { openStage } from '../../src/rehearsal/stage.ts';
import { FILMS, must, openClub, peopleOf } from '../support/club.ts';
import { testDatabase } from '../support/database.ts';
import { runs } from '../support/runs.ts';

const MEMBERS = 50;
const CLICKS = runs(5_000);

test(`${CLICKS} clicks by ${MEMBERS} members, dealt to two processes: one ballot each, the last accepted choice`, async () => {
  const database = await testDatabase();
  const stage = await openStage({ quiet: true, members: MEMBERS, bots: 2 });
  try {
    expect(await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'warn' })).toBeNull();
    await openClub(stage, { people: MEMBERS });
    await must(stage, { as: 'host', type: '/poll open method:approval closes:48h' });
    const lines = peopleOf(MEMBERS).map((as, index) => clicksOf(as, index, CLICKS / MEMBERS));
    const played = await stage.playTogether(lines);
    const problems = played.flat().filter(({ error, refused }) => error !== null || refused.length > 0);
    expect(problems).toEqual([]);
    await stage.idle();
    const ballots = await database.sql<{ user_id: string; titles: string[] }[]>`select b.user_id,
        array(select f.title || ' (' || f.year || ')' from unnest(b.choices) c
          join nominations n on n.id = c join films f on f.id = n.film_id order by 1) as titles
      from ballots b order by b.user_id`;
    expect(ballots).toHaveLength(MEMBERS);
    const accepted = lines.map((line) => lastAccepted(line)).sort();
    expect(ballots.map(({ titles }) => titles.join()).sort()).toEqual(accepted);
    // both processes took their share
    expect([1, 2].every((seat) => (stage.dealt.get(seat) ?? 0) > CLICKS / 4)).toBe(true);
    expect(stage.violations).toEqual([]);
  } finally {
    await stage.close();
  }
}, 1_800_000);

const korean = (as: string) => as === 'ko';

/** Opens the ballot, then marks and casts again and again, each time something else. */
function clicksOf(as: string, index: number, clicks: number): Step[] {
  const menu = korean(as) ? '볼 만한 영화' : "Films you'd watch";
  const [cast, change] = korean(as) ? ['표 던지기', '표 바꾸기'] : ['Cast ballot', 'Change my ballot'];
  const steps: Step[] = [{ as, click: 'Vote' }];
  for (let turn = 0; steps.length + 3 <= clicks; turn++) {
    const values = [FILMS[(index + turn) % FILMS.length] ?? '', FILMS[(index * 2 + turn + 1) % FILMS.length] ?? ''];
    steps.push({ as, select: menu, values: [...new Set(values)] }, { as, click: cast }, { as, click: change });
  }
  return steps;
}

function lastAccepted(line: readonly Step[]): string {
  const values = line.findLast(({ select }) => select !== undefined)?.values ?? [];
  return values.toSorted().join();
}
