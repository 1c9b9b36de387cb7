import { describe, expect, test } from 'vitest';
import { FILMS, must } from '../support/club.ts';
import { evenings, textOf } from '../support/evening.ts';

const { stage, database, play, told, everybody, vote, club } = await evenings();
const { sql } = database;
const TWO = FILMS.slice(0, 2);
const [BALLERINA, BURNING] = TWO as [string, string];
const open = (how = 'method:approval closes:48h') => everybody({ as: 'host', type: `/poll open ${how}` });

describe('a poll does not open', () => {
  test.each([
    ['host', /no film to vote on.*\/nominate/s, /only 1 film.*takes 2.*\/nominate/s],
    ['ko', /투표할 영화가 없습니다.*\/추천/s, /1편뿐입니다.*2편이 필요합니다/s],
  ])('for %s on no film, nor on one', async (as, none, one) => {
    await must(stage, { as, type: '/club create name:Kino zone:Asia/Seoul' });
    expect(await told({ as, type: '/poll open' })).toMatch(none);
    await must(stage, { as, type: `/nominate film:${BALLERINA}` });
    expect(await told({ as, type: '/poll open' })).toMatch(one);
    expect(await sql`select 1 from polls`).toHaveLength(0);
  });

  test.each([
    ['host', 'Poll 1 is still open and holds the films'],
    ['ko', '영화들이 아직 열려 있는 투표(1번)에 올라 있어'],
  ])('for %s while another holds all films, and says which', async (as, held) => {
    await must(stage, { as, type: '/club create name:Kino zone:Asia/Seoul' });
    for (const film of TWO) await must(stage, { as, type: `/nominate film:${film}` });
    await must(stage, { as, type: '/poll open closes:48h' });
    expect(await told({ as, type: '/poll open' })).toContain(held);
  });

  test('with an end that is past, too soon, far too late or no time at all', async () => {
    await must(stage, { as: 'ko', type: '/club create name:Kino zone:Asia/Seoul' });
    for (const film of TWO) await must(stage, { as: 'ko', type: `/nominate film:${film}` });
    const ends: [string, RegExp][] = [
      ['2001-01-01', /이미 지난 시각입니다/],
      ['0h', /이미 지난 시각입니다/],
      ['0.5m', /적어도 1분/],
      ['33 days', /32일까지/],
      ['11680 days', /32일까지/],
      [`${'9'.repeat(30)}h`, /32일까지|언제 닫을까요/],
      ['in the fullness of time', /언제 닫을까요/],
      ['2058-01-09 20:00', /32일까지/],
    ];
    for (const [closes, answer] of ends)
      expect([closes, await told({ as: 'ko', type: `/poll open closes:${closes}` })]).toEqual([
        closes,
        expect.stringMatching(answer),
      ]);
    expect(await sql`select 1 from polls`).toHaveLength(0);
  });

  test('for two kinds of voters at once, for Discord with those who come, and for whoever is no host', async () => {
    await club(3, TWO);
    await play({ role: 'fans', give: 'host' });
    expect(await told({ as: 'host', type: '/poll open coming:true role:@fans' })).toContain('not for both');
    expect(await told({ as: 'host', type: '/poll open method:native coming:true' })).toContain('cannot ask who comes');
    expect(await told({ as: 'ko', type: '/poll open' })).toContain('진행자');
    expect(await told({ as: 'mod', type: '/poll open' })).toContain('Only a host of Friday Club');
    expect(await sql`select 1 from polls`).toHaveLength(0);
  });
});

