import { afterEach, describe, expect, test } from 'vitest';
import { onlySeen, openHouseOnStage } from '../support/house.ts';

const { stage, database } = await openHouseOnStage();

afterEach(() => {
  // Whatever a test did, Discord took every body and nothing could ping anybody.
  expect(stage.violations).toEqual([]);
});

describe('the card', () => {
  test('everybody sees the film asked for, its namesakes with their years, and no notification text', async () => {
    const seen = onlySeen(await stage.play({ as: 'm1', type: '/film title:Ballerina (2023)' }));
    expect(seen).toMatchObject({ kind: 'message', ephemeral: false, visibleTo: 'everyone', notification: '' });
    expect(seen.text).toContain('Ballerina · 발레리나 · 2023');
    expect(seen.text).toContain('South Korea · 93 min');
    expect(seen.text).toMatch(/Not this one\? Ballerina .*2025 · .*2006/);
    expect(seen.controls).toEqual(expect.arrayContaining(['Our club', "I've seen it", 'Ballerina (2025)']));
  });

  test('a Korean client gets it in Korean, under the Korean name of the command too', async () => {
    for (const type of ['/film title:발레리나 2023', '/영화 제목:발레리나 2023']) {
      const seen = onlySeen(await stage.play({ as: 'ko', type }));
      expect(seen.text).toContain('대한민국 · 93분');
      expect(seen.text).toContain('친구');
      expect(seen.controls).toContain('우리 클럽');
    }
  });

  test('films near it are told to the person alone, with the reason, and open a card', async () => {
    await stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' });
    const near = onlySeen(await stage.play({ as: 'm3', click: 'More like this' }));
    expect(near).toMatchObject({ ephemeral: true, visibleTo: ['m3'] });
    expect(near.text).toContain('More like Oldboy (2003)');
    expect(near.text).toMatch(/The Handmaiden \(2016\) · also by Park Chan-wook/);
    const [, film = ''] = near.controls;
    expect(onlySeen(await stage.play({ as: 'm3', select: 'Open a film', values: [film] })).text).toContain('Critics');
    const korean = onlySeen(await stage.play({ as: 'ko', click: '비슷한 영화' }));
    expect(korean.text).toContain('같은 감독: 이충현');
  });

  test('whoever asked turns the card to a namesake; anybody else gets a card of their own', async () => {
    const card = onlySeen(await stage.play({ as: 'm1', type: '/film title:Ballerina (2023)' }));
    const other = onlySeen(
      await stage.play({ as: 'm2', on: card.id, select: 'Another film of this name', values: ['Ballerina (2006)'] }),
    );
    expect(other).toMatchObject({ kind: 'message', ephemeral: true, visibleTo: ['m2'] });
    const own = onlySeen(
      await stage.play({ as: 'm1', on: card.id, select: 'Another film of this name', values: ['Ballerina (2025)'] }),
    );
    expect(own).toMatchObject({ kind: 'edit', id: card.id, visibleTo: 'everyone' });
    expect(own.text).toContain('Len Wiseman');
  });

  test('a misspelling finds the film, and choices while typing tell namesakes apart', async () => {
    expect(onlySeen(await stage.play({ as: 'm1', type: '/film balerina 2023' })).text).toContain('발레리나');
    const typing = onlySeen(await stage.play({ as: 'm1', typing: '/film title:balle' }));
    expect(typing.kind).toBe('autocomplete');
    expect(typing.choices.filter((choice) => choice.startsWith('Ballerina'))).toEqual(
      expect.arrayContaining([expect.stringContaining('Len Wiseman'), expect.stringContaining('Lee Chung-hyun')]),
    );
    expect(new Set(typing.choices).size).toBe(typing.choices.length);
  });
});

