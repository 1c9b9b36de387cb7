import { expect, test } from 'vitest';
import { must } from '../support/club.ts';
import { openHouseOnStage } from '../support/house.ts';

const { stage } = await openHouseOnStage();
const OLDBOY = 'Oldboy (2003)';
const SECRET = 'quokkasecret';

/** Where a secret may stand in a text, and what stands around it. */
const AROUND: [string, string][] = [
  ['||', '||'],
  ['|', '|||'],
  ['||||', '|'],
  ['```\n', '\n```'],
  ['`', '`'],
  ['> ', '\n> b'],
  ['>>> a\n', ''],
  ['- ', '\n- b'],
  ['1. ', '\n2. b'],
  ['# ', ''],
  ['-# ', ''],
  ['[a](https://e.org "', '")'],
  ['https://e.org/', ''],
  ['<@&1> @everyone @here ', ' <@123456789012345678>'],
  ['\u202e', '\u202c'],
  ['\u200b\u2060', '\u200b'],
  ['مرحبا ', ' بالعالم'],
  ['한국어 ', ' 감상'],
  ['\\', '\\'],
  ['가'.repeat(100), '나'.repeat(3_800)],
  ['\n'.repeat(60), '\nx'.repeat(60)],
];

test.each(AROUND)(
  '%#: what a review hides is hidden from readers, notifications and names, whatever stands around it',
  async (before, after) => {
    await must(stage, { as: 'm1', type: `/review film:${OLDBOY}` });
    const open = `${before.slice(0, 60)}open${after.slice(0, 60)}`.replaceAll('\n', ' ');
    const hidden = `${before}${SECRET}${after}`;
    const kept = await must(stage, {
      as: 'm1',
      submit: { Rating: '4', 'In the open': open, 'Behind the curtain': hidden },
    });
    const card = await must(stage, { as: 'm2', type: `/film title:${OLDBOY}` });
    const on = card.seen.at(-1)?.id ?? '';
    await must(stage, { as: 'm2', on, click: "I've seen it" });
    const page = await must(stage, { as: 'm2', on, click: 'Reviews' });
    for (const { text, notification, controls, choices } of [kept, card, page].flatMap(({ seen }) => seen))
      expect(JSON.stringify({ text, notification, controls, choices })).not.toContain(SECRET);
    // what stands between bars of the writer's own is hidden
    expect(page.seen.at(-1)?.[open.startsWith('||open||') ? 'revealed' : 'text']).toContain('open');
    expect(page.seen.at(-1)?.revealed).toContain(SECRET);
    expect(page.seen.every(({ visibleTo }) => visibleTo !== 'everyone')).toBe(true);
    expect(stage.violations).toEqual([]);
  },
);

test('what is longer than a page shows can be read further, and only by who may', async () => {
  await must(stage, { as: 'm1', type: `/review film:${OLDBOY}` });
  const hidden = `${'가나다 '.repeat(300)}${SECRET}`;
  await must(stage, { as: 'm1', submit: { Rating: '4', 'Behind the curtain': hidden } });
  const page = await must(stage, { as: 'm2', type: `/reviews show film:${OLDBOY}` });
  expect(page.seen.at(-1)?.revealed).not.toContain(SECRET);
  const on = page.seen.at(-1)?.id ?? '';
  const whole = await must(stage, { as: 'm2', on, click: 'Read all of it' });
  expect(whole.seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m2'] });
  expect(whole.seen.at(-1)?.revealed).toContain(SECRET);
  expect(whole.seen.at(-1)?.text).not.toContain(SECRET);
  await must(stage, { as: 'm2', type: `/film title:${OLDBOY}` });
  await must(stage, { as: 'm2', click: "I've seen it" });
  await must(stage, { as: 'm2', click: 'I have not seen it after all' });
  const refused = await must(stage, { as: 'm2', on, click: 'Read all of it' });
  expect(refused.seen.at(-1)?.revealed).toContain('cannot be read here');
});

test.each(['qwxzv kjhqz', '||', '@everyone', '\u200b', 'x'.repeat(6_000)])(
  '%#: a title that names no film opens no form',
  async (title) => {
    for (const type of [`/review film:${title}`, `/reviews show film:${title}`]) {
      const result = await must(stage, { as: 'm1', type });
      expect(result.seen.filter(({ kind }) => kind === 'modal')).toEqual([]);
      expect(result.seen.at(-1)?.text).toMatch(/No film here|type a title/);
      expect(result.seen.at(-1)).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    }
  },
);

test('where a title may mean several films, the one that is chosen opens the form, or its reviews', async () => {
  const unsure = await must(stage, { as: 'm1', type: '/review film:kill' });
  const seen = unsure.seen.at(-1);
  if (seen?.kind === 'modal') return;
  const choice = seen?.controls.find((label) => /\(\d{4}\)/.test(label)) ?? '';
  const form = await must(stage, {
    as: 'm1',
    on: seen?.id ?? '',
    select: 'Which film did you mean?',
    values: [choice],
  });
  expect(form.seen.at(-1)?.kind).toBe('modal');
});
