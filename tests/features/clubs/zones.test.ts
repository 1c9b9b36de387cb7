import { describe, expect, test } from 'vitest';
import { MAIN_ZONES, PLACES, RENAMED } from '../../../src/features/clubs/zone-words.ts';
import { guessZone, offsetOf, readZone, searchZones } from '../../../src/features/clubs/zones.ts';

const WINTER = new Date('2026-01-09T18:00:00Z');
const SUMMER = new Date('2026-07-09T18:00:00Z');

describe('a time zone as a person types it', () => {
  test.each([
    ['Asia/Seoul', 'Asia/Seoul'],
    ['asia/seoul', 'Asia/Seoul'],
    [' Europe/Berlin ', 'Europe/Berlin'],
    ['seoul', 'Asia/Seoul'],
    ['SEOUL', 'Asia/Seoul'],
    ['서울', 'Asia/Seoul'],
    ['뉴욕', 'America/New_York'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['newyork', 'America/New_York'],
    ['München', 'Europe/Berlin'],
    ['Germany', 'Europe/Berlin'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['utc', 'UTC'],
  ])('%s is %s', async (typed, zone) => {
    expect(await readZone(typed)).toBe(zone);
  });

  test.each([
    '',
    ' ',
    '+09:00',
    'EST',
    'Mars/Olympus',
    'nowhere',
    '||',
    '../etc/passwd',
    'Asia/',
    'ㅎ',
    'x'.repeat(6_000),
  ])('%#: what is no zone stays none', async (typed) => {
    expect(await readZone(typed)).toBeUndefined();
  });

  test('a place that two zones have is not guessed', async () => {
    expect(await readZone('indiana')).toBeUndefined();
  });
});

describe('the choices while typing', () => {
  const zones = async (typed: string, language = 'en') =>
    (await searchZones(language, typed, WINTER, 25)).map(({ zone }) => zone);

  test.each(['seoul', 'Seo', 'asia seoul', '서울', 'korea'])('"%s" offers Seoul first', async (typed) => {
    expect((await zones(typed))[0]).toBe('Asia/Seoul');
  });

  test('the names of countries and cities are found in the language of whoever types', async () => {
    expect(await zones('독일', 'ko')).toContain('Europe/Berlin');
    expect((await zones('시드', 'ko'))[0]).toBe('Australia/Sydney');
  });

  test('nothing typed offers zones around the world, and no more than a menu holds', async () => {
    expect(await zones('')).toEqual([...MAIN_ZONES]);
    expect(await zones('a')).toHaveLength(25);
  });

  test('each tells how far from UTC it is now, summer time included', async () => {
    expect((await searchZones('en', 'new york', WINTER, 1))[0]?.offset).toBe('UTC-05:00');
    expect((await searchZones('en', 'new york', SUMMER, 1))[0]?.offset).toBe('UTC-04:00');
    expect(offsetOf('Asia/Kolkata', WINTER)).toBe('UTC+05:30');
  });

  test('whatever is offered can be sent back', async () => {
    for (const zone of ['a', 'e', 'in', '']) for (const one of await zones(zone)) expect(await readZone(one)).toBe(one);
  });
});

test('a server is guessed by its language, and by the person where it has only the standard one', async () => {
  expect(guessZone('ko', 'en')).toBe('Asia/Seoul');
  expect(guessZone('en-US', 'ko')).toBe('Asia/Seoul');
  expect(guessZone('en-US', 'en')).toBe('America/New_York');
});

test('every zone of our own lists exists and is found by each of its places', async () => {
  const named = [...MAIN_ZONES, ...Object.keys(PLACES), ...Object.values(RENAMED)].map((zone) => [zone, zone]);
  const places = Object.entries(PLACES).flatMap(([zone, all]) => all.map((place) => [place, zone]));
  for (const [typed, zone] of [...named, ...places]) expect(await readZone(typed ?? ''), typed).toBe(zone);
});
