import { expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { FILMS, must, openClub } from '../support/club.ts';
import { testDatabase } from '../support/database.ts';
import { type Testimony, witness } from '../support/sameness.ts';

const [BALLERINA, BURNING] = FILMS;
/** The one member whose word differs, and those who try to learn of it: no member among them, a host and a moderator. */
const SECRETIVE = 'm1';
const CURIOUS = ['host', 'mod', 'ko', 'm2', 'm5'];

type Word = Record<string, string>;
const PRAISE: Word = {
  Rating: '5',
  'In the open': 'A wonder.',
  'Behind the curtain': 'The well was there, and it was dry. '.repeat(60),
  'Would you watch it again?': 'would watch it again',
};
const SCORN: Word = { Rating: '½', 'In the open': 'The killer is his best friend, who dies in the end.' };

/** A club chooses its film, and one member reviews it in these words; all others look wherever a review could show. */
async function evening(word: Word): Promise<{ before: Testimony; after: Testimony }> {
  const { options, testify } = witness();
  const database = await testDatabase();
  const stage = await openStage({ ...options, members: 10 });
  try {
    expect(await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'debug' })).toBeNull();
    await openClub(stage, { people: 5, films: [BALLERINA, BURNING] });
    await choose(stage);
    await review(stage, 'm2', { Rating: '3', 'In the open': 'Slow.' });
    await review(stage, SECRETIVE, word);
    await lookAround(stage);
    await database.sql`update rounds set state = 'watched' where film_id is not null`;
    await rateByMenu(stage, word);
    await lookAround(stage);
    await database.sql`update rounds set state = 'rating' where film_id is not null`;
    await review(stage, SECRETIVE, word);
    await lookAround(stage);
    const before = testify(stage, [SECRETIVE]);
    await must(stage, { as: 'host', type: '/reviews reveal' });
    await lookAround(stage);
    expect(stage.violations).toEqual([]);
    return { before, after: testify(stage, [SECRETIVE]) };
  } finally {
    await stage.close();
  }
}

test("before the reveal nothing that anybody else can see, and no log line, tells one member's word from another", async () => {
  const [praised, scorned] = await Promise.all([evening(PRAISE), evening(SCORN)]);
  expect(praised.before.length).toBeGreaterThan(300);
  expect(scorned.before).toEqual(praised.before);
  // The same comparison sees the difference once there is one to see.
  expect(scorned.after).not.toEqual(praised.after);
  expect(praised.after.join('\n')).toContain('A wonder.');
}, 180_000);

async function choose(stage: Stage): Promise<void> {
  await must(stage, { as: 'host', type: '/poll open method:single' });
  await must(stage, { as: 'm2', click: 'Vote' });
  await must(stage, { as: 'm2', select: "Films you'd watch", values: [BURNING] });
  await must(stage, { as: 'm2', click: 'Cast ballot' });
  await must(stage, { as: 'host', type: '/poll close' });
}

async function review(stage: Stage, as: string, word: Word): Promise<void> {
  await must(stage, { as, type: `/review film:${BURNING}` });
  await must(stage, { as, submit: word });
}

/** The other way to rate: the menu under "I've seen it", which everybody can open. */
async function rateByMenu(stage: Stage, { Rating = '' }: Word): Promise<void> {
  const card = await must(stage, { as: SECRETIVE, type: `/film title:${BURNING}` });
  await must(stage, { as: SECRETIVE, on: card.seen.at(-1)?.id ?? '', click: "I've seen it" });
  await must(stage, {
    as: SECRETIVE,
    select: 'Your rating',
    values: [`${Rating} ${Rating === '5' ? 'stars' : 'star'}`],
  });
}

async function lookAround(stage: Stage): Promise<void> {
  for (const as of CURIOUS) {
    const [our, reviews, seen] =
      as === 'ko' ? ['우리 클럽', '평론과 감상', '봤어요'] : ['Our club', 'Reviews', "I've seen it"];
    const card = await must(stage, { as, type: `/film title:${BURNING}` });
    const on = card.seen.at(-1)?.id ?? '';
    for (const click of [our, reviews, seen, our, reviews]) await must(stage, { as, on, click });
    await must(stage, { as, typing: '/film title:burn' });
    for (const type of [
      `/reviews show film:${BURNING}`,
      `/review film:${BURNING}`,
      '/help',
      '/nominations',
      '/poll status',
    ])
      await must(stage, { as, type });
  }
  await must(stage, { as: 'mod', type: `/reviews remove person:m2 film:${BURNING}` });
}