describe('a vote', () => {
  test('of a stranger, after the close, and after the poll was called off, is refused with a sentence', async () => {
    await club(4, FILMS.slice(0, 4));
    await open();
    expect(await told({ as: 'm5', click: 'Vote' })).toContain('for members of Friday Club. Join with /club join');
    await play({ as: 'mod', click: 'Vote' });
    await play({ as: 'ko', click: 'Vote' });
    await play({ as: 'mod', select: "Films you'd watch", values: [BURNING] });
    await play({ as: 'host', type: '/poll close' });
    expect(await told({ as: 'mod', click: 'Cast ballot' })).toContain('your vote came after the end');
    expect(await told({ as: 'ko', select: '볼 만한 영화', values: [BURNING] })).toContain('마감되었습니다');
    expect(await sql`select 1 from ballots`).toHaveLength(0);
    await open();
    await play({ as: 'm1', click: 'Vote' });
    expect(await everybody({ as: 'host', type: '/poll cancel' })).toContain('was called off');
    expect(await told({ as: 'm1', click: 'Cast ballot' })).toContain('This poll was called off');
    expect(await told({ as: 'host', type: '/poll close poll:2' })).toContain('called off');
    expect(await told({ as: 'host', type: '/poll cancel poll:2' })).toContain('over already');
    expect(await told({ as: 'm1', type: '/poll recount poll:2' })).toContain('called off');
    expect(await told({ as: 'm1', type: '/poll status poll:2' })).toContain('Called off');
  });

  test('says that it is a draft until it is cast, that an earlier one counts meanwhile, and when it is empty', async () => {
    await club(3, FILMS.slice(0, 4));
    await open();
    expect(await told({ as: 'mod', click: 'Vote' })).toContain('Not cast yet. Nothing is marked.');
    const marked = await told({ as: 'mod', select: "Films you'd watch", values: [BURNING] });
    expect(marked).toContain('Not cast yet.');
    expect(marked).not.toContain('earlier');
    expect(await told({ as: 'mod', click: 'Cast ballot' })).toContain('Your ballot is cast. You can change it until');
    expect(await told({ as: 'mod', click: 'Change my ballot' })).toContain('Cast. You can change it until the close.');
    const again = await told({ as: 'mod', select: "Films you'd watch", values: [] });
    expect(again).toContain('Not cast yet. Your earlier ballot counts until you cast this one. Nothing is marked.');
    expect(await told({ as: 'mod', click: 'Cast ballot' })).toContain('it is empty');
    expect(await told({ as: 'ko', click: 'Vote' })).toContain('아직 던지지 않았습니다. 고른 영화가 없습니다.');
    expect(await told({ as: 'ko', click: '표 던지기' })).toContain('빈 표를 던졌습니다');
    const result = await everybody({ as: 'host', type: '/poll close' });
    expect(result).toContain('2 of 3 have voted. 2 ballots were empty.');
    expect(result).toContain('No ballot named a film');
  });

  test('of a member who left the club or the server stays, and who joins late may vote', async () => {
    await club(5, FILMS.slice(0, 4));
    await open();
    await vote('m1', [BURNING]);
    await vote('m2', [BURNING]);
    await play({ as: 'm1', type: '/club leave' });
    await play({ as: 'm2', leave: true });
    expect(await told({ as: 'mod', type: '/poll status' })).toContain('2 of 4 have voted.');
    await play({ as: 'm4', type: '/club join name:Friday Club' });
    await vote('m4', [BALLERINA]);
    expect(await told({ as: 'mod', type: '/poll status' })).toContain('3 of 5 have voted.');
    const result = await everybody({ as: 'host', type: '/poll close' });
    expect(result).toContain('the result is Burning (2018)');
    expect(result).toContain('Burning (2018): 2 · Ballerina (2023): 1');
    await play({ as: 'm2', join: true });
    await play({ as: 'm5', type: '/club join name:Friday Club' });
    expect(await told({ as: 'mod', type: '/poll status' })).toContain('Closed. 3 of 5 have voted.');
  });

  test('in the same millisecond as another of the same member leaves one ballot, and every mark of a ranking', async () => {
    await club(3, FILMS.slice(0, 4));
    await open('method:ranked closes:48h');
    await play({ as: 'mod', click: 'Vote' });
    const marks = FILMS.slice(0, 4).map((film, rank) => [
      { as: 'mod', select: `${rank + 1}${['st', 'nd', 'rd', 'th'][rank]} choice`, values: [film] },
    ]);
    await stage.playTogether(marks);
    await stage.playTogether([1, 2, 3].map(() => [{ as: 'mod', click: 'Cast ballot' }]));
    await stage.idle();
    const [ballot, ...more] = await sql<{ choices: string[] }[]>`select choices from ballots`;
    expect(more).toEqual([]);
    expect(ballot?.choices).toHaveLength(4);
  });
});

