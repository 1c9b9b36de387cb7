import { PermissionFlagsBits } from 'discord.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { permissionBits } from '../../../src/discord/permissions.ts';
import { must, openClub } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';
import { BURNING, begun, discuss, enter, told } from './scene.ts';

const FORUM = '#film-discussions';

describe('a club that wants its discussions in a forum', async () => {
  const { stage } = await openHouseOnStage({ limits: false });
  beforeAll(async () => {
    await openClub(stage, { people: 5, films: [] });
    await must(stage, { as: 'host', type: '/club settings discussions:forum' });
  });

  test('gets one behind the notice of spoilers, with a post a film and its genres for tags', async () => {
    const opened = await discuss(stage);
    const forum = opened.seen.find(({ kind }) => kind === 'channel');
    expect(forum).toMatchObject({ channel: FORUM, visibleTo: 'everyone' });
    expect(begun(opened)).toEqual([BURNING]);
    const card = opened.seen.find(({ controls }) => controls.includes("I've seen it"));
    expect(card?.text).toContain("A post in the club's forum");
    expect(card?.text).toContain('you can read it without confirming');
    expect(await stage.play({ as: 'm1', look: FORUM })).toMatchObject({
      error: 'm1 stands before the notice of "#film-discussions"',
    });
    await must(stage, { as: 'm1', accept: FORUM });
    const [post] = (await must(stage, { as: 'm1', look: FORUM })).seen;
    expect(post?.text).toContain('Drama');
    expect(post?.text).toContain('Discord shows a notice before it');
    expect(post?.notification).toBe('');
  });

  test('gets one forum for all its films, and one post a film', async () => {
    const [second, third] = [await discuss(stage, 'm2', 'Parasite (2019)'), await discuss(stage)];
    expect(second.seen.filter(({ kind }) => kind === 'channel')).toEqual([]);
    expect(begun(second)).toEqual(['Parasite (2019)']);
    expect(begun(third)).toEqual([]);
    await must(stage, {
      together: ['m1', 'm2', 'ko'].map((as) => [{ as, type: '/discuss film Akira' }]),
    });
    await must(stage, { as: 'm2', accept: FORUM });
    expect((await must(stage, { as: 'm2', look: FORUM })).seen.map(({ text }) => text.split('\n')[0])).toEqual([
      BURNING,
      'Parasite (2019)',
      'Akira (1988)',
    ]);
  });

  test('has it entered by the same confirmation, and left by the same button', async () => {
    await discuss(stage);
    expect(await enter(stage, 'm1')).toContain('You are in');
    await must(stage, { as: 'm1', in: BURNING, say: 'at last' });
    expect(await told(stage, { as: 'm1', in: BURNING, click: 'Leave' })).toContain('You have left');
  });

  test('says of whoever is put out that they still read the forum', async () => {
    const out = await told(stage, { as: 'host', type: '/discuss remove person:m1 film:Burning' });
    expect(out).toContain("post in the club's forum, and whoever sees the forum still reads it");
    await must(stage, { as: 'host', click: 'Let them back in' });
  });

  test('gets a new one where somebody deletes it, and a new post where somebody deletes that', async () => {
    await must(stage, { as: 'mod', accept: FORUM });
    await must(stage, { as: 'mod', thread: BURNING, delete: true });
    expect(begun(await stage.play({ as: 'm1', type: '/discuss film Burning' }))).toEqual([BURNING]);
    await must(stage, { delete: FORUM });
    const anew = await stage.play({ as: 'm1', type: '/discuss film Oldboy 2003' });
    expect(anew.seen.filter(({ kind }) => kind === 'channel').map(({ channel }) => channel)).toEqual([FORUM]);
    expect(begun(anew)).toEqual(['Oldboy (2003)']);
    expect(begun(await stage.play({ as: 'm1', type: '/discuss film Burning' }))).toEqual([BURNING]);
  });

  test('gives nothing away in names and reasons', () => {
    const named = stage.audit.filter(({ what, who }) => what !== 'topic' && what !== 'tag' && who === 'Marquee');
    expect([...new Set(named.map(({ name }) => name))].sort()).toEqual(
      ['Akira (1988)', BURNING, 'Oldboy (2003)', 'Parasite (2019)', 'film-discussions'].sort(),
    );
    expect(stage.audit.every(({ reason }) => reason === null)).toBe(true);
    expect(stage.violations).toEqual([]);
  });
});

describe('where the bot may make no forum', async () => {
  const invited = permissionBits() & ~PermissionFlagsBits.ManageChannels;
  const { stage } = await openHouseOnStage({ invited, limits: false });
  beforeAll(async () => {
    await openClub(stage, { people: 5, films: [] });
    await must(stage, { as: 'host', type: '/club settings discussions:forum' });
  });

  test('the discussion is a private thread, and the card says why', async () => {
    const opened = await stage.play({ as: 'm1', type: '/discuss film Burning' });
    const card = opened.seen.find(({ controls }) => controls.includes("I've seen it"));
    expect(card?.text).toContain('A private thread');
    expect(card?.text).toContain('The club wants a forum');
    expect(await enter(stage, 'm1')).toContain('You are in');
    expect(await stage.play({ as: 'm2', look: BURNING })).toMatchObject({ seen: [] });
  });
});

describe('a forum of a club whose channel is not for everybody', async () => {
  const { stage } = await openHouseOnStage({ limits: false });
  beforeAll(async () => {
    await openClub(stage, { people: 5, films: [] });
    await must(stage, { as: 'host', type: '/club settings discussions:forum' });
  });

  test('is seen by nobody who does not see that channel', async () => {
    await must(stage, { as: 'host', shut: 'm9' });
    const opened = await discuss(stage);
    const forum = opened.seen.find(({ kind }) => kind === 'channel');
    expect(forum?.visibleTo).not.toBe('everyone');
    expect(forum?.visibleTo).not.toContain('m9');
    expect(await stage.play({ as: 'm9', look: FORUM })).toMatchObject({
      error: 'm9 sees no channel "#film-discussions"',
    });
  });
});

describe('a club that speaks Korean', async () => {
  const { stage } = await openHouseOnStage({ limits: false });
  beforeAll(async () => {
    await openClub(stage, { people: 5, films: [] });
    await must(stage, { as: 'host', type: '/club settings discussions:forum language:한국어' });
  });

  test('has its forum, tags and first messages in Korean', async () => {
    const opened = await discuss(stage);
    expect(opened.seen.find(({ kind }) => kind === 'channel')?.text).toContain('스릴러');
    await must(stage, { as: 'ko', accept: '#영화-토론' });
    const [post] = (await must(stage, { as: 'ko', look: '#영화-토론' })).seen;
    expect(post?.text).toContain('드라마');
    expect(post?.text).toContain('무엇이 마음에 남았나요?');
  });
});
