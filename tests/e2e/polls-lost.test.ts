import { describe, expect, test } from 'vitest';
import { FILMS, must } from '../support/club.ts';
import { evenings, textOf } from '../support/evening.ts';

const { stage, database, play, told, everybody, vote, club } = await evenings();
const { sql } = database;
const BURNING = 'Burning (2018)';
const open = (how = 'closes:48h') => everybody({ as: 'host', type: `/poll open ${how}` });
const AGAIN = 'I try by myself for a week';
const result = (text: string) => text.includes('poll 1: the result');

describe('a channel that is lost', () => {
  test('while a poll runs, costs no vote: the host is told, and has the result posted elsewhere', async () => {
    await must(stage, { create: '#cinema' });
    await club(3, FILMS.slice(0, 4));
    await open();
    await vote('mod', [BURNING]);
    await play({ delete: '#film-club' });
    const notes = await play({ advance: '48h' });
    const note = notes.find(({ channel, text }) => channel === '@host' && text.includes('I cannot post about'));
    expect(note?.text).toContain('Friday Club, poll 1');
    expect(note?.text).not.toContain(AGAIN);
    expect(await told({ as: 'mod', in: '#cinema', type: '/poll status' })).not.toContain('You can have it posted');
    const status = await play({ as: 'host', in: '#cinema', type: '/poll status' });
    expect(status[0]?.controls).toContain('Post it here');
    await play({ advance: '2h' });
    const reposted = await play({ as: 'host', in: '#cinema', click: 'Post it here' });
    const there = reposted.filter(({ channel, visibleTo }) => channel === '#cinema' && visibleTo === 'everyone');
    expect(there).toHaveLength(1);
    expect(there[0]?.text).toContain('the result is Burning (2018)');
    expect(there[0]?.text).not.toContain('late');
    const again = await play({ as: 'host', in: '#cinema', type: '/poll status' });
    expect(again[0]?.controls).not.toContain('Post it here');
    expect(await told({ as: 'ko', in: '#cinema', type: '/투표 다시세기' })).toContain('결과는 그대로입니다');
    await play({ create: '#film-club' });
  });

  test('by its message alone is noticed with the next vote, and the poll is posted again', async () => {
    await club(4, FILMS.slice(0, 4));
    const opened = (await play({ as: 'host', type: '/poll open closes:48h' })).find(({ text }) =>
      text.includes('vote on'),
    );
    await play({ as: 'mod', unsay: opened?.id ?? '' });
    await play({ as: 'mod', type: '/poll status' });
    await play({ as: 'mod', click: 'Vote' });
    const seen = await play({ as: 'mod', click: 'Cast ballot' });
    const noted = textOf(seen.filter(({ channel }) => channel === '@host'));
    expect(noted).toContain('I cannot post about Friday Club, poll 1');
    expect(noted).not.toContain(AGAIN);
    await play({ as: 'host', type: '/poll status' });
    const reposted = await play({ as: 'host', click: 'Post it here' });
    expect(textOf(reposted)).toContain('vote on 4 films');
    await vote('ko', [BURNING]);
    expect(await everybody({ as: 'host', type: '/poll close' })).toContain('2 of 4 have voted');
  });
});

describe('a permission that is taken away', () => {
  test('and given back: the result comes to the same channel, once', async () => {
    await club(3, FILMS.slice(0, 4));
    await open();
    await vote('mod', [BURNING]);
    await play({ deny: ['SendMessages'] });
    expect(textOf(await play({ advance: '48h' }))).toContain('I cannot post about');
    await play({ allow: ['SendMessages'] });
    await play({ as: 'host', type: '/poll status' });
    const before = stage.standing().filter(({ text }) => result(text)).length;
    await stage.playTogether([1, 2].map(() => [{ as: 'host', click: 'Post it here' }]));
    await stage.idle();
    expect(stage.standing().filter(({ text }) => result(text))).toHaveLength(before + 1);
  });

  test('and given back later: the result comes by itself, and until then the host was told once', async () => {
    await club(3, FILMS.slice(0, 4));
    await open();
    await vote('mod', [BURNING]);
    await play({ deny: ['SendMessages'] });
    const seen = [...(await play({ advance: '48h' })), ...(await play({ advance: '2h' }))];
    const notes = seen.filter(({ text }) => text.includes('I cannot post about'));
    expect(notes).toHaveLength(1);
    expect(notes[0]?.text).toContain(AGAIN);
    await play({ allow: ['SendMessages'] });
    const result = await everybody({ advance: '2h' });
    expect(result).toContain('the result is Burning (2018)');
    expect(result).not.toContain('late');
    expect(await everybody({ advance: '24h' })).toBe('');
  });

  test('to attach files costs the picture and not the result', async () => {
    await club(3, FILMS.slice(0, 4));
    await open();
    await vote('mod', [BURNING]);
    await play({ deny: ['AttachFiles'] });
    const seen = (await play({ as: 'host', type: '/poll close' })).find(({ text }) => result(text));
    expect(seen?.images).toEqual([]);
    await play({ allow: ['AttachFiles'] });
  });

  test('of a host to be written to: nothing else suffers', async () => {
    await club(2, FILMS.slice(0, 4));
    await play({ as: 'host', dms: false });
    await open();
    await vote('mod', [BURNING]);
    await vote('host', [BURNING]);
    await play({ deny: ['SendMessages'] });
    expect(textOf(await play({ as: 'host', type: '/poll close' }))).toContain('Poll 1 is closed and counted');
    expect(await told({ as: 'host', type: '/poll status' })).toContain('Chosen: Burning (2018)');
    await play({ allow: ['SendMessages'] });
    await play({ as: 'host', dms: true });
  });
});

describe('a bot that was down at the deadline', () => {
  test.each([
    ['61s', '1 min late'],
    ['3h12m', '3 h 12 min late'],
    ['3d', '3 days late'],
  ])('for %s closes when it comes back and says %s', async (down, late) => {
    await club(3, FILMS.slice(0, 4));
    await open();
    await vote('mod', [BURNING]);
    await play({ stop: true });
    await play({ advance: '48h' });
    await play({ advance: down });
    const seen = await play({ start: true });
    const told = textOf(seen.filter(({ visibleTo }) => visibleTo === 'everyone'));
    expect(told).toContain(`This comes ${late}: the bot was down at the deadline.`);
    expect(told).toContain('the result is Burning (2018)');
  });

  test('gives more time, where too few have voted, and says how late', async () => {
    await club(3, FILMS.slice(0, 4));
    await open('closes:48h quorum:2');
    await play({ stop: true });
    await play({ advance: '51h' });
    const told = textOf(await play({ start: true }));
    expect(told).toContain('gets more time, once: nobody has voted, and it takes 2');
    expect(told).toContain('This comes 3 h late: the bot was down at the deadline.');
    expect(textOf(await play({ advance: '25h' }))).toContain('No result: nobody has voted, and it takes 2.');
  });

  test('for less than a minute says nothing of it', async () => {
    await club(3, FILMS.slice(0, 4));
    await open();
    await play({ stop: true });
    await play({ advance: '48h' });
    await play({ advance: '59s' });
    expect(textOf(await play({ start: true }))).not.toContain('late');
    expect(await sql`select 1 from polls where state = 'closed'`).toHaveLength(1);
  });
});
