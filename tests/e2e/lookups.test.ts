import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StepResult } from '../../src/rehearsal/player/result.ts';
import { type Delivery, isLoading } from '../../src/rehearsal/state/messages.ts';
import { openClub } from '../support/club.ts';
import { openHouseOnStage } from '../support/house.ts';
import { openDouble, type Service } from '../support/lookups/double.ts';
import { FAULTS } from '../support/lookups/faults.ts';

const SOURCES = ['wikidata', 'tmdb', 'omdb'] as const satisfies Service[];
const SECOND = 1_000;

const double = await openDouble();
/** What reached somebody since the last `ask`, placeholders aside: when (performance.now()), and all its words. */
const reached: { at: number; words: string }[] = [];
const note = (what: object) => {
  if (!('message' in what) || isLoading((what as Delivery).message)) return;
  reached.push({ at: performance.now(), words: JSON.stringify((what as Delivery).message.components) });
};
const { stage, database } = await openHouseOnStage({ env: double.env, delivered: note });

/** Types a line; with how long (ms) it took until something could be read. */
async function ask(type: string): Promise<StepResult & { waited: number }> {
  reached.length = 0;
  const began = performance.now();
  const result = await stage.play({ as: 'm1', type });
  expect(result).toMatchObject({ error: null, refused: [] });
  return { ...result, waited: (reached[0]?.at ?? Number.POSITIVE_INFINITY) - began };
}

/** The catalogue as it was before anybody asked. */
async function forget(): Promise<void> {
  await database.sql`delete from films where source <> 'starter'`;
  await database.sql`truncate film_told, asked_titles, adult_films, source_days`;
}

async function restart(): Promise<void> {
  expect((await stage.play({ stop: true })).error).toBeNull();
  expect((await stage.play({ start: true })).error).toBeNull();
}

beforeEach(async () => {
  await forget();
  double.reset();
});

afterEach(() => {
  // Whatever a test did, Discord took every body and nothing could ping anybody.
  expect(stage.violations).toEqual([]);
});

describe('a film that is not in the catalogue', () => {
  test('is found at three sources, is one film, and each is named where its words are shown', async () => {
    const { seen } = await ask('/film title:hana-bi');
    const card = seen.at(-1);
    expect(card).toMatchObject({ visibleTo: 'everyone', notification: '' });
    expect(card?.text).toContain('Hana-bi · 1997\nJapan · 103 min · R · Crime\nTakeshi Kitano');
    expect(card?.text).toContain('Watch Criterion Channel · rent: Apple TV (by JustWatch)');
    expect(card?.text).toContain('Rotten Tomatoes 97%');
    expect(card?.text).toContain('https://www.youtube.com/watch?v=lmnopqrstuv');
    expect(card?.text).toContain('Also from Wikidata, TMDB, OMDb');
    expect(card?.text).toContain('uses the TMDB API but is not endorsed or certified by TMDB');
    expect(card?.images).toEqual([expect.objectContaining({ alt: 'Poster of Hana-bi (1997)' })]);
    const films = await database.sql`select id from films where source <> 'starter'`;
    expect(films).toHaveLength(1);
    const ids =
      await database.sql`select source, external_id from film_external_ids where film_id = ${films[0]?.id} order by source`;
    expect(ids.map(({ source, external_id: id }) => `${source} ${id}`)).toEqual([
      'imdb tt0119250',
      'tmdb 5910',
      'wikidata Q1130706',
    ]);
  });

  test('is found though a title of ours begins so, which is not shown in its place', async () => {
    const { seen } = await ask('/film title:drive');
    expect(reached.filter(({ words }) => words.includes('Hamaguchi'))).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ visibleTo: 'everyone' });
    expect(seen.at(-1)?.text).toContain('Drive · 2011');
  });

  test('whose name only begins titles of ours is asked back for, and sources that did not answer are named', async () => {
    double.fault('tmdb', 'broken');
    const { seen } = await ask('/film title:old');
    expect(seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    expect(seen.at(-1)?.text).toContain('No film here is called exactly "old". Did you mean one of these?');
    expect(seen.at(-1)?.text).toContain('TMDB did not answer. If none of these is yours, try again later.');
  });

  test('is looked up once: the next who asks, in any of its languages, asks nobody outside', async () => {
    await ask('/film title:hana-bi');
    double.reset();
    expect((await ask('/film title:하나비')).seen.at(-1)?.text).toContain('Hana-bi · 1997');
    expect(double.asked).toEqual([]);
  });

  test('a title that nobody knows is told to whoever asked alone, and nobody is asked for it again that day', async () => {
    const { seen } = await ask('/film title:qwxzv kjhqz');
    expect(seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    expect(seen.at(-1)?.text).toContain('No film here is called "qwxzv kjhqz"');
    expect(double.asked.map(({ service }) => service)).toEqual(expect.arrayContaining([...SOURCES]));
    double.reset();
    await ask('/film title:Qwxzv KJHQZ');
    expect(double.asked).toEqual([]);
  });

  test('what is slow comes by an edit of the same message', async () => {
    for (const source of SOURCES) double.delay(source, 1_200);
    const { seen, waited } = await ask('/film title:hana-bi');
    expect(waited).toBeLessThan(SECOND);
    expect(seen[0]).toMatchObject({ kind: 'message', visibleTo: 'everyone' });
    expect(reached[0]?.words).toContain('I am asking Wikidata, TMDB, OMDb');
    expect(seen.slice(1).every(({ kind, id }) => kind === 'edit' && id === seen[0]?.id)).toBe(true);
    expect(seen.at(-1)?.text).toContain('Hana-bi · 1997');
  });

  test('a slow title that nobody knows leaves nothing in the open', async () => {
    for (const source of SOURCES) double.delay(source, 1_200);
    const { seen } = await ask('/film title:qwxzv kjhqz');
    expect(seen.map(({ kind, ephemeral }) => [kind, ephemeral])).toEqual([
      ['message', false],
      ['delete', false],
      ['message', true],
    ]);
  });
});