test('a ranking of twelve films has pages, keeps a film at one rank, and can be cleared', async () => {
  await must(stage, { as: 'host', type: '/club create name:Friday Club zone:Europe/Berlin' });
  await must(stage, { as: 'host', type: '/club settings nominations:10' });
  await must(stage, { as: 'mod', type: '/club join name:Friday Club' });
  const more = ['Metropolis (1927)', 'Freaks (1932)', 'City Lights (1931)'];
  for (const film of [...FILMS, ...more])
    await must(stage, { as: more.includes(film) ? 'mod' : 'host', type: `/nominate film:${film}` });
  await open('method:ranked closes:48h');
  const [first] = await play({ as: 'mod', click: 'Vote' });
  expect(first?.controls).toContain('5th choice');
  expect(first?.controls).not.toContain('6th choice');
  await play({ as: 'mod', select: '1st choice', values: [BURNING] });
  await play({ as: 'mod', select: '2nd choice', values: [BALLERINA] });
  // put at another rank, it leaves the first one open
  await play({ as: 'mod', select: '3rd choice', values: [BURNING] });
  const [second] = await play({ as: 'mod', click: 'Rank more' });
  expect(second?.controls).toEqual(expect.arrayContaining(['6th choice', '10th choice', 'Rank more']));
  await play({ as: 'mod', select: '6th choice', values: ['Akira (1988)'] });
  const [third] = await play({ as: 'mod', click: 'Rank more' });
  expect(third?.controls).toEqual(expect.arrayContaining(['11th choice', '12th choice']));
  const [back] = await play({ as: 'mod', click: 'Back to the first five' });
  expect(back?.controls).toContain('1st choice');
  const cast = await told({ as: 'mod', click: 'Cast ballot' });
  expect(cast.split('\n').slice(1)).toEqual([
    expect.stringContaining(BALLERINA),
    expect.stringContaining(BURNING),
    expect.stringContaining('Akira (1988)'),
  ]);
  await play({ as: 'mod', click: 'Change my ballot' });
  for (const rank of ['1st', '2nd', '3rd']) await play({ as: 'mod', select: `${rank} choice`, values: [] });
  expect(await told({ as: 'mod', click: 'Cast ballot' })).toContain('it is empty');
});

test('a poll that is closed from two phones is closed and announced once', async () => {
  await club(3, FILMS.slice(0, 4));
  const before = stage.standing().length;
  await open();
  await vote('mod', [BURNING]);
  const phones = await stage.playTogether([1, 2].map(() => [{ as: 'host', type: '/poll close poll:1' }]));
  const answers = phones.flat().map(({ seen }) => textOf(seen));
  expect(answers.some((text) => text.includes('is closed and counted'))).toBe(true);
  expect(answers.some((text) => text.includes('is over already'))).toBe(true);
  await stage.idle();
  const results = stage
    .standing()
    .slice(before)
    .filter(({ text }) => text.includes('Friday Club, poll 1: the result'));
  expect(results).toHaveLength(1);
});

describe('two polls at once', () => {
  test('in one club are told apart by their numbers, or chosen from the list', async () => {
    await club(5, FILMS.slice(0, 4));
    expect(await told({ as: 'm1', type: '/poll status' })).toContain('has no poll yet');
    expect(await told({ as: 'ko', type: '/투표 현황' })).toContain('아직 투표가 없습니다');
    await open();
    for (const [as, film] of [
      ['m1', FILMS[5]],
      ['m2', FILMS[6]],
    ] as const)
      await must(stage, { as, type: `/nominate film:${film}` });
    expect(await open('method:single closes:24h')).toContain('Friday Club, poll 2: vote on 2 films');
    expect(await told({ as: 'm1', type: '/poll status' })).toContain('More than one poll is open: 1, 2');
    expect(await told({ as: 'ko', type: '/투표 현황' })).toContain('여럿입니다: 1, 2');
    expect(await told({ as: 'm1', type: '/poll status poll:1' })).toContain('vote on 4 films');
    expect(await told({ as: 'm1', type: '/poll status poll:7' })).toContain('There is no poll "7" in Friday Club');
    const offered = await play({ as: 'host', typing: '/poll close poll:2' });
    expect(offered[0]?.choices).toEqual(['Friday Club, poll 2 (open)']);
    expect(await told({ as: 'host', type: '/poll close poll:Friday Club, poll 2 (open)' })).toContain(
      'Poll 2 is closed',
    );
    expect(await told({ as: 'm1', type: '/poll status' })).toContain('poll 1: vote on 4 films');
    expect(await told({ as: 'm1', type: '/poll recount' })).toContain('poll 2: counted again');
  });

  test('in one server belong to their clubs, whichever is named', async () => {
    await club(3, FILMS.slice(0, 4));
    await must(stage, { as: 'm1', type: '/club create name:Horror zone:Asia/Seoul' });
    for (const film of ['Freaks (1932)', 'Frankenstein (1931)'])
      await must(stage, { as: 'm1', type: `/nominate film:${film} club:Horror` });
    await play({ as: 'host', type: '/poll open club:Friday Club' });
    await play({ as: 'm1', type: '/poll open method:ranked club:Horror' });
    expect(await told({ as: 'm1', type: '/poll status club:Horror' })).toContain('Horror, poll 1');
    expect(await told({ as: 'm1', type: '/poll status club:Friday Club' })).toContain('Friday Club, poll 1');
    await play({ as: 'm1', typing: '/poll close poll:' });
    expect(await told({ as: 'm1', type: '/poll close poll:Friday Club, poll 1 (open)' })).toContain('Only a host');
    await play({ as: 'm1', typing: '/poll status poll:' });
    expect(await told({ as: 'm1', type: '/poll status poll:Horror, poll 1 (open)' })).toContain('Horror, poll 1');
  });
});

