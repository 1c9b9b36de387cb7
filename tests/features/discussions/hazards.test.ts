import { beforeAll, describe, expect, test } from 'vitest';
import { must, openClub, peopleOf } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';
import { BURNING, begun, discuss, enter, sees, told } from './scene.ts';

const PEOPLE = 1_004;
const CROWD = peopleOf(PEOPLE).slice(5);
const { stage } = await openHouseOnStage({ members: PEOPLE, limits: false });
beforeAll(() => openClub(stage, { people: 5, films: [] }));

describe('a thread', () => {
  test('that somebody deleted is made anew the next time, and who was in comes back without being asked', async () => {
    await discuss(stage);
    await enter(stage, 'm1');
    await must(stage, { as: 'mod', thread: BURNING, delete: true });
    const pressed = await stage.play({ as: 'm1', click: "I've seen it" });
    expect(begun(pressed)).toEqual([BURNING]);
    expect(await sees(stage, 'm1')).toBe(true);
    expect(await sees(stage, 'm2')).toBe(false);
    await must(stage, { as: 'mod', thread: BURNING, delete: true });
    expect(begun(await stage.play({ as: 'm2', type: '/discuss film Burning' }))).toEqual([BURNING]);
  });

  test('that was archived for want of words comes back when somebody enters', async () => {
    await must(stage, { advance: '8d' });
    await discuss(stage);
    const tried = await stage.play({ as: 'mod', thread: BURNING, archive: true });
    expect(tried.error).toBe('the thread is archived');
    expect(await told(stage, { as: 'm1', click: "I've seen it" })).toContain('You are in');
    expect(await sees(stage, 'm1')).toBe(true);
  });

  test('that was archived is left too, and stays as it was', async () => {
    await must(stage, { as: 'mod', thread: BURNING, archive: true });
    const out = await stage.play({ as: 'host', type: '/discuss remove person:m1 film:Burning' });
    expect(out.seen.filter(({ kind }) => kind === 'thread').map(({ text }) => text.split('\n')[1])).toEqual([
      'reopened',
      'removed: m1',
      'archived',
    ]);
    expect(await sees(stage, 'm1')).toBe(false);
    await must(stage, { as: 'host', click: 'Let them back in' });
  });

  test('that a moderator locked lets nobody in, and says so', async () => {
    await must(stage, { as: 'mod', thread: BURNING, archive: false });
    await must(stage, { as: 'mod', thread: BURNING, lock: true });
    const asked = await discuss(stage, 'mod');
    expect(asked.seen.filter(({ visibleTo }) => visibleTo === 'everyone')).toEqual([]);
    expect(asked.seen.at(-1)?.text).toContain('"Unlock Thread" in the thread\'s own menu');
    expect(await enter(stage, 'm2')).toContain('A moderator has locked this discussion');
    expect(await sees(stage, 'm2')).toBe(false);
    await must(stage, { as: 'mod', thread: BURNING, lock: false });
    await discuss(stage);
    expect(await told(stage, { as: 'm2', click: "I've seen it" })).toContain('You are in');
  });

  test('that somebody renamed is the same thread', async () => {
    await must(stage, { as: 'mod', thread: BURNING, rename: 'Room 12' });
    expect(begun(await discuss(stage))).toEqual([]);
    expect(await enter(stage, 'm1')).toContain('You are in: #Room 12');
    expect(await sees(stage, 'm1', 'Room 12')).toBe(true);
    await must(stage, { as: 'mod', thread: 'Room 12', rename: BURNING });
  });

  test('that holds 1,000 people says that it is full', async () => {
    await must(stage, { as: 'm1', in: BURNING, click: 'Leave' });
    await must(stage, { as: 'mod', thread: BURNING, add: CROWD.slice(0, 998) });
    await discuss(stage);
    expect(await enter(stage, 'm1')).toContain('This discussion is full');
    expect(await sees(stage, 'm1')).toBe(false);
    await must(stage, { as: 'mod', thread: BURNING, remove: CROWD.slice(0, 998) });
    expect(await told(stage, { as: 'm1', click: "I've seen it" })).toContain('You are in');
  });
});

