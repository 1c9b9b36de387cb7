import { describe, expect, test } from 'vitest';
import type { Seen } from '../../../src/rehearsal/player/result.ts';
import type { Step } from '../../../src/rehearsal/script.ts';
import { openClub } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';
import { BURNING } from './scene.ts';

const CANARY = 'CANARYbutler';

/** What a member says inside, and what one says in the open and has hidden: with the word wherever a word can be. */
const INSIDE: Step[] = [
  {
    as: 'm1',
    in: BURNING,
    say: `${CANARY} did it`,
    files: [{ name: `${CANARY}.png`, size: 500, description: CANARY }],
  },
  { as: 'ko', in: BURNING, say: `범인은 ${CANARY}` },
];
const BLURTED: Step[] = [
  {
    as: 'm1',
    say: `x|||${CANARY} || \`${CANARY}\` https://e.org/${CANARY}`,
    files: [{ name: `${CANARY}.${CANARY}`, size: 9 }],
  },
  { as: 'ko', say: `> ${CANARY}\n\`\`\`${CANARY}`, files: [{ name: `${CANARY}.png`, size: 500, description: CANARY }] },
];

const words = {
  m1: { seen: "I've seen it", yes: 'Yes, let me in', menu: 'Hide as a spoiler', leave: 'Leave' },
  ko: { seen: '봤어요', yes: '네, 들어갈게요', menu: '스포일러로 가리기', leave: 'Leave' },
} as const;

describe.each(['thread', 'forum'] as const)('a night in a club that talks in a %s', (mode) => {
  test('shows a word that was said inside, or hidden, to nobody who has not opened it', async () => {
    let printed = '';
    const { stage } = await openHouseOnStage({
      limits: false,
      output: (text) => {
        printed += text;
      },
    });
    const all: Seen[] = [];
    /** Plays a step; what people write themselves is theirs to write. */
    const play = async (step: Step) => {
      const result = await stage.play(step);
      expect(result.error, JSON.stringify(step)).toBeNull();
      if (step.say === undefined) all.push(...result.seen);
      return result;
    };
    await openClub(stage, { people: 5, films: [] });
    await play({ as: 'host', type: `/club settings discussions:${mode}` });
    for (const as of ['m1', 'ko'] as const) {
      await play({ as, type: '/discuss film Burning' });
      await play({ as, click: words[as].seen });
      await play({ as, click: words[as].yes });
      if (mode === 'forum') await play({ as, accept: '#film-discussions' });
    }
    for (const step of INSIDE) await play(step);
    for (const step of BLURTED) {
      await play(step);
      await play({ as: step.as, menu: words[step.as as 'm1' | 'ko'].menu });
    }
    await play({ as: 'm1', in: BURNING, menu: words.m1.menu });
    for (const type of ['/discuss film Burning', '/film Burning', '/help', '/discuss hidden', '/nominations'])
      await play({ as: 'mod', type });
    for (const typing of ['/discuss film CANARY', '/discuss close film:CANARY', '/film CANARY'])
      await play({ as: 'm2', typing });
    await play({ as: 'mod', type: '/discuss remove person:ko film:Burning' });
    await play({ as: 'm1', in: BURNING, click: 'Leave' });
    await play({ as: 'mod', type: '/discuss close film:Burning' });
    await play({ as: 'host', type: '/discuss film Burning' });
    await play({ advance: '9d' });
    await play({ as: 'm2', look: '#film-club' });
    expect(await stage.stopBot()).toBeNull();

    const open = all.flatMap(({ text, notification, controls, choices, images, channel }) => [
      ...[text, notification, channel, ...controls, ...choices, ...images.map(({ alt }) => alt)],
    ]);
    expect(open.filter((one) => one.includes(CANARY))).toEqual([]);
    expect(JSON.stringify(stage.audit)).not.toContain(CANARY);
    expect(printed).not.toContain(CANARY);
    expect(printed).toContain('ready');
    // It is still there for who opens it, so the test can fail.
    expect(all.some(({ revealed }) => revealed.includes(CANARY))).toBe(true);
    expect(stage.violations).toEqual([]);
  });
});