describe('who counts', () => {
  test('with a quorum that is missed once there is more time, and missed again there is no result', async () => {
    await club(4, FILMS.slice(0, 4));
    expect(await open('closes:48h quorum:3')).toContain('It takes 3 ballots for a result');
    await vote('mod', [BURNING]);
    expect(await everybody({ advance: '48h' })).toContain('gets more time, once: only 1 has voted, and it takes 3');
    const card = stage.standing().findLast(({ text }) => text.includes('vote on 4 films'));
    expect(card?.text).toContain('It takes 3 ballots for a result; with fewer there is none.');
    const result = await everybody({ advance: '24h' });
    expect(result).toContain('No result: only 1 has voted, and it takes 3. The films stand again.');
    expect(result).not.toContain('more time');
    const again = await told({ as: 'm1', type: '/poll recount' });
    expect(again).toContain('It stands that nothing was decided');
    expect(again).toContain('No result: only 1 has voted, and it takes 3.');
    expect(again).not.toContain('Winner');
    expect(await told({ as: 'ko', type: '/투표 다시세기' })).toContain('결과가 나오지 않은 것은 그대로입니다');
    expect(await sql`select state from rounds`).toEqual([{ state: 'nominating' }]);
  });

  test('where a role votes, "of N" counts who holds it, and the poll says which', async () => {
    await club(5, FILMS.slice(0, 4));
    for (const give of ['mod', 'm1', 'm6']) await play({ role: 'voters', give });
    const opened = await open('closes:48h role:@voters');
    expect(opened).toContain('None of 2 have voted.');
    expect(opened).toContain('with the role @voters');
    expect(await told({ as: 'm2', click: 'Vote' })).toContain('Only members with the role');
    expect(await told({ as: 'm6', click: 'Vote' })).toContain('/club join');
    await vote('mod', [BURNING]);
    await play({ role: 'voters', give: 'm2' });
    await vote('m2', [BURNING]);
    expect(await told({ as: 'm1', type: '/poll status' })).toContain('2 of 3 have voted.');
  });

  test('where those vote who come, nobody else does, and the first of them does not bring the host a note', async () => {
    await club(4, FILMS.slice(0, 4));
    await open('closes:48h coming:true');
    expect(await told({ as: 'ko', click: 'Vote' })).toContain('먼저 투표 글에서 "갈게요"를 눌러');
    expect(await told({ as: 'mod', click: "I'm coming" })).toContain('you may vote');
    const { seen } = await must(stage, { as: 'mod', click: 'Vote' });
    expect(textOf(seen)).toContain('Your ballot');
    expect(textOf(await play({ as: 'mod', click: 'Cast ballot' }))).not.toContain('All who may vote');
    expect(await told({ as: 'mod', type: '/poll status' })).toContain('1 of 1 has voted.');
  });

  test('when all have voted the host is asked once, privately, and nothing closes by itself', async () => {
    await club(2, FILMS.slice(0, 4));
    await open();
    await vote('mod', [BURNING]);
    await play({ as: 'host', click: 'Vote' });
    const seen = await play({ as: 'host', click: 'Cast ballot' });
    const notes = seen.filter(({ channel }) => channel === '@host');
    expect(notes).toMatchObject([{ visibleTo: ['host'], controls: ['Go to the vote'] }]);
    expect(notes[0]?.text).toContain('All who may vote in Friday Club, poll 1 have voted');
    await play({ as: 'host', click: 'Change my ballot' });
    expect(textOf(await play({ as: 'host', click: 'Cast ballot' }))).not.toContain('All who may vote');
    expect(await sql`select state from polls`).toEqual([{ state: 'open' }]);
  });
});

