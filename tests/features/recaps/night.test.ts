import { afterEach, describe, expect, test } from 'vitest';
import type { Seen, StepResult } from '../../../src/rehearsal/player/result.ts';
import { must, openClub } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage();
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
const [BALLERINA, BURNING] = ['Ballerina (2023)', 'Burning (2018)'];

await openClub(stage, { people: 6, films: [BALLERINA, BURNING] });

afterEach(() => {
  expect(stage.violations).toEqual([]);
});

const recapsIn = ({ seen }: StepResult): Seen[] => seen.filter(({ images }) => images.length > 0);
const last = ({ seen }: StepResult): Seen => {
  const one = seen.at(-1);
  if (!one) throw new Error('nothing was seen');
  return one;
};

async function review(as: string, film: string, fields: Record<string, string>): Promise<void> {
  await play({ as, type: `/review film:${film}` });
  await play({ as, submit: fields });
}

async function vote(as: string, film: string): Promise<void> {
  await play({ as, click: 'Vote' });
  await play({ as, select: "Films you'd watch", values: [film] });
  await play({ as, click: 'Cast ballot' });
}

describe('a night from its poll to its recap', () => {
  test('before the reveal there is no recap, of the film that is watched least of all', async () => {
    await play({ as: 'host', type: '/poll open method:approval closes:2h' });
    for (const as of ['m1', 'm2', 'mod']) await vote(as, BALLERINA);
    await vote('m3', BURNING);
    await play({ advance: '2h' });
    expect(last(await play({ as: 'm1', type: '/recap night' })).text).toContain('no recap yet');
    await play({ as: 'host', type: `/screening plan film:${BALLERINA} when:in 3h` });
    await play({ as: 'host', click: 'Plan it' });
    for (const as of ['m1', 'm2', 'm3', 'mod']) await play({ as, click: "I'm in" });
    await play({ advance: '12h' });
    await play({ as: 'm3', type: `/film title:${BALLERINA}` });
    await play({ as: 'm3', click: "I've seen it" });
    await review('m1', BALLERINA, {
      Rating: '5',
      'In the open': 'Gorgeous, **every** frame.',
      'Behind the curtain': 'The SECRETWORD ending.',
    });
    await review('m2', BALLERINA, { Rating: '1', 'In the open': 'Cold and empty to me.' });
    const early = last(await play({ as: 'm1', type: `/recap night film:${BALLERINA}` }));
    expect(early).toMatchObject({ ephemeral: true });
    expect(early.text).toContain('still hidden');
    expect(early.revealed).not.toMatch(/SECRETWORD|Gorgeous|★/);
  });

  test('after the reveal it is posted once: numbers, fans and critics, who came, how it won, quotes, what comes next', async () => {
    await review('mod', BALLERINA, { Rating: '3½' });
    const shown = await play({ advance: '80h' });
    const [recap, ...more] = recapsIn(shown);
    if (!recap) throw new Error(`no recap: ${JSON.stringify(shown.seen)}`);
    expect(more).toEqual([]);
    expect(recap).toMatchObject({ channel: '#film-club', visibleTo: 'everyone', notification: '' });
    for (const words of [
      'Ballerina (2023)',
      'Friday Club · round 1',
      '3.2 average · 3.5 median · 1.6 spread · 3 ratings',
      'Biggest fan: @m1, 5 stars',
      'Hardest critic: @m2, 1 star',
      '4 came:',
      'How it won: poll 1, 3 of 4 votes.',
      'Put forward by @host.',
      '“Gorgeous, **every** frame.” @m1',
      '“Cold and empty to me.” @m2',
      'Behind the curtain',
      'Next: ',
    ])
      expect(recap.text).toContain(words);
    expect(recap.text).not.toContain('SECRETWORD');
    expect(recap.revealed).toContain('SECRETWORD');
    const [image] = recap.images;
    expect(image?.alt).toContain('Ballerina (2023). ');
    expect(image?.alt).toContain(
      'Ratings by stars: 1: 1, 3½: 1, 5: 1. Average 3.2, median 3.5, spread (standard deviation) 1.6.',
    );
    expect(image?.alt).not.toMatch(/SECRETWORD|Gorgeous|m1/);
    expect(await posted()).toBe(1);
  });

  test('a review that a host takes away is gone from the recap, picture and numbers stay', async () => {
    const { seen } = await play({ as: 'host', type: `/reviews remove person:m1 film:${BALLERINA}` });
    const edited = seen.find(({ kind, images }) => kind === 'edit' && images.length > 0);
    expect(edited?.revealed).toContain('3.2 average');
    expect(edited?.revealed).toContain('Cold and empty');
    expect(edited?.revealed).not.toMatch(/Gorgeous|SECRETWORD/);
    expect(await posted()).toBe(1);
  });
});

async function posted(): Promise<number> {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int as n from posts where kind = 'recaps/night' and sent_at is not null`;
  return row?.n ?? 0;
}
