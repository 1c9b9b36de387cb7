import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { criticReviews, films, pendingCommands } from '../../../src/db/schema/index.ts';
import { command } from '../../../src/discord/command.ts';
import { declaration } from '../../../src/discord/declaration.ts';
import { dispatch } from '../../../src/discord/dispatch.ts';
import { createClub } from '../../../src/features/clubs/clubs.ts';
import { importFilms } from '../../../src/features/films/films.ts';
import { importReviews, listReviews } from '../../../src/features/reviews/reviews.ts';
import { importComponents, importPage } from '../../../src/features/reviews/web/components.ts';
import { createLog } from '../../../src/log.ts';
import { openStage } from '../../../src/rehearsal/stage.ts';
import { network, openSite, PUBLIC, type Site } from '../../net/site.ts';
import { connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';
import { onlySeen } from '../../support/house.ts';
import { ld, PROSE, site as page } from './page/html/site.ts';

const { db } = await testDatabase();
const stage = await openStage({ quiet: true });
let now = new Date('2026-01-09T18:00:00Z');
const logged: string[] = [];
const log = createLog('warn', [], { write: (line) => logged.push(line) });
let pages: Site;
let app = testApp({ db, log, now: () => now });
const names = network({ 'pages.example': [PUBLIC], 'inside.example': ['127.0.0.1'] });

let who = { guildId: '', userId: '' };

/** The command as a member types it, with the network of this test; the second takes the address of a file that was sent. */
const text = { kind: 'text', required: false, maxLength: 6_000 } as const;
const commands = [
  command({
    name: 'film',
    acknowledgement: 'private',
    options: { title: { ...text, required: true } },
    run: (asked, { title }) => {
      who = { guildId: asked.guildId, userId: asked.userId };
      const [url, film] = title.split(' film=');
      return importPage(asked, { url, file: undefined, film }, names);
    },
  }),
  command({
    name: 'nominate',
    acknowledgement: 'private',
    options: { film: { ...text, required: true }, pitch: text },
    run: (asked, { film, pitch = '' }) =>
      importPage(asked, { url: undefined, file: { name: film, url: pitch }, film: undefined }, names),
  }),
];
const house = { commands, components: importComponents, forms: [] };
const bot = await connect(stage, (interaction) => dispatch(app, house, interaction), commands.map(declaration));

beforeAll(async () => {
  pages = await openSite();
  app = { ...app, config: { ...app.config, discordApi: `http://127.0.0.1:${pages.port}/api` } };
  await importFilms(
    db,
    [
      { title: 'Night Ferry', year: 2019 },
      { title: 'Night Ferry', year: 1999 },
      { title: 'Low Tide', year: 2016 },
      { title: 'Dead Signal', year: 2020 },
    ],
    { source: 'test', now },
  );
});
beforeEach(() => db.delete(criticReviews));
afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(logged).toEqual([]);
});

const here = (path = '/') => `http://pages.example:${pages.port}${path}`;
const serve = (html: string, type = 'text/html; charset=utf-8') =>
  pages.answer((_, response) => void response.writeHead(200, { 'content-type': type }).end(html));
const ask = async (as: string, url: string) => onlySeen(await stage.play({ as, type: `/film title:${url}` }));
const press = async (as: string, on: string, click: string) => onlySeen(await stage.play({ as, on, click }));
const filmIds = async () =>
  new Map((await db.select().from(films)).map((film) => [`${film.title} ${film.year}`, film.id]));
const stored = () => db.select().from(criticReviews);

const REVIEW = page({
  before: '<p>By Dana Whitlock | 14 March 2020</p>',
  article: '<p>A slow and beautiful film.</p><p><b>Rating:</b> 3.5/5</p>',
});

test('a page is shown to the moderator alone as everybody would see it, and saved only then', async () => {
  serve(REVIEW);
  const preview = await ask('mod', here('/night-ferry'));
  expect(preview).toMatchObject({ ephemeral: true, visibleTo: ['mod'], controls: ['Save', 'Cancel'] });
  expect(preview.text).toContain('A review of Night Ferry (2019)');
  expect(preview.text).toContain('Nothing is saved yet');
  expect(preview.text).toContain(
    `3.5 / 5 (70) Dana Whitlock (${here('/night-ferry')}) · The Harbour Reel · 2020-03-14`,
  );
  expect(preview.text).toContain('“A slow and beautiful film.”');
  expect(preview.text).not.toContain('engine room');
  expect(preview.revealed).toContain('engine room');
  expect(await stored()).toEqual([]);
  const saved = await press('mod', preview.id, 'Save');
  expect(saved).toMatchObject({ kind: 'edit', controls: ['Take it back'] });
  expect(await stored()).toMatchObject([
    {
      author: 'Dana Whitlock',
      ratingValue: '3.5',
      ratingScale: '5',
      score: 70,
      url: here('/night-ferry'),
      openLine: 'A slow and beautiful film.',
    },
  ]);
});

