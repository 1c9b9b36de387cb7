import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { films, letterboxdFilms, letterboxdImports, memberReviews, ratings } from '../../../src/db/schema/index.ts';
import { type Club, joinClub } from '../../../src/features/clubs/clubs.ts';
import { importFilms } from '../../../src/features/films/films.ts';
import {
  chooseParts,
  decideFilm,
  lastImport,
  proposeImport,
  readExport,
  saveImport,
  turnPage,
  undoImport,
  type View,
} from '../../../src/features/letterboxd/letterboxd.ts';
import { adoptFilm, markSeen, rateFilm } from '../../../src/features/marks/marks.ts';
import { listForLater } from '../../../src/features/nominations/later.ts';
import { membersView, writeReview } from '../../../src/features/reviews/reviews.ts';
import { openRound } from '../../../src/features/rounds/rounds.ts';
import { testDatabase } from '../../support/database.ts';
import { testDesk } from '../../support/desk.ts';
import { makeClub, person } from '../../support/vote.ts';
import { exportZip, FILES, type FileName } from './export.ts';
import { zip } from './zip.ts';

const database = await testDatabase();
const { db } = database;
const real = await testDesk(database);
let now = new Date('2026-01-09T18:00:00Z');
const desk = { ...real, now: () => now };
const me = person(1).userId;
const CATALOGUE = [
  ['The Handmaiden', 2016],
  ['Oldboy', 2003],
  ['Oldboy', 2013],
  ['Burning', 2018],
  ['Parasite', 2019],
  ['Casablanca', 1942],
  ['Akira', 1988],
  ['Memories of Murder', 2003],
  ['Decision to Leave', 2022],
  ['Ballerina', 2023],
] as const;
await importFilms(
  db,
  CATALOGUE.map(([title, year]) => ({ title, year })),
  { source: 'test', now },
);
const ids = new Map((await db.select().from(films)).map(({ id, title, year }) => [`${title} ${year}`, id]));
const idOf = (film: string) => ids.get(film) ?? '';
let club: Club;
let guildId: string;

beforeEach(async () => {
  now = new Date('2026-01-09T18:00:00Z');
  await database.sql`truncate guilds cascade`;
  club = await makeClub(desk, 3);
  ({ guildId } = club);
});

const propose = async (names?: FileName[], userId = me) =>
  proposeImport(desk, club, userId, await readExport('export.zip', exportZip(names)));
const nameOf = (what: View['parts'][number]['what']) => ('own' in what ? what.own : what.list);
const keyOf = ({ importId }: { importId: string }, userId = me) => ({ guildId, importId, userId });
const save = async (names?: FileName[]) => {
  const view = await propose(names);
  return { ...(await saveImport(desk, keyOf(view))), importId: view.importId };
};
const everything = async () => {
  const rows = async (table: string, by: string) =>
    JSON.stringify(await db.execute(sql.raw(`select to_jsonb(t) as row from ${table} t order by ${by}`)));
  return Promise.all([
    rows('watchlist', 'film_id, user_id'),
    rows('seen_marks', 'film_id, user_id'),
    rows('ratings', 'film_id, user_id'),
    rows('member_reviews', 'film_id, user_id'),
  ]);
};

test('the preview tells certain, unclear and unknown films apart and how much is new, and keeps nothing', async () => {
  const before = await everything();
  const view = await propose();
  expect(view).toMatchObject({ films: 9, certain: 8, uncertain: 0, unrated: 0, unknown: [{ title: 'Nowhere Film' }] });
  expect(view.parts.map(({ what, count, fresh, chosen }) => [nameOf(what), count, fresh, chosen])).toEqual([
    ['watchlist', 2, 2, true],
    ['ratings', 3, 3, true],
    ['reviews', 1, 1, true],
    ['seen', 4, 4, true],
    ['Best endings', 2, 2, false],
    ['plain one', 1, 1, false],
  ]);
  expect(await everything()).toEqual(before);
});

test('what was said is kept with its own days, and all of a review is behind the curtain', async () => {
  expect(await save()).toMatchObject({ wishes: 2, seen: 4, ratings: 3, reviews: 1 });
  expect((await listForLater(db, club, me)).map(({ label }) => label).sort()).toEqual([
    'Oldboy (2003)',
    'The Handmaiden (2016)',
  ]);
  const view = await membersView(db, { guildId, filmId: idOf('Burning 2018'), userId: me });
  expect(view.yours).toMatchObject({
    halfStars: 9,
    ratedAt: new Date('2024-02-01T00:00:00Z'),
    openLine: null,
    hidden: 'The cat was real.\nOr "not".',
  });
});