describe('what a member says of a film', () => {
  test('"I\'ve seen it" and a rating are noted privately, "Our club" tells them privately, and they can be taken back', async () => {
    const card = onlySeen(await stage.play({ as: 'm3', type: '/film title:Oldboy (2003)' }));
    const noted = onlySeen(await stage.play({ as: 'm3', on: card.id, click: "I've seen it" }));
    expect(noted).toMatchObject({ ephemeral: true, visibleTo: ['m3'] });
    const rated = onlySeen(await stage.play({ as: 'm3', select: 'Your rating', values: ['4½ stars'] }));
    expect(rated).toMatchObject({ kind: 'edit', visibleTo: ['m3'] });
    expect(rated.text).toContain('4.5 of 5');
    const club = onlySeen(await stage.play({ as: 'm4', on: card.id, click: 'Our club' }));
    expect(club).toMatchObject({ ephemeral: true, visibleTo: ['m4'] });
    expect(club.text).toContain('1 member here has rated it');
    expect(club.text).not.toContain('4.5');
    await stage.play({ as: 'm4', on: club.id, click: "I've seen it" });
    const told = onlySeen(await stage.play({ as: 'm4', on: card.id, click: 'Our club' }));
    expect(told.text).toContain('Rated 4.5 of 5 by 1 person');
    expect((await stage.play({ as: 'm3', click: 'I have not seen it after all' })).error).toBeNull();
    expect(onlySeen(await stage.play({ as: 'm4', on: card.id, click: 'Our club' })).text).toContain(
      'Nobody here has rated it',
    );
  });

  test('another server sees nothing of it', async () => {
    const here = onlySeen(await stage.play({ as: 'm1', type: '/film title:Burning (2018)' }));
    await stage.play({ as: 'm1', on: here.id, click: "I've seen it" });
    const there = onlySeen(await stage.play({ as: 'm1', guild: 'two', type: '/film title:Burning (2018)' }));
    expect(onlySeen(await stage.play({ as: 'm1', guild: 'two', on: there.id, click: 'Our club' })).text).toContain(
      'Nobody here has said yet',
    );
  });

  test('a button works after the bot was killed and started again', async () => {
    const card = onlySeen(await stage.play({ as: 'm5', type: '/film title:Burning (2018)' }));
    await stage.play({ kill: true });
    expect((await stage.play({ start: true })).error).toBeNull();
    expect(onlySeen(await stage.play({ as: 'm5', on: card.id, click: "I've seen it" })).text).toContain('Burning');
  });
});

describe('bad input gets a clear answer and changes nothing', () => {
  const texts = [
    'x'.repeat(6_000),
    '🎬'.repeat(3_000),
    '🎬',
    'مرحبا بالعالم',
    `%_'"\\`,
    '||',
    '||secret||',
    '@everyone',
    '<@123456789012345678>',
    '***',
    '`',
    '...',
    '\u200b\u200b',
    'qwxzv kjhqz',
  ];

  test.each(texts)('%#: a title that names no film', async (title) => {
    const before = await counts();
    const result = await stage.play({ as: 'm1', type: `/film title:${title}` });
    expect(result).toMatchObject({ error: null, refused: [] });
    for (const seen of result.seen.filter(({ kind }) => kind === 'message')) {
      expect(seen).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
      expect(seen.text).toMatch(/No film here|type a title/);
    }
    expect(result.seen.some(({ visibleTo, kind }) => visibleTo === 'everyone' && kind !== 'delete')).toBe(false);
    expect(await counts()).toEqual(before);
  });

  test.each(texts)('%#: the same while typing offers nothing that breaks', async (title) => {
    const result = await stage.play({ as: 'm1', typing: `/film title:${title}` });
    expect(result).toMatchObject({ error: null, refused: [] });
  });
});

describe('when Discord fails', () => {
  test.each(['429', '500'] as const)('%s once: the answer still comes', async (fault) => {
    await stage.play({ fault, times: 1 });
    const result = await stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' });
    await stage.play({ fault: 'none' });
    expect(result.seen.at(-1)?.text).toContain('Oldboy');
  });

  test('an acknowledgement whose answer is lost on the way loses nothing: the work is done', async () => {
    const card = onlySeen(await stage.play({ as: 'm6', type: '/film title:Oldboy (2003)' }));
    await stage.play({ as: 'm6', on: card.id, click: "I've seen it" });
    await stage.play({ fault: 'lost', times: 1 });
    await stage.play({ as: 'm6', select: 'Your rating', values: ['4 stars'] });
    await stage.play({ fault: 'none' });
    expect(onlySeen(await stage.play({ as: 'm6', on: card.id, click: 'Our club' })).text).toContain(
      'You gave it 4 of 5',
    );
    await stage.play({ fault: 'lost', times: 1 });
    expect((await stage.play({ as: 'm6', type: '/film title:Oldboy (2003)' })).seen.at(-1)?.text).toContain('Oldboy');
    await stage.play({ fault: 'none' });
  });

  test('an interaction that is over is let go, and the bot goes on', async () => {
    await stage.play({ fault: '10062', times: 1 });
    await stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' });
    await stage.play({ fault: 'none' });
    expect(onlySeen(await stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' })).text).toContain('Oldboy');
  });

  test('an event delivered twice is answered once', async () => {
    await stage.play({ fault: 'duplicate', times: 1 });
    const result = await stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' });
    await stage.play({ fault: 'none' });
    expect(result.seen).toHaveLength(1);
  });
});

test('an orderly end lets what is under way finish and leaves with exit code 0', async () => {
  expect((await stage.play({ stop: true })).error).toBeNull();
  expect((await stage.play({ start: true })).error).toBeNull();
});

/** How many rows there are of all that members say. */
async function counts(): Promise<unknown> {
  const [row] =
    await database.sql`select (select count(*)::int from films) as films, (select count(*)::int from seen_marks) as seen, (select count(*)::int from ratings) as ratings, (select count(*)::int from guild_films) as known`;
  return row;
}
