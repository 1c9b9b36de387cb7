import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StepResult } from '../../src/rehearsal/player/result.ts';
import type { Step } from '../../src/rehearsal/script.ts';
import { onlySeen, openHouseOnStage } from '../support/house.ts';

const { stage } = await openHouseOnStage();

afterEach(() => {
  // Whatever a test did, Discord took every body and nothing pinged anybody who should not be.
  expect(stage.violations).toEqual([]);
});

/** Does a step and gives the one thing it delivered. */
async function see(step: Step): Promise<StepResult['seen'][number]> {
  return onlySeen(await stage.play(step));
}

async function done(step: Step): Promise<StepResult> {
  const result = await stage.play(step);
  expect(result.error).toBeNull();
  return result;
}

async function join(guild: 'one' | 'two', club: string, ...names: string[]): Promise<void> {
  for (const as of names) await done({ as, guild, type: `/club join name:${club}` });
}

const alone = (name: string) => ({ ephemeral: true, visibleTo: [name] });
const everybody = { kind: 'message', ephemeral: false, visibleTo: 'everyone', notification: '' };

beforeAll(async () => {
  await done({ as: 'host', type: '/club create name:Friday Club zone:Europe/Berlin' });
  await done({ as: 'host', type: '/club settings nominations:2 veto:true' });
  await join('one', 'Friday Club', 'm1', 'm2', 'm3', 'ko');
});

