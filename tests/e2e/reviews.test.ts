import { afterEach, describe, expect, test } from 'vitest';
import type { Seen, StepResult } from '../../src/rehearsal/player/result.ts';
import { FILMS, must, openClub, publicText } from '../support/club.ts';
import { onlySeen, openHouseOnStage } from '../support/house.ts';

const { stage, database } = await openHouseOnStage();
const [BALLERINA, BURNING] = FILMS;

await openClub(stage, { people: 6, films: [BALLERINA, BURNING] });

afterEach(() => {
  expect(stage.violations).toEqual([]);
});

const last = (result: StepResult): Seen => {
  const seen = result.seen.at(-1);
  if (!seen) throw new Error('nothing was seen');
  return seen;
};

/** Writes a review as a person does. */
async function review(as: string, film: string, fields: Record<string, string>): Promise<Seen> {
  await must(stage, { as, type: `/review film:${film}` });
  return last(await must(stage, { as, submit: fields }));
}

const show = async (as: string, film: string) => last(await must(stage, { as, type: `/reviews show film:${film}` }));

describe('a review of a film that no club is about to watch', () => {
  const OLDBOY = 'Oldboy (2003)';

  test('is written in a form, kept privately, and marks the film as seen', async () => {
    const opened = onlySeen(await must(stage, { as: 'm1', type: `/review film:${OLDBOY}` }));
    expect(opened.kind).toBe('modal');
    expect(opened.text).toContain('In the open');
    const kept = last(
      await must(stage, {
        as: 'm1',
        submit: {
          Rating: '4½',
          'In the open': 'Gorgeous and cruel.',
          'Behind the curtain': 'The hammer SECRETWORD corridor.',
          'Would you watch it again?': 'would watch it again',
          'Where and when did you see it?': 'Babylon, Friday',
        },
      }),
    );
    expect(kept).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    expect(kept.text).toContain('You gave Oldboy (2003) 4.5 of 5');
    expect(kept.text).toContain('Members who have seen the film can read it');
    expect(kept.text).toContain('may quote you: your open line in the open, the rest behind a curtain');
    expect(kept.text).not.toContain('A word between us');
    expect(await rows()).toMatchObject({ seen: 1, ratings: 1, reviews: 1 });
  });

  test('is read by who has seen the film, its secret behind the curtain; to others only the count is told', async () => {
    const stranger = await show('m2', OLDBOY);
    expect(stranger.text).toContain('1 member here has rated it');
    expect(stranger.revealed).not.toMatch(/SECRETWORD|Gorgeous|4½/);
    await must(stage, { as: 'm2', on: stranger.id, click: "I've seen it" });
    const reader = await show('m2', OLDBOY);
    expect(reader).toMatchObject({ ephemeral: true, visibleTo: ['m2'], notification: '' });
    expect(reader.text).toMatch(/4½ stars · .*would watch it again · Babylon, Friday/);
    expect(reader.text).toContain('“Gorgeous and cruel.”');
    expect(reader.text).not.toContain('SECRETWORD');
    expect(reader.revealed).toContain('SECRETWORD');
  });

  test('of a film that shares its title begins with which is meant', async () => {
    const asked = onlySeen(await must(stage, { as: 'm1', type: '/review film:Ballerina' }));
    expect(asked).toMatchObject({ kind: 'message', visibleTo: ['m1'] });
    const form = onlySeen(await must(stage, { as: 'm1', type: '/review film:Ballerina 2023' }));
    expect(form.kind).toBe('modal');
  });

  test('comes back filled in, and is changed, not written twice', async () => {
    const form = onlySeen(await must(stage, { as: 'm1', type: `/review film:${OLDBOY}` }));
    expect(form.text).toContain('Gorgeous and cruel.');
    const kept = last(await must(stage, { as: 'm1', submit: { Rating: '3' } }));
    expect(kept.text).toContain('3 of 5');
    const seen = await show('m2', OLDBOY);
    expect(seen.text).toContain('3 stars');
    expect(seen.text).toContain('“Gorgeous and cruel.”');
    expect(await rows()).toMatchObject({ ratings: 1, reviews: 1 });
  });

  test('"I have not seen it after all" does not take a review along unasked', async () => {
    const card = last(await must(stage, { as: 'm1', type: `/film title:${OLDBOY}` }));
    await must(stage, { as: 'm1', on: card.id, click: "I've seen it" });
    const told = last(await must(stage, { as: 'm1', click: 'I have not seen it after all' }));
    expect(told.text).toContain('Delete your review first');
    expect(await rows()).toMatchObject({ ratings: 1, reviews: 1 });
  });

  test('a line that tells too much is taken, with a word about it to its writer alone', async () => {
    const kept = await review('m3', OLDBOY, { Rating: '5', 'In the open': 'The killer is his own father, who dies.' });
    expect(kept).toMatchObject({ visibleTo: ['m3'] });
    expect(kept.text).toContain('A word between us');
    expect(kept.controls).toContain('Edit my review');
    const form = onlySeen(await must(stage, { as: 'm3', on: kept.id, click: 'Edit my review' }));
    expect(form.kind).toBe('modal');
    expect(form.text).toContain('The killer is');
  });

  test('is deleted after one more question, and seen stays seen', async () => {
    const kept = await review('m3', OLDBOY, { Rating: '2' });
    await must(stage, { as: 'm3', on: kept.id, click: 'Delete it' });
    expect(last(await must(stage, { as: 'm3', on: kept.id, click: 'Keep it' })).text).toContain('stands');
    const again = await review('m3', OLDBOY, { Rating: '2' });
    await must(stage, { as: 'm3', on: again.id, click: 'Delete it' });
    const gone = last(await must(stage, { as: 'm3', on: again.id, click: 'Yes, delete it' }));
    expect(gone.text).toContain('Gone: your rating and your review');
    expect(await rows()).toMatchObject({ ratings: 1, reviews: 1, seen: 3 });
  });

  test('is removed by a moderator or a host, on record, and by nobody else', async () => {
    const type = `/reviews remove person:m1 film:${OLDBOY}`;
    expect(last(await must(stage, { as: 'm2', type })).text).toContain('Only a moderator, or a host of Friday Club');
    const removed = last(await must(stage, { as: 'mod', type }));
    expect(removed).toMatchObject({ visibleTo: ['mod'] });
    expect(removed.text).toContain('kept on record');
    expect((await show('m2', OLDBOY)).revealed).not.toMatch(/SECRETWORD|Gorgeous/);
    const events = await database.sql`select what from club_events where what = 'review removed'`;
    expect(events).toHaveLength(1);
    expect(await rows()).toMatchObject({ ratings: 1, reviews: 0 });
  });

  test('in Korean, the form, the answer and the page are Korean', async () => {
    const form = onlySeen(await must(stage, { as: 'ko', type: `/감상 영화:${OLDBOY}` }));
    expect(form.text).toContain('가려 둘 이야기');
    const kept = last(await must(stage, { as: 'ko', submit: { 별점: '4', '드러내 놓고 한마디': '숨이 막힌다' } }));
    expect(kept.text).toContain('4점을 주었습니다');
    expect(kept.text).toContain('인용될 수 있습니다');
    expect((await show('ko', OLDBOY)).text).toContain('“숨이 막힌다”');
  });

  test('a member who has left the server keeps their review, and nobody is pinged', async () => {
    await review('m1', OLDBOY, { Rating: '1', 'In the open': 'A chore.' });
    await must(stage, { as: 'm1', leave: true });
    const page = await show('m2', OLDBOY);
    expect(page.text).toContain('“A chore.”');
    await must(stage, { as: 'm1', join: true });
  });
});

