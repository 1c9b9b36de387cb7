import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Club, listClubs } from '../../../src/features/clubs/clubs.ts';
import type { Seen } from '../../../src/rehearsal/player/result.ts';
import type { Message } from '../../../src/rehearsal/state/types.ts';
import { TITLES, WIDE_NAME } from '../../pictures/samples.ts';
import { must, openClub } from '../../support/club.ts';
import { onlySeen, openHouseOnStage } from '../../support/house.ts';
import { layNight } from './scene.ts';

const delivered: Message[] = [];
const { stage, database } = await openHouseOnStage({
  delivered: (what) => void ('message' in what && delivered.push(what.message)),
});
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
const FORMULA = '=HYPERLINK("http://example.org")';
const SPOILING = '||open|| [x](http://example.org) @everyone';

let club: Club;
beforeAll(async () => {
  await openClub(stage, { people: 5, films: [], name: WIDE_NAME });
  const [guild] = await database.sql<{ id: string }[]>`select guild_id as id from clubs limit 1`;
  const [first] = await listClubs(database.db, guild?.id ?? '');
  if (!first) throw new Error('no club');
  club = first;
  const people = (await database.sql<{ id: string }[]>`select user_id as id from club_members order by 1`).map(
    ({ id }) => id,
  );
  const titles = [...TITLES.slice(0, 18), FORMULA, SPOILING, '한'.repeat(150), '‮rtl'];
  for (const [index, title] of titles.entries())
    await layNight(database.db, club, {
      title,
      year: index % 4 === 0 ? null : 1950 + index,
      genres: index % 3 === 0 ? [] : ['drama'],
      at: new Date(Date.UTC(2025, 2, 1 + 14 * index, 19)),
      coming: people.slice(0, 3),
      ratings: Object.fromEntries(people.slice(0, index % 6).map((id, one) => [id, 1 + ((index + one * 3) % 10)])),
      critics: [70, 80],
      revealed: index !== 17,
    });
});
afterEach(() => {
  expect(stage.violations).toEqual([]);
});

/** Presses "Next" until it cannot be pressed any more. */
async function turned(as: string, first: Seen): Promise<Seen[]> {
  const pages = [first];
  for (;;) {
    const next = await stage.play({ as, click: 'Next' });
    if (next.error) {
      expect(next.error).toBe('the button "Next" is disabled');
      return pages;
    }
    expect(next.refused).toEqual([]);
    pages.push(onlySeen(next));
  }
}

/** What is in the newest file of a name. */
async function file(name: string): Promise<string> {
  const found = delivered.flatMap(({ attachments }) => attachments).findLast(({ filename }) => filename === name);
  if (!found) throw new Error(`no file ${name}`);
  return Buffer.from(await (await fetch(found.url)).arrayBuffer()).toString('utf8');
}

describe('a season', () => {
  test('has an overview, its films in pictures, tastes and streaks, genres and decades, on pages that are turned', async () => {
    const pages = await turned('m1', onlySeen(await play({ as: 'm1', type: '/recap season year:2025' })));
    expect(pages.map(({ controls }) => controls.find((label) => label.startsWith('Page ')))).toEqual([
      'Page 1 of 5',
      'Page 2 of 5',
      'Page 3 of 5',
      'Page 4 of 5',
      'Page 5 of 5',
    ]);
    const [overview, first, second, taste, groups] = pages;
    expect(overview?.text).toContain('22 films, 37 hours of film');
    expect(overview?.text).toContain('Best loved: ');
    expect(overview?.text).toContain('Most divisive: ');
    expect(overview?.text).toContain('The ratings of 1 film are still hidden');
    expect(overview?.images).toEqual([]);
    for (const page of [first, second]) {
      expect(page?.images).toHaveLength(1);
      expect(page?.images[0]?.alt.length).toBeLessThanOrEqual(1_024);
    }
    expect(first?.text).toContain(`${TITLES[0]} · nobody rated it`);
    expect(second?.text).toContain('ratings hidden');
    expect(taste?.images).toEqual([]);
    expect(taste?.text).toContain('stars apart over');
    expect(taste?.text).toMatch(/: 22 nights, and going on/);
    expect(groups?.text).toContain('Drama: ');
    expect(groups?.text).toMatch(/No year known: 6 films/);
    expect(groups?.text).toContain('1950s: ');
  });

  test('is turned by who asked for it; anyone else gets their own, in their language', async () => {
    const asked = onlySeen(await play({ as: 'm1', type: '/recap season year:2025' }));
    const other = onlySeen(await play({ as: 'ko', on: asked.id, click: 'Next' }));
    expect(other).toMatchObject({ ephemeral: true, visibleTo: ['ko'] });
    expect(other.text).toContain('2025년');
    expect(other.text).toMatch(/별점|명\)/);
    const mine = onlySeen(await play({ as: 'm1', on: asked.id, click: 'Next' }));
    expect(mine).toMatchObject({ kind: 'edit', id: asked.id });
  });

  test('tells a member alone who rates like them', async () => {
    await play({ as: 'm1', type: '/recap season year:2025' });
    const taste = onlySeen(await play({ as: 'm1', click: 'Who rates like me?' }));
    expect(taste).toMatchObject({ ephemeral: true });
    expect(taste.text).toMatch(/@\w+: \d\.\d\d stars apart over \d+ films/);
    expect(taste.text).toContain('3 at least');
  });

  test('of a year without nights says so, and this year is the default', async () => {
    expect(onlySeen(await play({ as: 'm1', type: '/recap season' })).text).toContain(', 2026');
    expect(onlySeen(await play({ as: 'm1', type: '/recap season year:2019' })).text).toContain(
      'watched nothing that year',
    );
  });
});