describe('/nominate', () => {
  test('shows everybody the film, the pitch as it was typed, what is between bars hidden, and who wants it, and pings nobody', async () => {
    const pitch = '**Best** ||twist|| @everyone <@1> \u202eleft https://x.org `x` # now';
    const seen = await see({ as: 'm1', type: `/nominate film:Oldboy (2003) pitch:${pitch}` });
    expect(seen).toMatchObject(everybody);
    expect(seen.text).toContain('@m1 puts Oldboy (2003) forward');
    expect(seen.text).toMatch(/\*\*Best\*\* .*@everyone <@1> left https:\/\/x.org `x` # now/);
    expect(seen.text).toContain('1 film is nominated now.');
    expect(seen.text).not.toContain('twist');
    expect(seen.revealed).toContain('twist');
    const second = await see({ as: 'm2', type: '/nominate film:Oldboy (2003)' });
    expect(second.text).toContain('Wanted by @m1, @m2');
    expect(second.text).toContain('1 film is nominated now.');
  });

  test('has a word with its writer alone about a pitch that tells too much', async () => {
    const pitch = 'The killer is his own father, who dies.';
    const { seen } = await done({ as: 'm2', type: `/nominate film:Oldboy (2003) pitch:${pitch}` });
    expect(seen).toMatchObject([everybody, alone('m2')]);
    expect(seen[1]?.text).toContain('A word between us');
    await done({ as: 'm2', type: '/nominate film:Oldboy (2003) pitch:Quiet and tense.' });
    const hidden = await see({ as: 'm2', type: `/nominate film:Oldboy (2003) pitch:Look. ||${pitch}||` });
    expect(hidden).toMatchObject(everybody);
  });

  test('works in Korean, by the Korean names of the command too', async () => {
    const seen = await see({ as: 'ko', type: '/추천 영화:버닝 한마디:조용하고 무섭다' });
    expect(seen).toMatchObject(everybody);
    expect(seen.text).toContain('@ko 님의 추천: Burning (2018)');
    expect(seen.text).toContain('조용하고 무섭다');
    expect((await see({ as: 'ko', type: '/추천 영화:qwxzv kjhqz' })).text).toContain(
      '이런 제목의 영화를 찾지 못했습니다',
    );
  });

  test('asks the person alone which film unsure words mean, and goes on with the pitch', async () => {
    const typed = { as: 'm3', type: '/nominate film:burn boy pitch:Trust me' };
    const result = await done(typed);
    const asked = result.seen.find(({ kind }) => kind === 'message');
    expect(asked).toMatchObject(alone('m3'));
    const film = 'The Boy and the Heron (2023)';
    expect(asked?.controls).toContain(film);
    const shown = await see({ as: 'm3', on: asked?.id ?? '', select: 'Which film did you mean?', values: [film] });
    expect(shown).toMatchObject(everybody);
    expect(shown.text).toContain(`@m3 puts ${film} forward`);
    expect(shown.text).toContain('Trust me');
    const again = await done({ as: 'm3', on: asked?.id ?? '', select: 'Which film did you mean?', values: [film] });
    expect(again.seen.at(-1)).toMatchObject(alone('m3'));
    expect(again.seen.at(-1)?.text).toContain('This question is answered already');
  });

  test.each([
    [
      'a pitch of 301 characters',
      `/nominate film:Oldboy (2003) pitch:${'x'.repeat(301)}`,
      'at most 300 characters, and yours has 301',
    ],
    ['a pitch of 4,000 characters', `/nominate film:Oldboy (2003) pitch:${'x'.repeat(4_000)}`, 'yours has 4000'],
    ['a film that nobody knows', '/nominate film:qwxzv kjhqz', 'No film here is called'],
    ['a title of nothing', '/nominate film:\u200b', 'Please type a title'],
    ['a club that is not here', '/nominate film:Oldboy (2003) club:Nowhere', 'No club here is called "Nowhere"'],
  ])('%s: the person alone is told', async (_, type, words) => {
    const result = await done({ as: 'm1', type });
    const told = result.seen.filter(({ kind }) => kind === 'message');
    expect(told).toMatchObject([alone('m1')]);
    expect(told[0]?.text).toContain(words);
  });

  test('offers whoever is no member to join', async () => {
    const result = await done({ as: 'm9', type: '/nominate film:Oldboy (2003)' });
    const told = result.seen.find(({ kind }) => kind === 'message');
    expect(told).toMatchObject({ ...alone('m9'), controls: ['Join Friday Club'] });
    await done({ as: 'm9', click: 'Join Friday Club' });
    expect((await see({ as: 'm9', type: '/nominate film:Oldboy (2003)' })).text).toContain(
      '@m9 puts Oldboy (2003) forward',
    );
    await done({ as: 'm9', type: '/club leave' });
    expect((await see({ as: 'm1', type: '/nominations' })).text).toContain('@m9');
  });
});

describe('the button on a card', () => {
  test('opens a form; over the limit the film goes to the watchlist, and from there it can be put forward', async () => {
    const card = await see({ as: 'm1', type: '/film title:Parasite (2019)' });
    expect(await see({ as: 'm1', on: card.id, click: 'Nominate' })).toMatchObject({ kind: 'modal' });
    expect(await see({ as: 'm1', submit: { Pitch: 'Stairs' } })).toMatchObject(everybody);
    const more = await see({ as: 'm1', type: '/film title:Memories of Murder (2003)' });
    await see({ as: 'm1', on: more.id, click: 'Nominate' });
    const full = (await done({ as: 'm1', submit: {} })).seen.find(({ kind }) => kind === 'message');
    expect(full).toMatchObject(alone('m1'));
    expect(full?.text).toContain('You have put 2 films forward in this round');
    const kept = await see({ as: 'm1', click: 'Keep it on my watchlist' });
    expect(kept).toMatchObject({ kind: 'edit', controls: ['Take it off again'] });
    const list = await see({ as: 'm1', type: '/nominations' });
    await see({ as: 'm1', on: list.id, select: 'Choose a film', values: ['Parasite (2019)'] });
    expect((await see({ as: 'm1', click: 'Withdraw' })).text).toContain('Withdrawn: Parasite (2019)');
    const back = await see({ as: 'm1', click: 'Back to the list' });
    expect(back.controls).toContain('From my watchlist');
    await see({ as: 'm1', select: 'From my watchlist', values: ['Memories of Murder (2003)'] });
    expect(await see({ as: 'm1', submit: { Pitch: 'Rain' } })).toMatchObject(everybody);
    expect((await see({ as: 'm1', type: '/nominations' })).controls).not.toContain('From my watchlist');
  });

  test('keeps a film for later without putting it forward', async () => {
    const card = await see({ as: 'm2', type: '/film title:Parasite (2019)' });
    await see({ as: 'm2', on: card.id, click: 'Nominate' });
    const result = await done({ as: 'm2', submit: { 'When?': 'Later: keep it on my watchlist' } });
    expect(result.seen.find(({ kind }) => kind === 'message')).toMatchObject(alone('m2'));
    expect((await see({ as: 'm2', click: 'Take it off again' })).text).toContain('not on your watchlist any more');
  });
});

describe('/nominations', () => {
  test('is for the person alone; a film that is withdrawn on two phones is withdrawn once', async () => {
    await see({ as: 'm3', type: '/nominate film:Ballerina (2025)' });
    const phones = [await see({ as: 'm3', type: '/nominations' }), await see({ as: 'm3', type: '/nominations' })];
    expect(phones).toMatchObject([alone('m3'), alone('m3')]);
    for (const { id } of phones) await see({ as: 'm3', on: id, select: 'Choose a film', values: ['Ballerina (2025)'] });
    expect((await see({ as: 'm3', on: phones[0]?.id ?? '', click: 'Withdraw' })).text).toContain('Withdrawn');
    const second = await done({ as: 'm3', on: phones[1]?.id ?? '', click: 'Withdraw' });
    expect(second.seen.at(-1)).toMatchObject(alone('m3'));
    expect(second.seen.at(-1)?.text).toContain('Ballerina (2025) does not stand in this round any more.');
  });

  test('lets a member strike one film a round, see it struck, and take that back', async () => {
    await see({ as: 'm3', type: '/nominations' });
    await see({ as: 'm3', select: 'Choose a film', values: ['Burning (2018)'] });
    expect((await see({ as: 'm3', click: 'Veto' })).text).toContain('That was your one veto');
    const again = await done({ as: 'ko', type: '/추천 영화:버닝' });
    expect(again.seen.at(-1)?.text).toContain('한 회원이 이번 회차에서 거부했습니다');
    expect((await see({ as: 'm2', type: '/nominations' })).text).toContain('Struck by a veto: Burning (2018)');
    await see({ as: 'm3', click: 'Take it back' });
    expect((await see({ as: 'm2', type: '/nominations' })).text).not.toContain('Struck');
  });

  test('lets a host remove a pitch and a film; a member is offered neither', async () => {
    await see({ as: 'm2', type: '/nominations' });
    const member = await see({ as: 'm2', select: 'Choose a film', values: ['Burning (2018)'] });
    expect(member.controls).toEqual(['Veto', 'Back to the list']);
    await see({ as: 'host', type: '/nominations' });
    const host = await see({ as: 'host', select: 'Choose a film', values: ['Burning (2018)'] });
    expect(host.controls).toEqual(expect.arrayContaining(['Remove a pitch', 'Remove', 'Wrong film']));
    await see({ as: 'host', select: 'Remove a pitch', values: ['조용하고 무섭다'] });
    await see({ as: 'host', click: 'Back to the list' });
    const bare = await see({ as: 'host', select: 'Choose a film', values: ['Burning (2018)'] });
    expect(bare.text).not.toContain('조용하고');
    await see({ as: 'host', click: 'Remove' });
    expect((await done({ as: 'ko', type: '/추천 영화:버닝' })).seen.at(-1)?.text).toContain('이번 회차에서 뺐습니다');
    await see({ as: 'host', click: 'Take it back' });
  });

  test('offers nothing of the kind on another server, where another club is', async () => {
    await done({ as: 'm5', guild: 'two', type: '/club create name:Other zone:Asia/Seoul' });
    const there = await see({ as: 'm1', guild: 'two', type: '/nominations' });
    expect(there.text).toContain('Other, round 1: no film is nominated yet');
    expect(there.text).not.toContain('Oldboy');
  });
});

describe('while a vote is under way', () => {
  test('a wrong match is mended under it, nothing on it can be withdrawn, and new films stand for the next', async () => {
    await done({ as: 'host', type: '/poll open method:approval closes:700h' });
    const withdrawn = await done({ as: 'm2', type: '/nominations' });
    expect(withdrawn.seen.at(-1)?.text).toContain('The vote on these is under way.');
    expect((await see({ as: 'm2', select: 'Choose a film', values: ['Oldboy (2003)'] })).controls).toEqual([
      'Back to the list',
    ]);
    await see({ as: 'mod', type: '/nominations' });
    await see({ as: 'mod', select: 'Choose a film', values: ['Oldboy (2003)'] });
    await see({ as: 'mod', click: 'Wrong film' });
    await see({ as: 'mod', click: 'Search for it' });
    await see({ as: 'mod', submit: { Title: 'Parasite 1982' } });
    const mended = await done({ as: 'mod', select: 'The right film', values: ['Parasite (1982)'] });
    expect(mended.seen.map(({ text }) => text).join('\n')).toContain(
      'Oldboy (2003) was the wrong film: it is Parasite (1982)',
    );
    await done({ advance: '2s' });
    const channel = (await done({ as: 'm2', look: 'film-club' })).seen;
    const poll = channel.findLast(({ controls }) => controls.includes('Vote'));
    expect(poll?.text).toContain('Parasite (1982)');
    expect(poll?.text).not.toContain('Oldboy');
    const next = await see({ as: 'm2', type: '/nominate film:Oldboy (2013)' });
    expect(next.text).toContain('A vote is under way, so this stands for round 2.');
    const list = await see({ as: 'm2', type: '/nominations' });
    expect(list.controls).toContain('On the ballot now (round 1)');
    expect((await see({ as: 'm2', click: 'On the ballot now (round 1)' })).text).toContain('Parasite (1982)');
  });
});

describe('a club that takes turns', () => {
  const in2 = (step: Step): Step => ({ ...step, guild: 'two' });
  const posted = async (words: string) =>
    (await done(in2({ as: 'm6', look: 'film-club' }))).seen.filter(({ text }) => text.includes(words));

  test('tells whose turn it is, until when, and that it was missed; then everybody may', async () => {
    await done(in2({ as: 'm5', type: '/club settings rotation:true picker-hours:24 films:2' }));
    await join('two', 'Other', 'm6', 'm7');
    for (const film of ['Oldboy (2003)', 'Burning (2018)'])
      await see(in2({ as: 'm5', type: `/nominate film:${film}` }));
    await done(in2({ as: 'm5', type: '/poll open method:approval closes:90h' }));
    const refused = await done(in2({ as: 'm6', type: '/nominate film:Parasite (2019)' }));
    const told = refused.seen.find(({ ephemeral }) => ephemeral);
    expect(told).toMatchObject(alone('m6'));
    expect(told?.text).toContain("It is @m5's turn to put films forward, until");
    const [turn] = await posted("it is @m5's turn to put films forward");
    expect(turn?.notification).toContain("'s turn to put films forward");
    await done({ advance: '23h' });
    expect(await posted('@m5 has put nothing forward this time')).toHaveLength(0);
    await done({ advance: '1h' });
    expect(await posted('@m5 has put nothing forward this time')).toHaveLength(1);
    expect(await see(in2({ as: 'm6', type: '/nominate film:Parasite (2019)' }))).toMatchObject(everybody);
    await see(in2({ as: 'm7', type: '/nominate film:Ballerina (2023)' }));
  });

  test('gives a missed turn once more; one that ends while the bot is away ends when it is back, once', async () => {
    await done(in2({ as: 'm5', type: '/poll open method:approval closes:90h' }));
    await done(in2({ as: 'm6', type: '/nominate film:Memories of Murder (2003)' }));
    expect(await posted("it is @m5's turn to put films forward")).toHaveLength(2);
    expect((await see(in2({ as: 'm6', type: '/nominations' }))).controls).not.toContain(
      'Let everybody put films forward',
    );
    await done({ kill: true });
    await done({ advance: '30h' });
    await done({ start: true });
    await done({ advance: '1s' });
    expect(await posted('@m5 has put nothing forward this time')).toHaveLength(2);
  });

  test('lets its host end the turn of another', async () => {
    for (const film of ['Parasite (1982)', 'Oldboy (2013)'])
      await see(in2({ as: 'm7', type: `/nominate film:${film}` }));
    await done(in2({ as: 'm5', type: '/poll open method:approval closes:90h' }));
    const list = await done(in2({ as: 'm5', type: '/nominate film:Dune (2021)' }));
    expect(list.seen.find(({ ephemeral }) => ephemeral)?.text).toContain("It is @m6's turn");
    await see(in2({ as: 'm5', type: '/nominations' }));
    expect(
      (await done(in2({ as: 'm5', click: 'Let everybody put films forward' }))).seen.map(({ text }) => text),
    ).toEqual(expect.arrayContaining(['Everybody may put films forward now.']));
    expect(await see(in2({ as: 'm7', type: '/nominate film:Dune (2021)' }))).toMatchObject(everybody);
  });
});
