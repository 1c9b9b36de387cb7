import { beforeAll, expect, test } from 'vitest';
import { must, openClub, publicText } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage();
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
const words = (result: Awaited<ReturnType<typeof play>>) => result.seen.map(({ text }) => text).join('\n');

beforeAll(() => openClub(stage, { people: 5, films: [] }));

test('of several dates the club is asked which suit, and a host picks one', async () => {
  const plan =
    '/screening plan film:Burning (2018) when:2026-01-20 20:00; 2026-01-21 20:00; 금요일 저녁 8시 place:The sofa';
  expect(words(await play({ as: 'host', type: plan }))).toContain(
    'Shall Friday Club be asked which of these dates suit?',
  );
  const asked = await play({ as: 'host', click: 'Ask the club' });
  expect(publicText(asked)).toContain('Friday Club, which dates suit you? Burning (2018)\n• <t:1767985200:F>');
  const dates = ['1. Fri, Jan 9, 8:00 PM', '2. Tue, Jan 20, 8:00 PM', '3. Wed, Jan 21, 8:00 PM'];
  await play({ as: 'm1', select: 'Dates I can', values: dates.slice(1) });
  await play({ as: 'm2', select: 'Dates I can', values: dates.slice(1, 2) });
  expect(words(await play({ as: 'm2', select: 'Dates I can', values: [] }))).toContain('none of these dates suits');
  await play({ as: 'mod', select: 'Dates I can', values: dates.slice(2) });
  await play({ advance: '2s' });
  const stand = publicText(await play({ as: 'm1', look: '#film-club' }));
  expect(stand).toMatch(/<t:1769022000:F> \(<t:1769022000:R>\): 2 can\nWhere: The sofa\n3 members have answered/);
  expect(words(await play({ as: 'm1', click: 'Pick a date' }))).toContain('host');
  await play({ as: 'host', click: 'Pick a date' });
  const picked = await play({ as: 'host', select: 'Choose the date', values: dates.slice(2) });
  expect(publicText(picked)).toContain('Friday Club, night 1: Burning (2018)\n<t:1769022000:F>');
  const [night] = await database.sql`select place, state from screenings`;
  expect(night).toEqual({ place: 'The sofa', state: 'planned' });
  const late = await stage.play({ as: 'host', select: 'Choose the date', values: dates.slice(1, 2) });
  expect(late.error).not.toBeNull();
  expect(stage.violations).toEqual([]);
});

test('who is no member is told to join, and too many dates are refused', async () => {
  await play({ as: 'host', type: '/screening plan film:Oldboy (2003) when:2026-01-20 20:00;2026-01-21 20:00' });
  await play({ as: 'host', click: 'Ask the club' });
  expect(words(await play({ as: 'm9', select: 'Dates I can', values: ['1. Tue, Jan 20, 8:00 PM'] }))).toContain(
    '/club join',
  );
  const days = Array.from({ length: 11 }, (_, day) => `2026-02-${day + 10} 20:00`).join(';');
  expect(words(await play({ as: 'host', type: `/screening plan film:Oldboy (2003) when:${days}` }))).toContain(
    '10 dates at most',
  );
});
