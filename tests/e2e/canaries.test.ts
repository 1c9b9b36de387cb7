import { expect, test } from 'vitest';
import films from '../../src/features/films/starter/films.json' with { type: 'json' };
import { importReviews } from '../../src/features/reviews/reviews.ts';
import type { Seen, StepResult } from '../../src/rehearsal/player/result.ts';
import type { Step } from '../../src/rehearsal/script.ts';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { must } from '../support/club.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { runs } from '../support/runs.ts';

const ROUNDS = runs(200);
const PER_ROUND = 50;
/** Two servers, and in each a club that talks in threads and one that talks in a forum. */
const CLUBS = 4;
const CANARY = /canary[a-z0-9]+/i;
/** Of one year's namesakes the title alone would not say which is meant. */
const TITLES = films.map(({ title, year }) => `${title} (${year})`);

test(`${ROUNDS} whole rounds with ${ROUNDS * PER_ROUND} secrets: none is read outside a curtain or a discussion`, async () => {
  const database = await testDatabase();
  let output = '';
  const stage = await openStage({
    quiet: true,
    members: 6,
    limits: false,
    output: (text) => {
      output += text;
    },
  });
  try {
    expect(await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'debug' })).toBeNull();
    let planted = 0;
    const shown = { curtain: 0, discussion: 0 };
    for (let round = 0; round < ROUNDS; round++) planted += await play(stage, database, round, shown);
    expect(planted).toBe(ROUNDS * PER_ROUND);
    // Each secret has to be somewhere to be found: behind a curtain, and in the discussion.
    expect(shown.curtain).toBeGreaterThan(ROUNDS * 3);
    expect(shown.discussion).toBeGreaterThanOrEqual(ROUNDS * 2);
    expect(output).toContain('ready');
    expect(output).not.toMatch(CANARY);
    expect(JSON.stringify(stage.audit)).not.toMatch(CANARY);
    expect(stage.violations).toEqual([]);
  } finally {
    await stage.close();
  }
}, 1_800_000);

/** One round of a club, from its founding to the recap, every secret text full of canaries. @returns how many. */
async function play(
  stage: Stage,
  database: TestDatabase,
  round: number,
  shown: { curtain: number; discussion: number },
): Promise<number> {
  const guild = round % 2 === 0 ? 'one' : 'two';
  const isForum = round % 4 >= 2;
  const club = `Club ${round % CLUBS}`;
  const [film = '', other = ''] = [TITLES[(2 * round) % TITLES.length], TITLES[(2 * round + 1) % TITLES.length]];
  let planted = 0;
  /** So many secret words, of this round alone. */
  const secrets = (count: number) => {
    const words = Array.from({ length: count }, () => `canary${round}x${++planted}`);
    return words.join(' ');
  };
  const inside = new Set<string>();
  const run = async (step: Step, mayShow = false): Promise<StepResult> => {
    const result = await must(stage, { guild, ...step });
    if (!mayShow) for (const seen of result.seen) expect(leaks(seen, inside)).toEqual([]);
    for (const { text, revealed } of result.seen) {
      if (CANARY.test(text)) shown.discussion++;
      else if (CANARY.test(revealed)) shown.curtain++;
    }
    return result;
  };
  await importReviews(database.db, [pageAbout(film, secrets(10))], { now: new Date(stage.clock.now()) });
  if (round < CLUBS) await found(run, club, isForum);
  await run({ as: 'm1', type: `/nominate film:${film} club:${club}` });
  await run({ as: 'm2', type: `/nominate film:${other} club:${club}` });
  await run({ as: 'host', type: `/poll open method:single closes:2h club:${club}` });
  const poll = stage.standing().findLast(({ text }) => text.startsWith(`${club}, poll`))?.id ?? '';
  for (const as of ['m1', 'host']) {
    await run({ as, on: poll, click: 'Vote' });
    await run({ as, select: "Films you'd watch", values: [film] });
    await run({ as, click: 'Cast ballot' });
  }
  await run({ as: 'host', type: `/poll close club:${club}` });
  await run({ as: 'host', type: `/screening plan film:${film} when:3h club:${club}` });
  await run({ as: 'host', click: 'Plan it' });
  await run({ as: 'm1', click: "I'm in" });
  await run({ advance: '12h' });
  // the discussion opens by itself once the night is over
  const card = stage
    .standing()
    .findLast(({ text }) => text.startsWith(film.replace(/ \(\d+\)$/, '')) && text.includes(club));
  if (!card) throw new Error(`no discussion of ${film}: ${stage.standing().at(-1)?.text}`);
  for (const [as, enter, confirm] of [
    ['m1', "I've seen it", 'Yes, let me in'],
    ['ko', "I've seen it", '네, 들어갈게요'],
  ] as const) {
    await run({ as, on: card.id, click: enter });
    await run({ as, click: confirm });
  }
  if (isForum && round < CLUBS) for (const as of ['m1', 'ko']) await run({ as, accept: '#film-discussions' });
  inside.add(`#${film}`);
  await run({ as: 'm1', in: film, say: `The end: ${secrets(10)}` });
  await run({ as: 'ko', in: film, say: `결말은 ${secrets(5)}` });
  await run({ as: 'm1', type: `/review film:${film}` });
  await run({ as: 'm1', submit: { Rating: '4', 'In the open': 'Made with care.', 'Behind the curtain': secrets(10) } });
  await run({ as: 'ko', type: `/감상 영화:${film}` });
  await run({
    as: 'ko',
    submit: { 별점: '3½', '드러내 놓고 한마디': '정성껏 만든 영화입니다.', '가려 둘 이야기': secrets(5) },
  });
  await run({ as: 'm2', say: `Oh, ${secrets(10)}` }, true);
  await run({ as: 'm2', menu: 'Hide as a spoiler' }, true);
  for (const as of ['m1', 'm2', 'm3']) {
    await run({ as, type: `/reviews show film:${film}` });
    await run({ as, typing: `/film title:${film.slice(0, 5)}` });
    await run({ as, type: `/film title:${film}` });
    await run({ as, click: 'Our club' });
    await run({ as, click: 'Reviews' });
  }
  await run({ as: 'host', type: `/reviews reveal club:${club}` });
  await run({ as: 'm1', type: `/reviews show film:${film}` });
  await run({ advance: '80h' });
  await run({ as: 'm3', look: '#film-club' });
  return planted;
}

async function found(run: (step: Step) => Promise<unknown>, club: string, isForum: boolean): Promise<void> {
  await run({ as: 'host', type: `/club create name:${club} zone:Europe/Berlin` });
  if (isForum) await run({ as: 'host', type: `/club settings discussions:forum club:${club}` });
  for (const as of ['m1', 'm2']) await run({ as, type: `/club join name:${club}` });
  await run({ as: 'ko', type: `/클럽 가입 이름:${club}` });
}

/** Where a secret can be read that should not be. Inside a discussion it may be said by those who are in it. */
function leaks(seen: Seen, inside: ReadonlySet<string>): string[] {
  if (inside.has(seen.channel) && seen.visibleTo !== 'everyone') return [];
  const open = [
    seen.text,
    seen.notification,
    seen.channel,
    ...seen.controls,
    ...seen.choices,
    JSON.stringify(seen.images),
  ];
  return open.filter((text) => CANARY.test(text));
}

function pageAbout(film: string, secret: string) {
  const text = `${film} — Movie Review\n\nBy A. Critic\n\nOct 10, 2023\n\nOUR RATING\n\n7 / 10\n\nSpoilers ahead\n\nIn the end ${secret} dies.\n`;
  return { name: film, read: async () => text };
}