test('what one server imports another never sees, and what everybody has is not changed by it', async () => {
  serve(REVIEW);
  const preview = await ask('mod', here());
  await press('mod', preview.id, 'Save');
  const [row] = await stored();
  const filmId = row?.filmId ?? '';
  expect(await listReviews(db, filmId, row?.scope ?? '')).toHaveLength(1);
  expect(await listReviews(db, filmId, 'another server')).toEqual([]);
  expect(await listReviews(db, filmId)).toEqual([]);
  const shared = '# Night Ferry (2019)\n\nBy Dana Whitlock\n\n2020-03-14\n\nShort.';
  await importReviews(db, [{ name: 'a.txt', read: async () => shared }], { now });
  expect(await stored()).toHaveLength(2);
  expect(await listReviews(db, filmId, row?.scope ?? '')).toMatchObject([{ author: 'Dana Whitlock', score: null }]);
  expect((await press('mod', (await ask('mod', here())).id, 'Save')).text).toContain('is here already');
  expect(await listReviews(db, filmId)).toMatchObject([{ score: null }]);
});

test('cancelled, nothing is saved; saved, it can be taken back; a button works once', async () => {
  serve(REVIEW);
  const first = await ask('mod', here());
  expect((await press('mod', first.id, 'Cancel')).text).toBe('Nothing was saved.');
  const second = await ask('mod', here());
  const saved = await press('mod', second.id, 'Save');
  expect(await stored()).toHaveLength(1);
  expect((await press('mod', saved.id, 'Take it back')).text).toBe('The review was taken back.');
  expect(await stored()).toEqual([]);
  expect(await db.select().from(pendingCommands)).toEqual([]);
});

test('a preview that is more than an hour old is not saved', async () => {
  serve(REVIEW);
  const preview = await ask('mod', here());
  now = new Date(now.getTime() + 3_600_001);
  expect((await press('mod', preview.id, 'Save')).text).toContain('more than an hour old');
  expect(await stored()).toEqual([]);
});

test('members may not; hosts of a club may', async () => {
  serve(REVIEW);
  const before = pages.connections();
  expect((await ask('m1', here())).text).toContain('Only moderators of this server and hosts');
  expect(pages.connections()).toBe(before);
  expect((await ask('m2', here())).text).toContain('Only moderators');
  const club = { ...who, channelId: '1', name: 'Friday Club', zone: 'Europe/Berlin' };
  await db.transaction((tx) => createClub(tx, club, now));
  expect((await ask('m2', here())).text).toContain('A review of Night Ferry (2019)');
});

describe('the film', () => {
  test('is chosen where the page does not make it certain', async () => {
    serve(page({ heading: 'Night Ferry', article: '<p>Rating: 4/5</p>' }));
    const question = await ask('mod', here());
    expect(question.text).toContain('Which film is this page about?');
    expect(question.controls).toEqual(['Choose a film', 'Night Ferry (2019)', 'Night Ferry (1999)', 'Cancel']);
    const preview = onlySeen(
      await stage.play({ as: 'mod', on: question.id, select: 'Choose a film', values: ['Night Ferry (1999)'] }),
    );
    expect(preview.text).toContain('A review of Night Ferry (1999)');
    await press('mod', preview.id, 'Save');
    const [row] = await stored();
    expect([row?.filmId, row?.score]).toEqual([(await filmIds()).get('Night Ferry 1999'), 80]);
  });

  test('is the one that the moderator names, with a warning where the page seems to be about another', async () => {
    serve(REVIEW);
    const preview = await ask('mod', `${here()} film=Low Tide`);
    expect(preview.text).toContain('A review of Low Tide (2016)');
    expect(preview.text).toContain('the page seems to be about Night Ferry (2019)');
  });

  test('that nobody knows is asked for', async () => {
    serve(page({ heading: 'Seven Doors (2018)' }));
    expect((await ask('mod', here())).text).toContain('Seven Doors');
    expect((await ask('mod', here())).text).toContain('not among our films');
  });

  test('of several on a page is chosen, and has its own rating and words', async () => {
    const part = (title: string, index: number) => `<h2>${title}</h2><p>${PROSE[index]}</p><p>${index + 3}/5</p>`;
    serve(
      `<html><head><title>Two films</title></head><body><article><h1>Two films</h1>${part('Low Tide (2016)', 0)}${part('Dead Signal (2020)', 1)}</article></body></html>`,
    );
    const question = await ask('mod', here());
    expect(question.text).toContain('reviews several films');
    const preview = onlySeen(
      await stage.play({ as: 'mod', on: question.id, select: 'Choose a film', values: ['Dead Signal (2020)'] }),
    );
    expect(preview.text).toContain('4 / 5 (80)');
    expect(preview.revealed).toContain('The captain keeps her hands');
    expect(preview.revealed).not.toContain('engine room');
    await press('mod', preview.id, 'Save');
    expect(await stored()).toHaveLength(1);
    const named = await ask('mod', `${here()} film=Low Tide`);
    expect(named.text).toContain('3 / 5 (60)');
    expect((await ask('mod', `${here()} film=Night Ferry (2019)`)).text).toContain(
      'not for certain among them: Low Tide, Dead Signal',
    );
  });
});