test('importing twice changes nothing, and the second preview says that nothing is new', async () => {
  await save();
  const before = await everything();
  const again = await propose();
  expect(again.parts.filter(({ chosen }) => chosen).map(({ fresh }) => fresh)).toEqual([0, 0, 0, 0]);
  expect(await saveImport(desk, keyOf(again))).toEqual({ wishes: 0, seen: 0, ratings: 0, reviews: 0 });
  expect(await everything()).toEqual(before);
  expect(await db.select().from(letterboxdImports)).toHaveLength(1);
});

test('what the member has said here already stays as it is', async () => {
  const key = { guildId, filmId: idOf('Burning 2018'), userId: me };
  await writeReview(desk, key, { halfStars: 2, openLine: 'Mine.', hidden: null, again: null, seenWhere: null });
  expect(await save()).toMatchObject({ ratings: 2, reviews: 0, seen: 3 });
  expect((await membersView(db, key)).yours).toMatchObject({ halfStars: 2, openLine: 'Mine.', hidden: null });
});

test('a film that is unclear is chosen or left out, and only among those that were offered', async () => {
  const files = [{ path: 'watchlist.csv', text: 'Date,Name,Year,URI\n,Oldboy,,\n,Oldboy,1975,\n' }];
  const view = await proposeImport(desk, club, me, files);
  expect(view).toMatchObject({ certain: 0, uncertain: 2, next: { index: 0 } });
  expect(view.next?.entry.choices.map(({ year }) => year).sort()).toEqual([2003, 2013]);
  const stale = { key: 'letterboxd.stale' };
  await expect(decideFilm(desk, keyOf(view), 0, idOf('Akira 1988'))).rejects.toMatchObject(stale);
  await expect(decideFilm(desk, keyOf(view), 7, undefined)).rejects.toMatchObject(stale);
  const next = await decideFilm(desk, keyOf(view), 0, idOf('Oldboy 2013'));
  expect(next).toMatchObject({ certain: 1, uncertain: 1, next: { index: 1 } });
  expect(await decideFilm(desk, keyOf(view), 1, undefined)).toMatchObject({ uncertain: 0, next: undefined });
  expect(await saveImport(desk, keyOf(view))).toMatchObject({ wishes: 1 });
  expect((await listForLater(db, club, me)).map(({ label }) => label)).toEqual(['Oldboy (2013)']);
});

test('parts are chosen; a review whose film is not rated is counted and not kept', async () => {
  const view = await propose();
  const chosen = await chooseParts(desk, keyOf(view), ['reviews', 'list-1', 'nonsense']);
  expect(chosen.parts.filter(({ chosen }) => chosen).map(({ part }) => part)).toEqual(['reviews', 'list-1']);
  expect(chosen.unrated).toBe(1);
  expect(await saveImport(desk, keyOf(view))).toEqual({ wishes: 1, seen: 0, ratings: 0, reviews: 0 });
});

describe('who may read it', () => {
  const other = person(2).userId;
  const filmId = () => idOf('Burning 2018');
  const theirs = async () => (await membersView(db, { guildId, filmId: filmId(), userId: other })).entries.length;

  test('only who has seen the film, and nobody while a club is about to watch it', async () => {
    await save();
    expect(await theirs()).toBe(0);
    await markSeen(db, { guildId, filmId: filmId(), userId: other }, now);
    expect(await theirs()).toBe(1);
    const round = await db.transaction((tx) => openRound(tx, desk, club));
    await db.execute(sql`update rounds set state = 'scheduled', film_id = ${filmId()}, chosen_by = 'host'
      where id = ${round.id}`);
    expect(await theirs()).toBe(0);
    const view = await membersView(db, { guildId, filmId: filmId(), userId: other });
    expect(view).toMatchObject({ blind: true, average: undefined, raters: [me] });
  });

  test('a rating of the film that a club rates now tells its round, which may wait for nobody else', async () => {
    const round = await db.transaction((tx) => openRound(tx, desk, club));
    await adoptFilm(db, guildId, filmId(), now);
    await db.execute(sql`update rounds set state = 'rating', film_id = ${filmId()}, chosen_by = 'host'
      where id = ${round.id}`);
    const told: string[] = [];
    const view = await propose();
    await saveImport({ ...desk, enqueue: async (_, name) => void told.push(name) }, keyOf(view));
    expect(told).toEqual(['reviews/reveal']);
  });
});