describe('a reminder', () => {
  test('comes once, privately to who asked for it and quietly to a role, and to nobody who has voted', async () => {
    await club(5, FILMS.slice(0, 4));
    await play({ role: 'fans', give: 'm1', mentionable: true });
    await play({ as: 'host', type: '/club settings remind-role:@fans' });
    await open();
    expect(await told({ as: 'mod', click: 'Remind me' })).toContain('you get a private note if you have not voted');
    expect(await told({ as: 'ko', click: 'Remind me' })).toContain('개인 메시지로 알려 드립니다');
    expect(await told({ as: 'm1', click: 'Remind me' })).toContain('you get a private note');
    expect(await told({ as: 'm1', click: 'Remind me' })).toContain('no more private notes');
    await play({ as: 'mod', dms: false });
    await vote('ko', [BURNING]);
    const seen = await play({ advance: '36h' });
    const reminders = seen.filter(({ text }) => text.includes('closes <t:') && !text.includes('vote on'));
    expect(reminders.map(({ channel }) => channel)).toEqual(['#film-club']);
    expect(reminders[0]?.text).toMatch(/^@fans Friday Club, poll 1 closes/);
    await play({ as: 'mod', dms: true });
    expect(textOf(await play({ advance: '11h' }))).not.toContain('Have you voted');
  });
});

test('a private note speaks the language of who gets it, the posts of the club that of the club', async () => {
  await club(3, FILMS.slice(0, 4));
  await open();
  await play({ as: 'ko', click: 'Remind me' });
  const seen = await play({ advance: '36h' });
  const note = seen.find(({ channel }) => channel === '@ko');
  expect(note?.text).toContain('아직 투표하지 않으셨습니다');
  expect(textOf(await play({ as: 'host', type: '/poll close' }))).toContain('poll 1: the result');
});

describe('after the close', () => {
  test('anybody counts again and gets the ballots without names; who voted for what is shown where the club says so', async () => {
    await club(4, FILMS.slice(0, 4));
    await play({ as: 'host', type: '/club settings names:true' });
    await open();
    await vote('mod', [BURNING, BALLERINA]);
    await vote('ko', []);
    const result = await everybody({ as: 'host', type: '/poll close' });
    expect(result).toContain('Who voted for what:');
    expect(result).toContain('@mod: ');
    expect(result).toContain('@ko: an empty ballot');
    expect(await told({ as: 'm7', click: 'Count again' })).toContain('The result stands');
    const [file] = await play({ as: 'm7', click: 'Ballots without names' });
    expect(file).toMatchObject({ visibleTo: ['m7'] });
    expect(file?.text).toContain('poll-1-ballots.csv');
  });

  test('a poll that was opened secret stays so, and one that will name its voters says so before anybody votes', async () => {
    await club(3, FILMS.slice(0, 4));
    const secret = await open();
    expect(secret).not.toContain('who voted for what');
    await vote('mod', [BURNING]);
    await play({ as: 'host', type: '/club settings names:true' });
    expect(await everybody({ as: 'host', type: '/poll close' })).not.toContain('Who voted for what');
    expect(await open()).toContain('After the close the result names who voted for what.');
    expect(await told({ as: 'mod', click: 'Vote' })).toContain('the result names who voted for what');
    expect(await told({ as: 'ko', type: '/투표 현황' })).toContain('누가 무엇을 골랐는지 이름과 함께');
    await play({ as: 'host', type: '/club settings names:false' });
    await vote('mod', [BALLERINA]);
    expect(await everybody({ as: 'host', type: '/poll close' })).toContain('Who voted for what:');
  });

  test("the result is in the club's language, and whoever asks is answered in their own", async () => {
    await club(3, FILMS.slice(0, 4));
    expect(await told({ as: 'host', type: '/club settings language:한국어' })).toContain('language: 한국어');
    const opened = await open();
    expect(opened).toContain('Friday Club, 1번 투표: 영화 4편 중에서 고르세요');
    expect(opened).toContain('3명 중 아직 아무도 투표하지 않았습니다.');
    await play({ as: 'mod', click: '투표하기' });
    await play({ as: 'mod', select: "Films you'd watch", values: [BURNING] });
    await play({ as: 'mod', click: 'Cast ballot' });
    expect(await everybody({ as: 'host', type: '/poll close' })).toContain('1번 투표 결과: Burning (2018)');
    expect(await told({ as: 'mod', type: '/poll status' })).toContain('Chosen: Burning (2018).');
  });
});