describe('the history', () => {
  test('is a list on pages, the latest first, for one person alone', async () => {
    const pages = await turned('m2', onlySeen(await play({ as: 'm2', type: '/club history' })));
    expect(pages).toHaveLength(3);
    for (const page of pages) expect(page).toMatchObject({ ephemeral: true, visibleTo: ['m2'] });
    expect(pages[0]?.text).toContain('22 nights');
    expect(pages[0]?.text).toContain('3 came');
    expect(pages[2]?.text).toContain(TITLES[0]);
    expect(pages.map(({ text }) => text).join('\n')).toContain('ratings hidden');
  });

  test('as a table: no formula, hidden ratings left empty, the day by the club’s calendar', async () => {
    await play({ as: 'm2', type: '/club history' });
    expect(onlySeen(await play({ as: 'm2', click: 'Table (CSV)' }))).toMatchObject({ ephemeral: true });
    const lines = (await file('history.csv')).split('\r\n');
    expect(lines[0]).toBe('\uFEFF"Round","Date","Film","Year","Came","Ratings","Average","Median","Spread","Critics"');
    expect(lines).toHaveLength(24);
    expect(lines[1]).toMatch(/^\d+,"2025-03-01","기생충",,3,0,,,,75$/);
    expect(lines[18]).toMatch(/^\d+,"2025-10-25",".*",1967,3,,,,,75$/);
    expect(lines[19]).toContain(`,"'=HYPERLINK(""http://example.org"")",`);
  });

  test('as a calendar: every screening with an id that stays', async () => {
    await play({ as: 'm2', type: '/club history' });
    await play({ as: 'm2', click: 'Calendar (.ics)' });
    const calendar = await file('nights.ics');
    const ids = (text: string) => text.match(/^UID:.*$/gm);
    expect(ids(calendar)).toHaveLength(22);
    expect(calendar).toContain('DTSTART:20250301T190000Z\r\n');
    await play({ as: 'host', type: '/screening plan film:Burning (2018) when:2026-01-20 20:00 place:The sofa, left' });
    await play({ as: 'host', click: 'Plan it' });
    await play({ as: 'm2', type: '/club history' });
    await play({ as: 'm2', click: 'Calendar (.ics)' });
    const later = await file('nights.ics');
    expect(ids(later)?.slice(0, 22)).toEqual(ids(calendar));
    expect(later).toContain('LOCATION:The sofa\\, left');
    await play({ as: 'host', type: '/screening cancel' });
    await play({ as: 'm2', type: '/club history' });
    await play({ as: 'm2', click: 'Calendar (.ics)' });
    expect(await file('nights.ics')).toContain('STATUS:CANCELLED');
  });
});

test('the club in numbers, for one person alone', async () => {
  const stats = onlySeen(await play({ as: 'ko', type: '/클럽 통계' }));
  expect(stats).toMatchObject({ ephemeral: true });
  expect(stats.text).toContain('영화 22편');
  expect(stats.text).toContain('회원 5명');
  expect(stats.text).toContain('드라마');
});

test('a recap is found by its film while typing, also one without a year, and shown in the language of who asks', async () => {
  const typing = onlySeen(await play({ as: 'm1', typing: `/recap night film:${TITLES[4]}` }));
  expect(typing.choices).toEqual([TITLES[4]]);
  const recap = onlySeen(await play({ as: 'm1', type: `/recap night film:${TITLES[4]}` }));
  expect(recap.text).toContain(TITLES[4]);
  expect(recap.images[0]?.alt).toContain(TITLES[4]);
  const korean = onlySeen(await play({ as: 'ko', type: `/돌아보기 밤 영화:${TITLES[5]}` }));
  expect(korean.text).toMatch(/평균 \d\.\d · 중앙값/);
});

test('a night that nobody rated has a recap that says so', async () => {
  const recap = onlySeen(await play({ as: 'm1', type: `/recap night film:${TITLES[0]}` }));
  expect(recap.text).toContain('Nobody has rated it yet');
  expect(recap.text).toContain('Critics: 75 of 100 from 2.');
  expect(recap.text).not.toMatch(/fan|average/);
  expect(recap.images[0]?.alt).toContain('no ratings');
});

test.each([FORMULA, SPOILING, '한'.repeat(150)])('a film called %j is a recap like any other', async (title) => {
  const [row] = await database.sql<{ id: string }[]>`
    select r.id from rounds r join films f on f.id = r.film_id where f.title = ${title}`;
  const recap = onlySeen(await play({ as: 'm1', type: `/recap night film:${row?.id}` }));
  expect(recap.images).toHaveLength(1);
  expect(recap.text).toContain(title.slice(0, 30));
});

test('a film that the club has not watched, and words that are no film, are refused kindly', async () => {
  for (const words of ['Casablanca (1942)', 'no such film at all', crypto.randomUUID()]) {
    const told = (await play({ as: 'm1', type: `/recap night film:${words}` })).seen.at(-1);
    expect(told).toMatchObject({ ephemeral: true });
    expect(told?.text).toContain('has not watched');
  }
});