describe('taking it back', () => {
  test('leaves everything as it was before', async () => {
    const before = await everything();
    const { importId } = await save();
    expect(await lastImport(db, { guildId, userId: me })).toMatchObject({ importId, count: 10 });
    expect(await undoImport(desk, keyOf({ importId }))).toEqual({ gone: 10, stays: 0 });
    expect(await everything()).toEqual(before);
    expect(await lastImport(db, { guildId, userId: me })).toBeUndefined();
    await expect(undoImport(desk, keyOf({ importId }))).rejects.toMatchObject({ key: 'letterboxd.undone-already' });
    expect(await db.select().from(letterboxdFilms)).toEqual([]);
  });

  test('leaves what was there before and what the member has changed since', async () => {
    const parasite = { guildId, filmId: idOf('Parasite 2019'), userId: me };
    await markSeen(db, parasite, now);
    const { importId } = await save();
    now = new Date('2026-01-10T18:00:00Z');
    await rateFilm(desk, { ...parasite, filmId: idOf('Casablanca 1942') }, 1);
    expect(await undoImport(desk, keyOf({ importId }))).toEqual({ gone: 7, stays: 2 });
    const left = await db.select().from(ratings);
    expect(left).toMatchObject([{ filmId: idOf('Casablanca 1942'), halfStars: 1 }]);
    const seen = (await db.execute(sql`select film_id from seen_marks order by 1`)) as unknown as { film_id: string }[];
    expect(seen.map(({ film_id }) => film_id).sort()).toEqual([parasite.filmId, idOf('Casablanca 1942')].sort());
  });

  test('leaves a rating under which a review was written since', async () => {
    const { importId } = await save(['ratings.csv']);
    const key = { guildId, filmId: idOf('Parasite 2019'), userId: me };
    await db.insert(memberReviews).values({ ...key, hidden: 'Mine.', writtenAt: now });
    expect(await undoImport(desk, keyOf({ importId }))).toEqual({ gone: 2, stays: 2 });
    expect(await db.select().from(ratings).where(eq(ratings.userId, me))).toHaveLength(1);
  });
});

describe('films of an export that are near one film of ours', () => {
  const said = async (...files: [path: string, ...lines: string[]][]) =>
    proposeImport(
      desk,
      club,
      me,
      files.map(([path, ...lines]) => ({ path, text: `Date,Name,Year,Letterboxd URI,Rating\n${lines.join('\n')}\n` })),
    );
  const rated = async () => (await db.select().from(ratings)).map(({ filmId, halfStars }) => [filmId, halfStars]);

  test('a namesake a year off does not take the place of the film itself, and may be left out', async () => {
    const [first, second] = ['2024-01-01,Ballerina,2022,https://boxd.it/x,0.5', '2024-01-02,Ballerina,2023,,5'];
    for (const lines of [
      [first, second],
      [second, first],
    ]) {
      const view = await said(['ratings.csv', ...lines]);
      expect(view).toMatchObject({ certain: 1, uncertain: 1, next: { entry: { year: 2022 } } });
      await decideFilm(desk, keyOf(view), view.next?.index ?? -1, undefined);
      const { importId } = { ...(await saveImport(desk, keyOf(view))), ...view };
      expect(await rated()).toEqual([[idOf('Ballerina 2023'), 10]]);
      await undoImport(desk, keyOf({ importId }));
    }
  });

  test('where the member says that both are one film, nothing of them is lost', async () => {
    const before = await everything();
    const view = await said(['watchlist.csv', ',Parasite,2020,,'], ['ratings.csv', '2024-01-02,Parasite,2019,,4.5']);
    expect(view).toMatchObject({ certain: 1, uncertain: 1, next: { index: 0, entry: { year: 2020 } } });
    const decided = await decideFilm(desk, keyOf(view), 0, idOf('Parasite 2019'));
    expect(decided.parts.map(({ fresh }) => fresh)).toEqual([1, 1, 1]);
    expect(await saveImport(desk, keyOf(view))).toEqual({ wishes: 1, seen: 1, ratings: 1, reviews: 0 });
    expect(await rated()).toEqual([[idOf('Parasite 2019'), 9]]);
    expect(await undoImport(desk, keyOf(view))).toEqual({ gone: 3, stays: 0 });
    expect(await everything()).toEqual(before);
  });

  test('what is on the watchlist and was watched is both', async () => {
    const film = '2024-01-02,Parasite,2019,https://boxd.it/e,';
    const view = await said(['watchlist.csv', film], ['watched.csv', film]);
    expect(view).toMatchObject({ films: 1, certain: 1 });
    expect(await saveImport(desk, keyOf(view))).toMatchObject({ wishes: 1, seen: 1 });
  });
});

