import { afterEach, expect, test } from 'vitest';
import type { StepResult } from '../../src/rehearsal/player/result.ts';
import { must, openClub, publicText } from '../support/club.ts';
import { openHouseOnStage } from '../support/house.ts';

const { stage } = await openHouseOnStage();
const BURNING = 'Burning (2018)';
const OLDBOY = 'Oldboy (2003)';
const play = (step: Parameters<typeof must>[1]) => must(stage, step);

await openClub(stage, { people: 6, films: [] });

afterEach(() => {
  expect(stage.violations).toEqual([]);
});

async function rate(as: string, film: string, stars: string): Promise<StepResult> {
  await play({ as, type: `/review film:${film}` });
  return play({ as, submit: { Rating: stars, 'Behind the curtain': `SECRET of ${as}` } });
}

/** A night that some said they come to, from its planning to its end. */
async function night(film: string, when: string, coming: readonly string[]): Promise<void> {
  await play({ as: 'host', type: `/screening plan film:${film} when:${when}` });
  await play({ as: 'host', click: 'Plan it' });
  for (const as of coming) await play({ as, click: "I'm in" });
  await play({ advance: '30h' });
}

const IN = 'the ratings of Burning (2018) are in';

test('once all who came have rated, the ratings are in, and nothing is told before', async () => {
  await night(BURNING, 'Saturday 8pm', ['host', 'm1']);
  const first = await rate('m1', BURNING, '4½');
  // Who was not there may rate too: nobody waits for them, and they bring nothing about.
  const stranger = await rate('m2', BURNING, '1');
  for (const one of [first, stranger]) expect(publicText(one)).toBe('');
  const last = await rate('host', BURNING, '2');
  // The recap comes after it, and has the numbers.
  const notice = last.seen.find(({ visibleTo, text }) => visibleTo === 'everyone' && text.includes(IN));
  expect(notice?.text).toContain(`round 2: ${IN}. 3 members have rated it.`);
  expect(notice?.revealed).not.toMatch(/SECRET|4½|4\.5|late/);
  expect(publicText(last)).not.toContain('SECRET');
  expect(notice?.notification).toMatch(/ratings of \*\*Burning \(2018\)\*\* are in\. 3 members have rated it\.$/);
  const reviews = await play({ as: 'm1', on: notice?.id ?? '', click: 'Reviews' });
  expect(reviews.seen.at(-1)?.text).toMatch(/4½ stars · @m1 · you.*2 stars · @host.*1 star · @m2/s);
  const club = await play({ as: 'm1', on: notice?.id ?? '', click: 'Our club' });
  expect(club.seen.at(-1)?.text).toContain('Rated 2.5 of 5 by 3 people');
});

test('a deadline that falls into downtime is handled once the bot is back, and says how late it is', async () => {
  await night(OLDBOY, 'in 20h', ['host', 'm1']);
  await rate('m1', OLDBOY, '3');
  await play({ stop: true });
  await play({ advance: '90h' });
  const back = [await play({ start: true }), await play({ advance: '1m' })];
  expect(back.map(publicText).join('\n')).toMatch(
    /the ratings of Oldboy \(2003\) are in\. 1 member has rated it\.\nThis comes \d+ h/,
  );
  await play({ kill: true });
  const again = [await play({ start: true }), await play({ advance: '1m' })];
  expect(again.map(publicText).join('\n')).not.toContain('ratings of');
});
