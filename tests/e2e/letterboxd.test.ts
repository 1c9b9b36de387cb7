import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exportZip, FILES } from '../features/letterboxd/export.ts';
import { zip as packed } from '../features/letterboxd/zip.ts';
import { evenings } from '../support/evening.ts';

const folder = mkdtempSync(join(tmpdir(), 'letterboxd-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, data: string | Buffer) => {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
};

const { club, play, told, everybody, stage } = await evenings();
const zip = file('letterboxd-m1.zip', exportZip());

test('a member uploads the export, sees what it comes to, saves it and takes it back; nobody else hears of it', async () => {
  await club(4, []);
  const step = { as: 'm1', type: `/import letterboxd file:${zip}` };
  const seen = await play(step);
  expect(seen).toHaveLength(1);
  const [preview] = seen;
  expect(preview).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
  expect(preview?.text).toContain('Your Letterboxd export: 9 films');
  expect(preview?.text).toContain('8 are found for certain · none is unclear · 1 is unknown here');
  expect(preview?.text).toContain('Unknown here and left out: Nowhere Film (1931)');
  expect(preview?.text).toContain('Nothing is saved yet.');
  expect(preview?.controls).toEqual(expect.arrayContaining(['What to bring along', 'Save', 'Cancel']));
  expect(await told({ as: 'm1', click: 'Save' })).toContain(
    'Saved: 2 films on your watchlist, 3 ratings, 1 review, 4 films marked as seen.',
  );
  expect(await told({ as: 'm1', type: '/reviews show film:Burning (2018)' })).toContain('4½ stars');
  expect(await told({ as: 'm2', type: '/reviews show film:Burning (2018)' })).not.toContain('4½');
  expect(await told({ ...step })).toContain('There is nothing new in it');
  expect(await told({ as: 'm1', type: '/import letterboxd' })).toContain('brought 10 entries');
  expect(await told({ as: 'm1', click: 'Take it back' })).toBe('10 entries were taken back.');
  expect(await told({ as: 'm1', type: '/reviews show film:Burning (2018)' })).not.toContain('4½');
  expect(await everybody({ as: 'm1', type: `/import letterboxd file:${zip}` })).toBe('');
});

test('in Korean, with a list chosen in the place of the rest and a film chosen among namesakes', async () => {
  await club(4, []);
  const rows = 'Position,Name,Year,URL,Description\n1,Ballerina,,,\n2,Burning,2018,,\n';
  const list = file('가을 밤.csv', rows);
  const preview = await told({ as: 'ko', type: `/가져오기 레터박스 파일:${list}` });
  expect(preview).toContain('레터박스에서 가져온 영화 2편');
  expect(preview).toContain('확실한 영화 1편 · 불확실한 영화 1편 · 여기에 없는 영화 0편');
  const chosen = await told({ as: 'ko', select: 'Ballerina은(는) 어느 영화인가요?', values: ['Ballerina (2023)'] });
  expect(chosen).toContain('확실한 영화 2편 · 불확실한 영화 0편');
  expect(await told({ as: 'ko', click: '저장' })).toContain('볼 영화 2편');
  const undo = await told({ as: 'ko', type: '/가져오기 레터박스' });
  expect(undo).toContain('가져온 항목은 2개입니다');
  expect(await told({ as: 'ko', click: '되돌리기' })).toBe('항목 2개를 되돌렸습니다.');
});

test('files that cannot be read are named, lists beyond a menu are on its next page, and a renamed file is asked about', async () => {
  await club(4, []);
  const lists = Array.from({ length: 30 }, (_, index) => ({
    name: `lists/list-${String(index + 1).padStart(2, '0')}.csv`,
    data: 'Position,Name,Year,URL,Description\n1,Burning,2018,,\n',
  }));
  const files = [
    { name: 'ratings.csv', data: '' },
    { name: 'reviews.csv', data: '<!doctype html>' },
    { name: 'seen?.csv', data: FILES['watched.csv'] },
  ];
  const path = file('renamed.zip', packed([...files, ...lists]));
  const preview = await told({ as: 'm1', type: `/import letterboxd file:${path}` });
  expect(preview).toContain('2 files of it are left out, and the rest is read:');
  expect(preview).toContain('ratings.csv is empty.');
  expect(preview).toContain('reviews.csv is a web page and no CSV.');
  expect(preview).toContain('The list "seen?" does not say whether you have seen its films or want to.');
  expect(preview).toContain('The menu has 2 pages, this is page 1. 30 of 32 parts are chosen');
  const [next] = await play({ as: 'm1', click: 'Next' });
  expect(next?.text).toContain('this is page 2');
  const values = ['The list "seen?", as films you have seen'];
  const chosen = await told({ as: 'm1', select: 'What to bring along', values });
  expect(chosen).toContain('26 of 32 parts are chosen');
  expect(chosen).not.toContain('does not say');
  const korean = await told({ as: 'ko', type: `/가져오기 레터박스 파일:${path}` });
  expect(korean).toContain('파일 2개는 빼고 나머지만 읽었습니다.');
  expect(korean).toContain('빈 파일입니다: ratings.csv');
  expect(korean).toContain('메뉴는 모두 2쪽이고 지금은 1쪽입니다.');
  expect(await told({ as: 'm1', click: 'Save' })).toContain('1 film on your watchlist, 0 ratings, 0 reviews, 2 films');
});

describe('what is no export gets its sentence', () => {
  test.each([
    ['watchlist.csv', '', 'is empty.'],
    ['ratings.csv', FILES['watchlist.csv'], 'does not have the columns that are needed: name, rating.'],
    ['diary.csv', '<!doctype html><title>Sign in</title>', 'is a web page and no CSV.'],
    ['export.zip', exportZip().subarray(0, 500), 'This ZIP is damaged'],
    ['watched.csv', `${FILES['watched.csv']},M,1931,\n`.replace('M', '"M'), 'breaks off or is no CSV'],
  ])('%s', async (name, data, words) => {
    await club(3, []);
    expect(await told({ as: 'host', type: `/import letterboxd file:${file(name, data)}` })).toContain(words);
  });
});

test('a file that is not there, or too large for the client, is never sent', async () => {
  await club(3, []);
  const type = (path: string) => stage.play({ as: 'host', type: `/import letterboxd file:${path}` });
  expect((await type('/nowhere/export.zip')).error).toContain('finds no file');
  expect((await type(file('large.zip', Buffer.alloc(10 * 1024 ** 2 + 1)))).error).toContain('takes at most');
});

test('a moderator gives a review page as a file, too', async () => {
  const page = 'Burning (2018)\n\nBy Mona K.\n\nSlow and strange and well worth the evening it takes.\n\nRating: 7/10';
  const preview = await told({ as: 'mod', type: `/import review file:${file('burning.txt', page)}` });
  expect(preview).toContain('7 / 10 (70) Mona K.');
});