test('a file that cannot be read is named in the preview for as long as it stands, and the rest is saved', async () => {
  const odd = { name: 'ratings.csv', data: '' };
  const bytes = zip([odd, { name: 'watchlist.csv', data: FILES['watchlist.csv'] }]);
  const view = await proposeImport(desk, club, me, await readExport('x.zip', bytes));
  const skipped = [{ file: 'ratings.csv', fault: 'letterboxd.empty' }];
  expect(view).toMatchObject({ films: 3, skipped });
  expect(await chooseParts(desk, keyOf(view), ['watchlist'])).toMatchObject({ skipped });
  expect(await saveImport(desk, keyOf(view))).toMatchObject({ wishes: 2 });
});

test('more lists than a menu holds are on pages, and what is chosen on one stays on the others', async () => {
  const film = (index: number) => CATALOGUE[index % CATALOGUE.length] ?? ['', 0];
  const lists = Array.from({ length: 60 }, (_, index) => ({
    path: `lists/list-${String(index).padStart(2, '0')}.csv`,
    text: `Position,Name,Year,URL,Description\n1,${film(index).join(',')},,\n`,
  }));
  const view = await proposeImport(desk, club, me, [{ path: 'watchlist.csv', text: FILES['watchlist.csv'] }, ...lists]);
  expect(view).toMatchObject({ page: 0, pages: 3 });
  expect(view.parts).toHaveLength(61);
  const last = await turnPage(desk, keyOf(view), 2);
  expect(last).toMatchObject({ page: 2, pages: 3 });
  expect((await chooseParts(desk, keyOf(view), ['list-59', 'list-0'], 2)).page).toBe(2);
  const chosen = async (...wanted: Parameters<typeof chooseParts>) =>
    (await chooseParts(...wanted)).parts.filter(({ chosen }) => chosen).map(({ part }) => part);
  expect(await chosen(desk, keyOf(view), ['list-3'], 0)).toEqual(['list-3', 'list-59']);
  expect(await chosen(desk, keyOf(view), [], 0)).toEqual(['list-59']);
  expect(await turnPage(desk, keyOf(view), 9999)).toMatchObject({ page: 2 });
  expect(await saveImport(desk, keyOf(view))).toMatchObject({ wishes: 1 });
  expect((await listForLater(db, club, me)).map(({ label }) => label)).toEqual(['Ballerina (2023)']);
});

test('films of which nobody can tell whether they were seen are brought along as their member says', async () => {
  const files = [{ path: 'films.csv', text: FILES['likes/films.csv'] }];
  const view = await proposeImport(desk, club, me, files);
  expect(view.undecided).toEqual(['films']);
  expect(view.parts.map(({ part, chosen }) => [part, chosen])).toEqual([
    ['list-0', false],
    ['seen-0', false],
  ]);
  expect(await chooseParts(desk, keyOf(view), ['seen-0'])).toMatchObject({ undecided: [] });
  expect(await saveImport(desk, keyOf(view))).toEqual({ wishes: 0, seen: 1, ratings: 0, reviews: 0 });
  const [seen] = (await db.execute(sql`select seen_at::text as at from seen_marks`)) as unknown as { at: string }[];
  expect(seen?.at).toMatch(/^2024-02-02/);
  const again = await proposeImport(desk, club, me, files);
  expect(again.parts.map(({ fresh }) => fresh)).toEqual([1, 0]);
});

test("nobody saves, changes or takes back what is another's, an hour old, or saved already", async () => {
  const view = await propose();
  const other = keyOf(view, person(2).userId);
  const stale = { key: 'letterboxd.stale' };
  await expect(saveImport(desk, other)).rejects.toMatchObject(stale);
  await expect(chooseParts(desk, other, [])).rejects.toMatchObject(stale);
  await expect(saveImport(desk, { ...keyOf(view), guildId: '1' })).rejects.toMatchObject(stale);
  await saveImport(desk, keyOf(view));
  await expect(saveImport(desk, keyOf(view))).rejects.toMatchObject(stale);
  await expect(undoImport(desk, other)).rejects.toMatchObject({ key: 'letterboxd.undone-already' });
  const late = await propose(['lists/plain-one.csv']);
  now = new Date(now.getTime() + 3_600_001);
  await expect(saveImport(desk, keyOf(late))).rejects.toMatchObject(stale);
});

test('two clicks at once save once, and who is no member of the club is told so', async () => {
  const view = await propose();
  const both = await Promise.allSettled([saveImport(desk, keyOf(view)), saveImport(desk, keyOf(view))]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await db.select().from(letterboxdImports)).toHaveLength(1);
  const stranger = person(9).userId;
  await expect(propose(undefined, stranger)).rejects.toMatchObject({ key: 'clubs.join-first' });
  await joinClub(db, club, stranger, now);
  expect((await propose(undefined, stranger)).films).toBe(9);
});
