import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { clubEvents, discussionMembers, seenMarks } from '../../../src/db/schema/index.ts';
import { must, openClub } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';
import { BURNING, begun, discuss, enter, sees, told } from './scene.ts';

const { stage, database } = await openHouseOnStage({ limits: false });
const { db } = database;
beforeAll(() => openClub(stage, { people: 6, films: [] }));

const PARASITE = 'Parasite (2019)';
const OLDBOY = 'Oldboy (2003)';
const KEEPERS = 'Only a host of Friday Club or a moderator can do this';

describe('a discussion', () => {
  test('is a private thread with a neutral name and a neutral beginning, and a card for everybody', async () => {
    const opened = await discuss(stage);
    expect(begun(opened)).toEqual([BURNING]);
    const [card] = opened.seen.filter(({ visibleTo }) => visibleTo === 'everyone');
    expect(card).toMatchObject({
      kind: 'message',
      channel: '#film-club',
      controls: ["I've seen it"],
      notification: '',
    });
    expect(card?.text).toContain('A private thread');
    const starter = opened.seen.find(({ channel }) => channel === `#${BURNING}`);
    // host and mod may manage threads, and see every private one
    expect(starter).toMatchObject({ visibleTo: ['host', 'mod'], controls: ['Reviews', 'Leave'], notification: '' });
    expect(starter?.text).toContain('What has stayed with you?');
    expect(stage.audit.map(({ name }) => name)).toEqual([BURNING]);
    expect(await sees(stage, 'm1')).toBe(false);
  });

  test('is one a film and club: asked again, also by many at once, the first is shown', async () => {
    const again = await discuss(stage, 'm2');
    expect(begun(again)).toEqual([]);
    expect(again.seen).toMatchObject([{ visibleTo: 'everyone', controls: ["I've seen it"] }]);
    const lines = ['m1', 'm2', 'm3', 'host'].map((as) => [{ as, type: `/discuss film ${PARASITE}` }]);
    const all = await must(stage, { together: lines });
    expect(begun(all)).toEqual([PARASITE]);
    expect(all.together?.flat().map(({ seen }) => seen.at(-1)?.controls)).toEqual(Array(4).fill(["I've seen it"]));
  });

  test('is entered by one private confirmation, which marks the film as seen', async () => {
    await discuss(stage);
    const asked = await must(stage, { as: 'm1', click: "I've seen it" });
    expect(asked.seen).toMatchObject([{ ephemeral: true, visibleTo: ['m1'], controls: ['Yes, let me in'] }]);
    expect(asked.seen[0]?.text).toBe(
      'This marks Burning (2018) as seen and lets you in. Everything is said in there, also how it ends.',
    );
    expect(await sees(stage, 'm1')).toBe(false);
    expect(await db.select().from(seenMarks)).toEqual([]);
    expect(await told(stage, { as: 'm1', click: 'Yes, let me in' })).toContain('You are in: #Burning (2018)');
    expect(await sees(stage, 'm1')).toBe(true);
    expect(await sees(stage, 'm2')).toBe(false);
    expect(await db.select().from(seenMarks)).toHaveLength(1);
    // Who is in is asked no more.
    expect(await told(stage, { as: 'm1', click: "I've seen it" })).toContain('You are in');
  });

  test('asks also whoever has said before that they have seen the film', async () => {
    const card = await must(stage, { as: 'm2', type: '/film Burning' });
    await must(stage, { as: 'm2', click: "I've seen it", on: card.seen[0]?.id });
    expect(await sees(stage, 'm2')).toBe(false);
    await discuss(stage);
    expect(await told(stage, { as: 'm2', click: "I've seen it" })).toContain('This marks');
    expect(await told(stage, { as: 'm2', click: 'Yes, let me in' })).toContain('You are in');
    expect(await sees(stage, 'm2')).toBe(true);
  });

  test('is left by a button, and entered again by another confirmation', async () => {
    expect(await told(stage, { as: 'm2', in: BURNING, click: 'Leave' })).toContain('You have left');
    expect(await sees(stage, 'm2')).toBe(false);
    await discuss(stage);
    expect(await enter(stage, 'm2')).toContain('You are in');
  });

  test('lets nobody stay who takes back that they have seen the film, wherever they say so', async () => {
    expect(await told(stage, { as: 'm2', click: 'I have not seen it after all' })).toContain('Forgotten');
    expect(await sees(stage, 'm2')).toBe(false);
    await must(stage, { as: 'm1', type: '/film Burning' });
    await must(stage, { as: 'm1', click: "I've seen it" });
    expect(await told(stage, { as: 'm1', click: 'I have not seen it after all' })).toContain('Forgotten');
    expect(await sees(stage, 'm1')).toBe(false);
    expect(await db.select().from(discussionMembers)).toEqual([]);
  });

  test('lets nobody stay who leaves the club, and asks again whoever comes back', async () => {
    await discuss(stage);
    await enter(stage, 'm3');
    expect(await sees(stage, 'm3')).toBe(true);
    await must(stage, { as: 'm3', type: '/club leave' });
    expect(await sees(stage, 'm3')).toBe(false);
    expect(await db.select().from(discussionMembers)).toEqual([]);
    await must(stage, { as: 'm3', type: '/club join name:Friday Club' });
    expect(await sees(stage, 'm3')).toBe(false);
    await discuss(stage);
    expect(await enter(stage, 'm3')).toContain('You are in');
    await must(stage, { as: 'm3', click: 'I have not seen it after all' });
  });

  test('is for members of the club', async () => {
    await discuss(stage);
    const refused = await must(stage, { as: 'm4', click: "I've seen it" });
    expect(refused.seen).toMatchObject([{ visibleTo: ['m4'], controls: ['Join Friday Club'] }]);
    const typed = await must(stage, { as: 'm4', type: `/discuss film ${OLDBOY}` });
    expect(typed.seen.at(-1)).toMatchObject({ visibleTo: ['m4'], controls: ['Join Friday Club'] });
    expect(begun(typed)).toEqual([]);
  });

  test('of a film that shares its title asks the person alone which is meant', async () => {
    const asked = await must(stage, { as: 'm1', type: '/discuss film Ballerina' });
    expect(begun(asked)).toEqual([]);
    expect(asked.seen.at(-1)).toMatchObject({ visibleTo: ['m1'] });
    const choices = asked.seen.at(-1)?.controls.filter((one) => one.startsWith('Ballerina ('));
    expect(choices?.length).toBeGreaterThan(1);
  });

  test('speaks Korean to who speaks it', async () => {
    await discuss(stage);
    const asked = await must(stage, { as: 'ko', click: "I've seen it" });
    expect(asked.seen[0]?.controls).toEqual(['네, 들어갈게요']);
    expect(await told(stage, { as: 'ko', click: '네, 들어갈게요' })).toContain('들어왔습니다');
  });
});

