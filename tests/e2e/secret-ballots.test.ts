import { expect, test } from 'vitest';
import type { Step } from '../../src/rehearsal/script.ts';
import { openStage } from '../../src/rehearsal/stage.ts';
import { FILMS, must, openClub, peopleOf } from '../support/club.ts';
import { testDatabase } from '../support/database.ts';
import { type Testimony, witness } from '../support/sameness.ts';

const PEOPLE = 5;
const FILM = FILMS.slice(0, 4);

/** Two ways of voting that differ in what everybody chooses, and in nothing that anybody else may notice. */
const CHOICES = [
  [[0], [1, 2], [2], [3], [0, 1]],
  [[3], [2, 0], [0], [1], [2, 3]],
] as const;

test.each(['approval', 'ranked', 'single'] as const)(
  'before the close nothing tells what anybody chose: %s',
  async (method) => {
    const [first, second] = await Promise.all(CHOICES.map((choices) => evening(method, choices)));
    expect(second?.before).toEqual(first?.before);
    // The comparison has to see something, and the result has to differ.
    expect(first?.before.length).toBeGreaterThan(60);
    expect(second?.after).not.toEqual(first?.after);
  },
);

/** Plays an evening up to just before the close, and past it. Each voter's own private messages are left out. */
async function evening(
  method: string,
  choices: (typeof CHOICES)[number],
): Promise<{ before: Testimony; after: Testimony }> {
  const database = await testDatabase();
  const watched = witness();
  const stage = await openStage({ quiet: true, members: PEOPLE + 1, ...watched.options });
  try {
    expect(await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'debug' })).toBeNull();
    await openClub(stage, { people: PEOPLE, films: FILM });
    await must(stage, { as: 'host', type: `/poll open method:${method} closes:48h quorum:2` });
    for (const [index, as] of peopleOf(PEOPLE).entries())
      for (const step of voting(method, as, choices[index] ?? [])) await must(stage, step);
    await must(stage, { as: 'm3', type: '/poll status' });
    await must(stage, { as: 'm3', type: '/poll recount' });
    await must(stage, { as: 'm3', typing: '/poll status poll:' });
    await must(stage, { as: 'm3', look: '#film-club' });
    await must(stage, { advance: '47h' });
    const before = watched.testify(stage, peopleOf(PEOPLE));
    await must(stage, { advance: '1h' });
    return { before, after: watched.testify(stage, peopleOf(PEOPLE)) };
  } finally {
    await stage.close();
  }
}

function voting(method: string, as: string, films: readonly number[]): Step[] {
  const korean = as === 'ko';
  const values = films.slice(0, method === 'single' ? 1 : films.length).map((film) => FILM[film] ?? '');
  const marks: Step[] =
    method === 'ranked'
      ? values.map((value, rank) => ({
          as,
          select: korean ? `${rank + 1}순위` : `${rank + 1}${['st', 'nd'][rank]} choice`,
          values: [value],
        }))
      : [{ as, select: korean ? '볼 만한 영화' : "Films you'd watch", values }];
  return [{ as, click: 'Vote' }, ...marks, { as, click: korean ? '표 던지기' : 'Cast ballot' }];
}
