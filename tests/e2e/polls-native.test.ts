import { expect, test } from 'vitest';
import { FILMS, must } from '../support/club.ts';
import { evenings, textOf } from '../support/evening.ts';

const { stage, database, play, told, everybody, club } = await evenings();
const { sql } = database;
const [BALLERINA, BURNING] = FILMS as unknown as [string, string];
const open = (how = '') => play({ as: 'host', type: `/poll open method:native closes:24h ${how}` });

test("Discord's own poll takes ten films, and says before that it is the open one", async () => {
  await must(stage, { as: 'host', type: '/club create name:Friday Club zone:Europe/Berlin' });
  await must(stage, { as: 'host', type: '/club settings nominations:10' });
  await must(stage, { as: 'mod', type: '/club join name:Friday Club' });
  for (const film of FILMS) await must(stage, { as: 'host', type: `/nominate film:${film}` });
  for (const film of ['Metropolis (1927)', 'Freaks (1932)'])
    await must(stage, { as: 'mod', type: `/nominate film:${film}` });
  expect(textOf(await open())).toContain("11 films are too many for Discord's own poll, which holds 10");
  expect(await sql`select 1 from polls`).toHaveLength(0);
});

test('votes of strangers are left out, and of a vote taken back nothing is left', async () => {
  await club(4, FILMS.slice(0, 3));
  const opened = textOf(await open('quorum:2'));
  expect(opened).toContain('everybody sees the tally and who voted for what');
  expect(opened).toContain('Friday Club, poll 1: vote on 3 films');
  expect(opened).toContain('It takes 2 ballots for a result; with fewer there is none.');
  await play({ as: 'm7', vote: [BURNING] });
  await play({ as: 'm8', vote: [BURNING] });
  await play({ as: 'mod', vote: [BALLERINA] });
  await play({ as: 'ko', vote: [BURNING] });
  await play({ as: 'ko', vote: [] });
  await play({ as: 'm1', vote: [BALLERINA, BURNING] });
  const status = await told({ as: 'ko', type: '/투표 현황' });
  expect(status).toContain('누가 투표했는지는 Discord 투표 글에 나옵니다.');
  expect(status).not.toContain('아무도');
  const result = await everybody({ advance: '25h' });
  expect(result).toContain('the result is Ballerina (2023)');
  expect(result).toContain('Ballerina (2023): 2 · Burning (2018): 1');
  expect(result).toContain('2 of 4 have voted.');
});

test('a host closes it early, there and here, once', async () => {
  await club(3, FILMS.slice(0, 3));
  await open();
  await play({ as: 'mod', vote: [BURNING] });
  expect(await told({ as: 'host', type: '/poll close' })).toContain('is being ended at Discord');
  expect(await everybody({ advance: '10m' })).toContain('the result is Burning (2018)');
  expect(await told({ as: 'host', type: '/poll close poll:1' })).toContain('is over already');
});

test('a message that was deleted takes its votes along, and the poll closes saying so', async () => {
  await club(3, FILMS.slice(0, 3));
  const message = (await open()).find(({ text }) => text.includes('vote on'));
  await play({ as: 'mod', vote: [BURNING] });
  await play({ as: 'mod', unsay: message?.id ?? '' });
  const lost = "the message of Discord's own poll is not there any more";
  const result = await everybody({ advance: '25h' });
  expect(result).toContain(lost);
  expect(result).not.toContain('voted');
  expect(await told({ as: 'host', type: '/poll status' })).toContain(lost);
  const again = await told({ as: 'mod', type: '/poll recount' });
  expect(again).toContain(lost);
  expect(again).not.toContain('stands:');
  expect(await told({ as: 'ko', type: '/투표 다시세기' })).toContain('표를 읽을 수 없습니다');
});

test('votes that may not be read are waited for, and the host is told once how to give them back', async () => {
  await club(3, FILMS.slice(0, 3));
  await open();
  await play({ as: 'mod', vote: [BURNING] });
  await play({ deny: ['ReadMessageHistory'] });
  const seen = await play({ advance: '25h' });
  const notes = seen.filter(({ channel }) => channel === '@host');
  expect(notes).toHaveLength(1);
  expect(notes[0]?.text).toContain('Nothing is lost: give me back');
  expect(await sql`select state from polls`).toEqual([{ state: 'open' }]);
  await play({ allow: ['ReadMessageHistory'] });
  expect(await everybody({ advance: '11m' })).toContain('the result is Burning (2018)');
});

test('a reminder leaves out who has voted there, and a poll that is called off ends there too', async () => {
  await club(4, FILMS.slice(0, 3));
  await open();
  for (const as of ['mod', 'm1']) await play({ as, click: 'Remind me' });
  await play({ as: 'mod', vote: [BURNING] });
  const notes = (await play({ advance: '20h' })).filter(({ channel }) => channel.startsWith('@'));
  expect(notes.map(({ channel }) => channel)).toEqual(['@m1']);
  expect(await everybody({ as: 'host', type: '/poll cancel' })).toContain('was called off');
  expect((await stage.play({ as: 'ko', vote: [BURNING] })).error).not.toBeNull();
});

test('where a role votes, who got it since the poll was opened counts', async () => {
  await club(4, FILMS.slice(0, 3));
  await play({ role: 'fans', give: 'mod' });
  await open('role:@fans');
  await play({ role: 'fans', give: 'm1' });
  await play({ as: 'mod', vote: [BURNING] });
  await play({ as: 'm1', vote: [BURNING] });
  await play({ as: 'ko', vote: [BALLERINA] });
  const result = await everybody({ advance: '25h' });
  expect(result).toContain('2 of 2 have voted.');
  expect(result).toContain('Burning (2018): 2');
});