describe("a club's film is blind until its reveal", () => {
  test('once chosen, ratings are kept, and to others only who has rated is told: no host, no moderator is excepted', async () => {
    await choose();
    const kept = await review('m1', BURNING, {
      Rating: '½',
      'In the open': 'OPENWORD',
      'Behind the curtain': 'HIDDENWORD',
    });
    expect(kept.text).toContain('Nobody else can read your rating');
    expect(kept.text).toContain("the recap in the club's channel may quote you");
    for (const as of ['host', 'mod', 'm2', 'm4']) {
      const card = last(await must(stage, { as, type: `/film title:${BURNING}` }));
      await must(stage, { as, on: card.id, click: "I've seen it" });
      const club = last(await must(stage, { as, on: card.id, click: 'Our club' }));
      const page = last(await must(stage, { as, on: card.id, click: 'Reviews' }));
      for (const seen of [card, club, page, await show(as, BURNING)]) {
        expect(seen.revealed).not.toMatch(/OPENWORD|HIDDENWORD|½|0\.5/);
        if (seen !== card) expect(seen.text).toContain('1 has rated it: @m1');
      }
    }
    expect((await show('m1', BURNING)).revealed).toMatch(/½ star · @m1 · you.*OPENWORD.*HIDDENWORD/s);
  });

  test('only a host shows them, once; everybody reads that they are in, and nothing of what they say', async () => {
    expect(last(await must(stage, { as: 'm2', type: '/reviews reveal' })).text).toContain('Only a host');
    const asked = last(await must(stage, { as: 'host', type: '/reviews reveal' }));
    expect(asked).toMatchObject({ visibleTo: ['host'] });
    expect(asked.text).toContain('has not watched this film together yet. To show the ratings now ends round');
    const [waiting] = await database.sql`select state, revealed_at from rounds where film_id is not null`;
    expect(waiting).toMatchObject({ state: 'scheduled', revealed_at: null });
    const shown = await must(stage, { as: 'host', click: 'Yes, show them now' });
    expect(publicText(shown)).not.toContain('HIDDENWORD');
    const notice = shown.seen.find(({ text }) => text.includes('are in.'))?.revealed ?? '';
    expect(notice).toContain('the ratings of Burning (2018) are in. 1 member has rated it.');
    expect(notice).not.toMatch(/OPENWORD|HIDDENWORD|½|0\.5|late/);
    expect(last(await must(stage, { as: 'host', type: '/reviews reveal' })).text).toContain('no film whose ratings');
    const [round] = await database.sql`select state, revealed_at from rounds where film_id is not null`;
    expect(round).toMatchObject({ state: 'recapped' });
    expect(round?.revealed_at).not.toBeNull();
  });

  test('after it, who has seen the film reads all, and who has not reads the count', async () => {
    const page = await show('host', BURNING);
    expect(page.text).toContain('OPENWORD');
    expect(page.text).not.toContain('HIDDENWORD');
    expect(page.revealed).toContain('HIDDENWORD');
    expect((await show('m3', BURNING)).revealed).not.toMatch(/OPENWORD|HIDDENWORD/);
  });
});

/** A host chooses what the club watches next: a vote on two films. */
async function choose(): Promise<void> {
  await must(stage, { as: 'host', type: '/poll open method:single' });
  for (const as of ['m1', 'm2']) {
    await must(stage, { as, click: 'Vote' });
    await must(stage, { as, select: "Films you'd watch", values: [BURNING] });
    await must(stage, { as, click: 'Cast ballot' });
  }
  await must(stage, { as: 'host', type: '/poll close' });
}

async function rows(): Promise<Record<string, number>> {
  const [row] = await database.sql<Record<string, number>[]>`select
    (select count(*)::int from seen_marks) as seen, (select count(*)::int from ratings) as ratings,
    (select count(*)::int from member_reviews) as reviews`;
  return row ?? {};
}