describe('a member who does not see the channel', () => {
  test('is told so, and comes in once they do', async () => {
    await must(stage, { as: 'host', create: '#lobby' });
    await must(stage, { as: 'm1', in: BURNING, click: 'Leave' });
    await must(stage, { as: 'host', in: '#lobby', type: '/discuss film film:Burning' });
    await must(stage, { as: 'host', shut: 'm1' });
    await must(stage, { as: 'm1', in: '#lobby', click: "I've seen it" });
    expect(await told(stage, { as: 'm1', in: '#lobby', click: 'Yes, let me in' })).toContain(
      'You do not see #film-club',
    );
    await must(stage, { as: 'host', admit: 'm1' });
    expect(await told(stage, { as: 'm1', in: '#lobby', click: "I've seen it" })).toContain('You are in');
  });
});

describe('a bot that may not', () => {
  const deny = (...deny: string[]) => must(stage, { deny, in: '#film-club' });
  const allow = (...allow: string[]) => must(stage, { allow, in: '#film-club' });

  test('begin private threads begins a public one, with a warning', async () => {
    await deny('CreatePrivateThreads');
    const opened = await stage.play({ as: 'm1', type: '/discuss film film:Parasite 2019' });
    const card = opened.seen.find(({ controls }) => controls.includes("I've seen it"));
    expect(card?.text).toContain('Careful, this is a public thread');
    expect(card?.text).toContain('you can read it without confirming');
    expect(card?.text).not.toContain('nothing is shown before');
    const starter = opened.seen.find(({ channel, kind }) => kind === 'message' && channel === '#Parasite (2019)');
    expect(starter).toMatchObject({ visibleTo: 'everyone' });
    expect(starter?.text).toContain('This thread is public');
    expect(await enter(stage, 'm1')).toContain('You are in');
    const out = await told(stage, { as: 'host', type: '/discuss remove person:m1 film:Parasite 2019' });
    expect(out).toContain('it is a public thread, and whoever sees the channel still reads it');
    await must(stage, { as: 'host', click: 'Let them back in' });
  });

  test('begin any says what it lacks, and does it once it may', async () => {
    await deny('CreatePublicThreads');
    const refused = await stage.play({ as: 'm1', type: '/discuss film film:Akira' });
    expect(refused.seen.at(-1)).toMatchObject({ visibleTo: ['m1'] });
    expect(refused.seen.at(-1)?.text).toContain('I may not begin a thread in #film-club');
    await allow('CreatePublicThreads', 'CreatePrivateThreads');
    const later = await must(stage, { advance: '1m' });
    expect(begun(later)).toEqual(['Akira (1988)']);
    expect(later.seen.find(({ controls }) => controls.includes("I've seen it"))).toMatchObject({
      visibleTo: 'everyone',
    });
  });

  test('see the channel any more says so, and lets people in once it may', async () => {
    await must(stage, { as: 'host', in: '#lobby', type: '/discuss film film:Akira' });
    await deny('ViewChannel');
    await must(stage, { as: 'm2', in: '#lobby', click: "I've seen it" });
    expect(await told(stage, { as: 'm2', in: '#lobby', click: 'Yes, let me in' })).toContain(
      'I do not see the thread any more',
    );
    await allow('ViewChannel');
    expect(await told(stage, { as: 'm2', in: '#lobby', click: "I've seen it" })).toContain('You are in');
  });

  test('write in threads says so', async () => {
    await deny('SendMessagesInThreads');
    await must(stage, { as: 'm1', in: '#lobby', click: "I've seen it" });
    expect(await told(stage, { as: 'm1', in: '#lobby', click: 'Yes, let me in' })).toContain('may not write in it');
    await allow('SendMessagesInThreads');
  });

  test('lock a thread closes the discussion all the same, and says what that leaves', async () => {
    await deny('ManageThreads');
    const closed = await stage.play({ as: 'host', type: '/discuss close film:Akira' });
    expect(closed.seen.at(-1)?.text).toContain('is closed');
    expect(closed.seen.at(-1)?.text).toContain('I lack "Manage Threads"');
    await allow('ManageThreads');
  });
});

test('a club whose channel is gone says where to choose another', async () => {
  await must(stage, { delete: '#film-club' });
  const refused = await stage.play({ as: 'm1', in: '#lobby', type: '/discuss film film:Casablanca' });
  expect(refused.seen.at(-1)?.text).toContain('The home channel of this club is gone');
});

test('none of this was more than Discord allows', () => {
  expect(stage.violations).toEqual([]);
});