describe('whoever looks after a discussion', () => {
  test('puts somebody out, who does not come back by the button, until they are let back', async () => {
    await discuss(stage);
    await enter(stage, 'm1');
    expect(await told(stage, { as: 'm2', type: '/discuss remove person:m1 film:Burning' })).toContain(KEEPERS);
    expect(await sees(stage, 'm1')).toBe(true);
    const out = await must(stage, { as: 'mod', in: BURNING, type: '/discuss remove person:m1' });
    expect(out.seen.at(-1)).toMatchObject({ visibleTo: ['mod'], controls: ['Let them back in'] });
    expect(await sees(stage, 'm1')).toBe(false);
    expect(await told(stage, { as: 'm1', click: "I've seen it" })).toContain('has put you out');
    expect(await told(stage, { as: 'mod', in: BURNING, click: 'Let them back in' })).toContain('may come back');
    expect(await enter(stage, 'm1')).toContain('You are in');
    const events = await db.select().from(clubEvents);
    expect(events.map(({ what }) => what)).toEqual(expect.arrayContaining(['member put out', 'member let back']));
  });

  test('does not put out themselves or a bot', async () => {
    expect(await told(stage, { as: 'host', in: BURNING, type: '/discuss remove person:host' })).toContain('yourself');
    expect(await told(stage, { as: 'host', in: BURNING, type: '/discuss remove person:Marquee' })).toContain('a bot');
    expect(await sees(stage, 'm1')).toBe(true);
  });

  test('closes it, also from inside, and opens it again by the same command', async () => {
    expect(await told(stage, { as: 'm1', in: BURNING, type: '/discuss close' })).toContain(KEEPERS);
    expect(await told(stage, { as: 'host', in: BURNING, type: '/discuss close' })).toContain('is closed');
    expect(await stage.play({ as: 'm1', in: BURNING, say: 'more' })).toMatchObject({ error: 'the thread is locked' });
    expect(await told(stage, { as: 'm2', click: "I've seen it" })).toContain('is closed');
    const refused = await must(stage, { as: 'm2', type: '/discuss film Burning' });
    expect(refused.seen).toMatchObject([{ visibleTo: ['m2'] }]);
    expect(await told(stage, { as: 'host', type: '/discuss close film:Burning' })).toContain('closed already');
    await discuss(stage, 'host');
    await must(stage, { as: 'm1', in: BURNING, say: 'more' });
    const events = await db.select().from(clubEvents).where(eq(clubEvents.what, 'discussion opened again'));
    expect(events).toHaveLength(1);
  });

  test('closes it from outside with its thread archived; of several, one has to be named', async () => {
    expect(await told(stage, { as: 'mod', type: '/discuss close' })).toContain('More than one');
    const closed = await must(stage, { as: 'mod', type: `/discuss close film:${BURNING}` });
    expect(closed.seen.find(({ kind }) => kind === 'thread')?.text).toBe(`${BURNING}\narchived, locked`);
    expect(await told(stage, { as: 'mod', type: '/discuss close film:Akira' })).toContain('has no discussion of');
    expect((await stage.play({ as: 'mod', typing: '/discuss close film:bur' })).seen[0]?.choices).toEqual([BURNING]);
    await discuss(stage, 'host');
  });
});