describe('a film of the catalogue', () => {
  test('is shown at once, and what the sources tell of it follows in the same message', async () => {
    double.delay('tmdb', 300);
    const { seen, waited } = await ask('/film title:Ballerina (2023)');
    expect(waited).toBeLessThan(SECOND);
    expect(reached[0]?.words).toContain('Lee Chung-hyun');
    expect(reached[0]?.words).not.toContain('JustWatch');
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    expect(seen.at(-1)?.text).toContain('(by JustWatch)');
    expect(seen.at(-1)?.text).toContain('A former bodyguard keeps a promise');
    expect(seen.at(-1)?.images).toEqual([expect.objectContaining({ alt: 'Poster of Ballerina (2023)' })]);
  });

  test('of which a source told lately is shown whole at once', async () => {
    await ask('/film title:Ballerina (2023)');
    double.reset();
    await ask('/film title:Ballerina (2023)');
    expect(reached).toHaveLength(1);
    expect(reached[0]?.words).toContain('JustWatch');
    expect(double.asked).toEqual([]);
  });

  test('whose poster is a page has a card without one', async () => {
    const { seen } = await ask('/film title:A Scene at the Sea');
    expect(seen.at(-1)?.text).toContain('A Scene at the Sea');
    expect(seen.at(-1)?.images).toEqual([]);
  });

  test('for which another was chosen meanwhile does not come back', async () => {
    double.delay('tmdb', 1_500);
    const picker = 'Another film of this name';
    const results = await stage.playTogether([
      [
        { as: 'm1', type: '/film title:Ballerina (2023)' },
        { as: 'm1', select: picker, values: ['Ballerina (2025)'] },
      ],
    ]);
    expect(results.flat().map(({ error }) => error)).toEqual([null, null]);
    expect(await stage.idle()).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const [last] = stage.standing().slice(-1);
    expect(last?.text).toContain('Len Wiseman');
  });
});

describe('a film that a club means and that is not in the catalogue', () => {
  beforeEach(() => openClub(stage, { people: 4, films: [] }));
  afterEach(async () => {
    await database.sql`truncate guilds cascade`;
  });

  test('is looked up and put forward, though a title of ours begins so', async () => {
    const { seen } = await ask('/nominate film:drive');
    expect(seen.at(-1)).toMatchObject({ visibleTo: 'everyone' });
    expect(seen.at(-1)?.text).toContain('puts Drive (2011) forward');
  });

  test('and is for adults alone is not known here either', async () => {
    const { seen } = await ask('/nominate film:midnight plumbers');
    expect(seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    expect(seen.at(-1)?.text).toContain('No film here is called "midnight plumbers"');
  });

  test('is asked back for or said to be unknown within a second where a source is silent, and there for the next', async () => {
    double.delay('omdb', 1_500);
    const near = await ask('/nominate film:drive');
    expect(near.waited).toBeLessThan(SECOND);
    expect(near.seen.at(-1)?.text).toContain('Did you mean');
    const unknown = await ask('/discuss film:zvenigora');
    expect(unknown.waited).toBeLessThan(SECOND);
    expect(unknown.seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    expect(unknown.seen.at(-1)?.text).toContain('and OMDb did not answer');
    await ask('/nominate film:hana-bi');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await ask('/nominate film:hana-bi')).seen.at(-1)?.text).toContain('puts Hana-bi (1997) forward');
  });
});

describe.each(FAULTS)('%s', (fault) => {
  test.each(SOURCES)(
    'at %s alone: the answer is there within a second, and the other sources find the film',
    async (source) => {
      double.fault(source, fault);
      const { seen, waited } = await ask('/film title:hana-bi');
      expect(waited).toBeLessThan(SECOND);
      expect(seen.at(-1)).toMatchObject({ visibleTo: 'everyone' });
      expect(seen.at(-1)?.text).toContain('Hana-bi · 1997');
      // a source that asked for ten minutes would be missing from the next
      if (fault === 'busy-long') await restart();
    },
  );

  test('everywhere: a film of ours is shown within a second and stays, one that is not is told within a second', async () => {
    for (const source of SOURCES) double.fault(source, fault);
    const known = await ask('/film title:Burning (2018)');
    expect(known.waited).toBeLessThan(SECOND);
    expect(known.seen).toHaveLength(1);
    expect(known.seen[0]?.text).toContain('Burning');
    const unknown = await ask('/film title:zvenigora');
    expect(unknown.waited).toBeLessThan(SECOND);
    expect(unknown.seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    expect(unknown.seen.at(-1)?.text).toMatch(/did not answer. Check the spelling or try again later/);
    // what a source was told to leave us with must not reach the next fault
    await restart();
  });
});
