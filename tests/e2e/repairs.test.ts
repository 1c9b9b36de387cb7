import { expect, test } from 'vitest';
import { evenings, textOf } from '../support/evening.ts';

const { club, database, play, told, everybody } = await evenings();

test('a moderator moves what was said of the wrong film, sees what that is before, and undoes it later', async () => {
  await club(4, ['Burning (2018)']);
  await play({ as: 'm1', type: '/review film:Burning (2018)' });
  await play({ as: 'm1', submit: { Rating: '4½', 'Behind the curtain': 'The cat.' } });
  const merge = { as: 'mod', type: '/repair move film:Burning (2018) into:Oldboy (2003)' };
  expect(await told({ ...merge, as: 'm1' })).toBe('Only moderators of this server can repair films.');
  const ask = await told(merge);
  expect(ask).toContain('Move all that was said of Burning (2018) to Oldboy (2003)?');
  expect(ask).toContain('This moves: 1 rating, 1 review, 1 member who has seen it, 1 nomination with its ballots.');
  expect(await told({ as: 'mod', click: 'Move' })).toContain(
    'All that was said of Burning (2018) is now said of Oldboy',
  );
  expect(await told({ as: 'm1', type: '/reviews show film:Oldboy (2003)' })).toContain('4½ stars');
  expect(await told({ as: 'm1', type: '/nominations' })).toContain('Oldboy (2003)');
  expect(await told({ as: 'mod', type: '/repair list' })).toContain('is now said of Oldboy (2003). · @mod');
  const undone = await told({ as: 'mod', select: 'Undo one of them', values: ['Burning (2018) → Oldboy (2003)'] });
  expect(undone).toContain('Undone: Burning (2018) and Oldboy (2003) are as they were before.');
  expect(await told({ as: 'm1', type: '/reviews show film:Burning (2018)' })).toContain('4½ stars');
  expect(await told({ as: 'm1', type: '/nominations' })).toContain('Burning (2018)');
});

test('a fact is corrected in a form for one server; there the card says it, elsewhere not', async () => {
  await club(3, []);
  const at = (guild: 'one' | 'two', film: string) => everybody({ as: 'mod', guild, type: `/film title:${film}` });
  await play({ as: 'mod', type: '/repair correct film:Burning (2018)' });
  const made = await told({ as: 'mod', submit: { Title: 'Barn Burning', Year: '2017', 'Length in minutes': '150' } });
  expect(made).toContain('Burning (2018) is corrected here: Barn Burning (2017).');
  expect(made).toContain('Title: Burning → Barn Burning\n• Year: 2018 → 2017\n• Length in minutes: 148 → 150');
  expect(await told({ as: 'mod', type: '/repair list' })).toContain(
    'Title: Burning → Barn Burning, Year: 2018 → 2017, Length',
  );
  const card = await at('one', 'Burning (2018)');
  expect(card).toContain('Barn Burning');
  expect(card).toContain('2017');
  expect(card).toContain('150 min');
  expect(await at('two', 'Burning (2018)')).not.toContain('Barn');
  await play({ as: 'mod', type: '/repair correct film:Barn Burning' });
  expect(await told({ as: 'mod', submit: { Year: '1500' } })).toBe('A year is a number from 1870 to 2100.');
});

test('the buttons of a card that was posted before go on with the film that stands for its film now', async () => {
  await club(5, []);
  await play({ as: 'm1', type: '/review film:Burning (2018)' });
  await play({ as: 'm1', submit: { Rating: '4', 'Behind the curtain': 'The cat.' } });
  await play({ as: 'm2', type: '/film title:Burning (2018)' });
  await play({ as: 'mod', type: '/repair correct film:Burning (2018)' });
  await play({ as: 'mod', submit: { Year: '2017' } });
  const press = (click: string) => told({ as: 'm2', click });
  expect(await press('Our club')).toContain('1 member here has rated it');
  expect(await press("I've seen it")).toContain('Burning (2017)');
  expect(await told({ as: 'm2', select: 'Your rating', values: ['3 stars'] })).toContain('Burning (2017)');
  await press('Nominate');
  expect(textOf(await play({ as: 'm2', submit: {} }))).toContain('Burning (2017)');
  expect(await press('Discuss')).toContain('Burning (2017)');
  expect(await told({ as: 'm2', type: '/reviews show film:Burning (2017)' })).toContain('3 stars');
  const [films] = await database.sql`select count(distinct film_id)::int as rated from ratings`;
  expect(films?.rated).toBe(1);
});

test('in Korean, two entries are merged, and the one that goes is not found any more', async () => {
  await club(3, []);
  await play({ role: 'helpers', give: 'ko' });
  const asked = await told({ as: 'ko', type: '/바로잡기 합치기 영화:Burning (2018) 남길쪽:Oldboy (2003)' });
  expect(asked).toBe('이 서버의 관리자만 영화를 바로잡을 수 있습니다.');
  await told({ as: 'mod', type: '/repair merge film:Burning (2018) into:Oldboy (2003)' });
  expect(await told({ as: 'mod', click: 'Merge' })).toContain('are one film here');
  const typing = await play({ as: 'ko', typing: '/film title:Burning (2018)' });
  expect(typing.flatMap(({ choices }) => choices).join()).not.toContain('Burning (2018)');
});
