import { expect, test } from 'vitest';
import type { Seen } from '../../../src/rehearsal/player/result.ts';
import { must, openClub } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage } = await openHouseOnStage({ limits: false });
const play = (step: Parameters<typeof must>[1]) => must(stage, step);

/** What the bot says by itself: to everybody, to a host privately, and by Discord's event. */
const bySelf = ({ kind, ephemeral }: Seen) => !ephemeral && (kind === 'message' || kind === 'event');

test('all that a Korean club is told of its nights and ratings is Korean, whoever does what; a private note is as its reader', async () => {
  await openClub(stage, { people: 4, films: [] });
  await play({ as: 'host', type: '/club settings language:한국어' });
  await play({ as: 'host', type: '/nominate film:Burning (2018)' });
  await play({ as: 'mod', type: '/nominate film:Oldboy (2003)' });
  const said: Seen[] = [];
  const hear = async (step: Parameters<typeof must>[1]) => void said.push(...(await play(step)).seen.filter(bySelf));
  await hear({ as: 'host', type: '/screening cadence rule:every Friday 8pm auto:True' });
  await hear({ advance: '72h' });
  await play({ as: 'host', click: '투표하기' });
  await play({ as: 'host', select: "Films you'd watch", values: ['Burning (2018)'] });
  await play({ as: 'host', click: 'Cast ballot' });
  await hear({ advance: '48h' });
  await hear({ as: 'm1', click: '갈게요' });
  await hear({ as: 'host', type: '/screening move when:2026-01-17 20:00' });
  await hear({ advance: '5d' });
  await hear({ as: 'host', type: '/screening plan film:Akira (1988) when:2026-02-20 20:00; 2026-02-21 20:00' });
  await hear({ as: 'host', click: 'Ask the club' });
  await hear({ as: 'host', type: '/screening plan film:Parasite (2019) when:2026-02-22 20:00' });
  await hear({ as: 'host', click: 'Plan it' });
  await hear({ as: 'host', type: '/screening cancel' });
  const [noted, posted] = [
    said.filter(({ channel }) => channel.startsWith('@')),
    said.filter(({ channel }) => !channel.startsWith('@')),
  ];
  expect(noted.filter(({ text }) => /[가-힣]{3}/.test(text.replaceAll('투표하기', '')))).toEqual([]);
  const texts = posted.map(({ text }) => text).filter((text) => text !== '');
  expect(texts.length).toBeGreaterThan(12);
  expect(texts.filter((text) => !/[가-힣]/.test(text))).toEqual([]);
  const english = /\b(?:night|round|poll|begins|moved|where|rate|coming|ratings|event|closes)\b/i;
  // the stage says in English what happened to an event, and a file's name is nobody's language
  const told = posted.filter(({ kind }) => kind === 'message').map(({ text }) => text.replace(/\S+\.png/, ''));
  expect(told.filter((text) => english.test(text))).toEqual([]);
});
