import { beforeAll, expect, test } from 'vitest';
import { must, openClub, publicText } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage({ limits: false });
const { sql } = database;
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
const words = (result: Awaited<ReturnType<typeof play>>) => result.seen.map(({ text }) => text).join('\n');

// Korean: the same sentences, for a host whose Discord speaks it.
beforeAll(async () => {
  await openClub(stage, { people: 5, films: [] });
  await sql`update club_members set role = 'host' where user_id = (select user_id from club_members order by joined_at offset 2 limit 1)`;
});

const PLAN = '/screening plan film:Burning (2018)';
const KO = '/상영 잡기 영화:Burning (2018)';

test.each([
  ['when:banana', '언제:바나나', '"banana" names no time', '"바나나"에서 시간을 찾지 못했습니다'],
  ['when:2027-02-29 20:00', '언제:2027-02-29 20:00', 'names no time', '시간을 찾지 못했습니다'],
  ['when:yesterday 8pm', '언제:어제 저녁 8시', 'this is over already', '이미 지난 시간입니다'],
  ['when:2030-01-01 20:00', '언제:2030-01-01 20:00', 'two years ahead at most', '2년 뒤까지만'],
  ['', '', 'Say so with the option when:', 'when: 옵션으로'],
  ['when:Friday 8pm place:Here channel:Cinema', '언제:금요일 저녁 8시 장소:여기 채널:Cinema', 'not both', '한 곳에서'],
])('/screening plan with "%s" gets a sentence that says what to do', async (en, ko, english, korean) => {
  expect(words(await play({ as: 'host', type: `${PLAN} ${en}`.trim() }))).toContain(english);
  expect(words(await play({ as: 'ko', type: `${KO} ${ko}`.trim() }))).toContain(korean);
});

test('a member who is no host, a film that nobody knows, and no film at all', async () => {
  expect(words(await play({ as: 'm1', type: `${PLAN} when:Friday 8pm` }))).toContain('host');
  const unknown = await play({ as: 'host', type: '/screening plan film:zzqqxx when:Friday 8pm' });
  expect(words(unknown)).toContain('zzqqxx');
  expect(words(await play({ as: 'host', type: '/screening plan when:Friday 8pm' }))).toContain(
    'has not chosen a film yet',
  );
  expect(words(await play({ as: 'ko', type: '/상영 잡기 언제:금요일 저녁 8시' }))).toContain(
    '아직 영화를 고르지 않았습니다',
  );
});

test('a club whose zone does not exist any more is told so', async () => {
  await sql`update clubs set zone = 'Mars/Olympus'`;
  expect(words(await play({ as: 'host', type: `${PLAN} when:Friday 8pm` }))).toContain('Mars/Olympus');
  expect(words(await play({ as: 'ko', type: `${KO} 언제:금요일 저녁 8시` }))).toContain('Mars/Olympus');
  const cadence = await play({ as: 'host', type: '/screening cadence' });
  expect(words(cadence)).toContain('The time zone of Friday Club, Mars/Olympus, is not known here any more');
  const auto = await play({ as: 'host', type: '/screening cadence rule:every Friday 8pm auto:True' });
  expect(words(auto)).toContain('/club settings zone:');
  expect(words(await play({ as: 'host', type: '/recap season' }))).not.toContain('went wrong');
  await sql`update clubs set zone = 'Europe/Berlin'`;
});

test('a film of 14 hours is remarked upon, and its night ends with it', async () => {
  await sql`update films set runtime_minutes = 840 where title = 'Burning'`;
  expect(words(await play({ as: 'host', type: `${PLAN} when:2026-01-12 20:00` }))).toContain('14 hours long');
  expect(words(await play({ as: 'ko', type: `${KO} 언제:2026-01-12 20:00` }))).toContain('14시간짜리');
  await play({ as: 'ko', click: '이대로 잡기' });
  const [night] = await sql<
    { hours: number }[]
  >`select extract(epoch from ends_at - starts_at)::int / 3600 as hours from screenings`;
  expect(night?.hours).toBe(14);
});

test('a film has one night at a time, a night is planned once, and a night that is over takes no answer', async () => {
  const again = await play({ as: 'host', type: `${PLAN} when:2026-01-13 20:00` });
  expect(words(again)).toContain('is this right?');
  expect(words(await play({ as: 'host', click: 'Plan it' }))).toContain('has a night for this film already');
  await play({ advance: '4d' });
  expect(words(await play({ as: 'm1', type: '/screening list' }))).toContain('no night planned');
  expect(words(await play({ as: 'host', type: '/screening cancel' }))).toContain('no night planned');
});

test('the night is changed before it is planned', async () => {
  await play({ as: 'host', type: '/screening plan film:Oldboy (2003) when:Friday 8pm' });
  await play({ as: 'host', click: 'Change' });
  const changed = await play({
    as: 'host',
    submit: { Film: 'Parasite (2019)', When: '토요일 밤 9시', Place: '영화관'.repeat(10) },
  });
  expect(words(changed)).toContain('Parasite (2019)');
  expect(words(changed)).toContain('영화관영화관');
  const planned = await play({ as: 'host', click: 'Plan it' });
  expect(publicText(planned)).toContain('Parasite (2019)');
});

test('a channel that is gone: the night stands, and the host is told by a private note', async () => {
  await play({ as: 'host', create: '#nights' });
  await play({ as: 'host', type: '/screening plan film:Akira (1988) when:2026-01-25 20:00 channel:nights' });
  await play({ as: 'host', click: 'Plan it' });
  await play({ as: 'host', delete: '#nights' });
  const { seen } = await stage.play({ advance: '15d' });
  const notes = seen.filter(({ visibleTo }) => visibleTo !== 'everyone' && visibleTo.includes('host'));
  expect(notes.filter(({ text }) => text.includes('I cannot post in its channel any more'))).toHaveLength(1);
  const [round] = await sql<
    { state: string }[]
  >`select r.state from rounds r join films f on f.id = r.film_id where f.title = 'Akira'`;
  expect(round?.state).toMatch(/rating|recapped/);
});

test('titles, places and clubs of wide characters fit every limit of Discord’s', async () => {
  await play({ as: 'host', type: `/club settings name:${'영화의밤클럽'.repeat(10).slice(0, 60)}` });
  await sql`update films set title = ${'終わりなき夜'.repeat(30)} where title = 'Casablanca'`;
  const [film] = await sql<{ id: string }[]>`select id from films where title like '終%'`;
  await play({
    as: 'host',
    type: `/screening plan film:${film?.id} when:2026-03-01 20:00 place:${'映画館'.repeat(60)}`,
  });
  const planned = await play({ as: 'host', click: 'Plan it' });
  expect(planned.seen.find(({ kind }) => kind === 'event')).toBeDefined();
  expect(stage.violations).toEqual([]);
});