test.each([
  ['http://127.0.0.1/', 'private network'],
  ['http://169.254.169.254/latest/meta-data/', 'private network'],
  ['http://[::ffff:7f00:1]/', 'private network'],
  ['http://inside.example/', 'private network'],
  ['http://nobody.example/', 'no site of that name'],
  ['ftp://pages.example/', 'begin with http'],
  ['night ferry', 'no address'],
])('%s is refused with its sentence', async (url, words) => {
  expect((await ask('mod', url)).text).toContain(words);
  expect(await stored()).toEqual([]);
});

test('a redirect into the house is refused, and so is a page that is none', async () => {
  pages.answer((_, response) => void response.writeHead(302, { location: `http://127.0.0.1:${pages.port}/` }).end());
  expect((await ask('mod', here())).text).toContain('private network');
  serve('', 'text/html');
  expect((await ask('mod', here())).text).toContain('no text on this page');
  serve('%PDF-1.7', 'application/pdf');
  expect((await ask('mod', here())).text).toContain('Only HTML and plain text');
});

describe('a file', () => {
  const send = async (name: string, url: string) =>
    onlySeen(await stage.play({ as: 'mod', type: `/nominate film:${name} pitch:${url}` }));
  const sent = (name: string) => `http://127.0.0.1:${pages.port}/attachments/1/2/${name}`;

  test('that was sent is read from where Discord keeps it', async () => {
    serve(REVIEW, 'application/octet-stream');
    expect((await send('a.html', sent('a.html'))).text).toContain('3.5 / 5 (70) Dana Whitlock');
    serve('Night Ferry (2019)\n\nBy Mona K.\n\nFine.\n\nRating: 7/10', 'text/plain');
    expect((await send('a.txt', sent('a.txt'))).text).toContain('7 / 10 (70) Mona K.');
  });

  test('from elsewhere, of another kind, or with no text in it is refused', async () => {
    const before = pages.connections();
    expect((await send('a.html', 'http://127.0.0.1:1/a.html')).text).toContain('private network');
    expect((await send('a.html', here('/a.html'))).text).toContain('private network');
    expect((await send('a.pdf', sent('a.pdf'))).text).toContain('end in .html, .txt or .md');
    expect(pages.connections()).toBe(before);
    serve('PK\0\0', 'text/plain');
    expect((await send('a.txt', sent('a.txt'))).text).toContain('end in .html, .txt or .md');
  });
});

test('a page of data that is hostile text stays text', async () => {
  const review = {
    '@type': 'Review',
    author: 'Mona',
    publisher: '**@everyone** ||x||',
    itemReviewed: { '@type': 'Movie', name: 'Low Tide' },
    reviewRating: { ratingValue: 4, bestRating: 5 },
  };
  serve(page({ heading: 'Low Tide', head: ld(review) }));
  const preview = await ask('mod', here());
  expect(preview.text).toContain('A review of Low Tide (2016)');
  expect(preview.text).toContain('||x||');
  await press('mod', preview.id, 'Save');
  expect(await db.select().from(criticReviews).where(eq(criticReviews.score, 80))).toHaveLength(1);
});
