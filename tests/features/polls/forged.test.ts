import { expect, test } from 'vitest';
import type { Pressed } from '../../../src/discord/component.ts';
import { languageOf } from '../../../src/features/clubs/clubs.ts';
import { firstLanguage } from '../../../src/features/clubs/language.ts';
import { pollComponents } from '../../../src/features/polls/components.ts';
import {
  castBallot,
  closePoll,
  draftFilms,
  filmsOf,
  openBallot,
  type Poll,
} from '../../../src/features/polls/polls.ts';
import { newId } from '../../../src/lib/ids.ts';
import { createLog } from '../../../src/log.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';
import { testDesk } from '../../support/desk.ts';
import { makeClub, makePoll, person } from '../../support/vote.ts';

const database = await testDatabase();
const desk = await testDesk(database);
const app = testApp({ db: desk.db, log: createLog('silent', []), now: desk.now });
const OTHER_GUILD = '1323802873036800999';
const STRANGER = 500;
const key = ({ guildId, id }: Poll) => ({ guildId, pollId: id });

/** Whoever presses, in which server, and what they chose. */
function pressed(number: number, guildId: string, values: string[] = []): Pressed {
  return {
    ...person(number),
    app: { ...app, enqueue: desk.enqueue },
    log: app.log,
    guildId,
    channelId: '1',
    locale: 'en',
    botPermissions: 0n,
    values,
    ownerId: undefined,
  };
}

/** The custom id of a component for a poll, or a post of this id. */
const idFor = (pattern: string, id: string) => pattern.replace(/:\w+Id/, id).replace(/:(rank|page)/, '0');

test.each(pollComponents.map((component) => [component.route.pattern, component] as const))(
  '%s does nothing with a poll of another server, or with one that somebody made up',
  async (pattern, component) => {
    const club = await makeClub(desk, 2);
    const poll = await makePoll(desk, club, 2);
    const [film] = await filmsOf(desk.db, key(poll));
    await draftFilms(desk, key(poll), person(1), [film?.id ?? '']);
    await castBallot(desk, key(poll), person(1));
    const before = await state();
    const closed = pattern.includes('recount') || pattern.includes('export');
    if (closed) await closePoll(desk, key(poll), person(0));
    for (const [guildId, id] of [
      [OTHER_GUILD, poll.id],
      [poll.guildId, newId()],
      [OTHER_GUILD, newId()],
    ] as const) {
      const acts = component.run(pressed(1, guildId, [film?.id ?? '']), idFor(pattern, id));
      await expect(acts).rejects.toMatchObject({ key: pattern.includes('repost') ? 'failure.stale' : 'polls.gone' });
    }
    if (!closed) expect(await state()).toEqual(before);
  },
);

test.each(
  pollComponents
    .filter(({ route }) => /vote|pick|rank|cast|coming|remind/.test(route.pattern))
    .map((component) => [component.route.pattern, component] as const),
)('%s does nothing for who is no member of the club whose poll it is', async (pattern, component) => {
  const club = await makeClub(desk, 2);
  const poll = await makePoll(desk, club, 2, { eligible: pattern.includes('coming') ? 'coming' : 'members' });
  const before = await state();
  const [film] = await filmsOf(desk.db, key(poll));
  const acts = component.run(pressed(STRANGER, poll.guildId, [film?.id ?? '']), idFor(pattern, poll.id));
  await expect(acts).rejects.toMatchObject({ key: 'clubs.join-first', values: { club: club.name } });
  expect(await state()).toEqual(before);
});

test('a film that is not on the ballot falls away, also one of another poll or of no form at all', async () => {
  const club = await makeClub(desk, 2);
  const [mine, other] = [await makePoll(desk, club, 2), await makePoll(desk, club, 2)];
  const [foreign] = await filmsOf(desk.db, key(other));
  const [film] = await filmsOf(desk.db, key(mine));
  const run = (pattern: string, values: string[]) => {
    const component = pollComponents.find(({ route }) => route.pattern === pattern);
    return component?.run(pressed(1, mine.guildId, values), idFor(pattern, mine.id));
  };
  await run('polls/pick/:pollId', [foreign?.id ?? '', newId(), "'; drop table ballots", film?.id ?? '']);
  expect((await openBallot(desk, key(mine), person(1))).marked).toEqual([film?.id]);
  expect((await castBallot(desk, key(mine), person(1))).cast?.choices).toEqual([film?.id]);
  await run('polls/rank/:pollId/:rank', [foreign?.id ?? '']);
  expect((await castBallot(desk, key(mine), person(1))).cast?.choices).toEqual([]);
});

test.each(['99', '-1', '1e1', '٣', '0.5'])('a rank or page "%s" that no button carries changes nothing', async (at) => {
  const club = await makeClub(desk, 2);
  const poll = await makePoll(desk, club, 2, { method: 'ranked' });
  const [film] = await filmsOf(desk.db, key(poll));
  for (const component of pollComponents.filter(({ route }) => /rank/.test(route.pattern))) {
    const id = component.route.pattern.replace(':pollId', poll.id).replace(/:(rank|page)/, encodeURIComponent(at));
    await component.run(pressed(1, poll.guildId, [film?.id ?? '']), id).catch((error: unknown) => {
      expect(error).toMatchObject({ key: 'failure.stale' });
    });
  }
  expect((await openBallot(desk, key(poll), person(1))).marked).toEqual([]);
});

test("a new club speaks its server's language where that was chosen and we speak it, else as the bot does", () => {
  expect(['ko', 'en-GB', 'en-US', 'fr', '', undefined].map(firstLanguage)).toEqual([
    'ko',
    'en',
    null,
    null,
    null,
    null,
  ]);
  expect(languageOf({ settings: { language: null } }, 'ko')).toBe('ko');
  expect(languageOf({ settings: { language: 'en' } }, 'ko')).toBe('en');
});

async function state() {
  return database.sql`select (select count(*) from ballots) as ballots, (select count(*) from ballot_drafts) as drafts,
    (select count(*) from poll_voters) as voters, (select count(*) from posts) as posts,
    (select count(*) from club_members where reminded_since is not null) as reminded,
    (select count(*) from polls where state = 'closed') as closed`;
}