describe('"Discuss" on a film\'s card', () => {
  test('has the discussion opened and announced once, and asks the member alone', async () => {
    await must(stage, { as: 'm1', type: `/film ${OLDBOY}` });
    const pressed = await must(stage, { as: 'm1', click: 'Discuss' });
    expect(begun(pressed)).toEqual([OLDBOY]);
    const [notice] = pressed.seen.filter(({ visibleTo }) => visibleTo === 'everyone');
    expect(notice).toMatchObject({ controls: ["I've seen it"] });
    expect(notice?.notification).toContain('Oldboy (2003)');
    const asked = pressed.seen.find(({ ephemeral }) => ephemeral);
    expect(asked).toMatchObject({ visibleTo: ['m1'], controls: ['Yes, let me in'] });
    expect(await told(stage, { as: 'm1', click: 'Yes, let me in' })).toContain('You are in');
    await must(stage, { as: 'm2', type: `/film ${OLDBOY}` });
    const again = await must(stage, { as: 'm2', click: 'Discuss' });
    expect(again.seen).toMatchObject([{ ephemeral: true, controls: ['Yes, let me in'] }]);
  });

  test('tells who is in no club how to be', async () => {
    const pressed = await must(stage, { as: 'm5', click: 'Discuss' });
    expect(pressed.seen).toMatchObject([{ visibleTo: ['m5'], controls: ['Join Friday Club'] }]);
  });
});

test('none of this was more than Discord allows, or a bug', () => {
  expect(stage.violations).toEqual([]);
});
