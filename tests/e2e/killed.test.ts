import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { StepResult } from '../../src/rehearsal/player/result.ts';
import type { Step } from '../../src/rehearsal/script.ts';
import { openStage } from '../../src/rehearsal/stage.ts';
import { FILMS, must, openClub, peopleOf } from '../support/club.ts';
import { testDatabase } from '../support/database.ts';
import { runs } from '../support/runs.ts';

const KILLS = runs(50);
const PEOPLE = 6;

/**
 * One poll a kill, opened, voted in and closed; somewhere in it, at a moment that chance picks, the bot is killed
 * with SIGKILL and started again. What it told anybody before has to hold afterwards.
 */
test(`killed ${KILLS} times around opening, voting and closing: nothing accepted is lost, nothing is announced twice`, async () => {
  const database = await testDatabase();
  const stage = await openStage({ quiet: true, members: PEOPLE, limits: false });
  try {
    expect(await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'silent' })).toBeNull();
    await openClub(stage, { people: PEOPLE, films: FILMS.slice(0, 5) });
    await must(stage, { as: 'host', type: '/club settings nominations:10' });
    for (let kill = 0; kill < KILLS; kill++) {
      const accepted = new Map<string, string>();
      const phases = [
        () => stage.play({ as: 'host', type: '/poll open method:approval closes:48h' }),
        () => voting(kill, accepted),
        () => (kill % 2 ? stage.play({ as: 'host', type: '/poll close' }) : stage.play({ advance: '48h' })),
      ];
      for (const [index, phase] of phases.entries()) {
        if (index === kill % phases.length) await killDuring(phase);
        else await phase();
        if (index === 0) await opened();
      }
      await closed();
      const ballots = await database.sql<{ user_id: string; titles: string[] }[]>`select b.user_id,
          array(select f.title || ' (' || f.year || ')' from unnest(b.choices) c
            join nominations n on n.id = c join films f on f.id = n.film_id order by 1) as titles
        from ballots b join polls p on p.guild_id = b.guild_id and p.id = b.poll_id
        where p.number = (select max(number) from polls) order by b.user_id`;
      const kept = ballots.map(({ titles }) => titles.join());
      for (const choice of accepted.values()) expect(kept).toContain(choice);
      expect(ballots.length).toBeGreaterThanOrEqual(accepted.size);
      await again();
    }
    const look = await must(stage, { as: 'm1', look: '#film-club' });
    expect(look.error).toBeNull();
    await announcedOnce();
    expect(stage.violations).toEqual([]);
  } finally {
    await stage.close();
  }

  /** Lets a phase begin, kills the bot within its first moments, and starts it again. */
  async function killDuring(phase: () => Promise<unknown>): Promise<void> {
    const doing = phase().catch(() => undefined);
    await pause(Math.random() * 40);
    await stage.killBot();
    await doing;
    expect(await stage.startBot()).toBeNull();
  }

  /** Every voter marks something of their own and casts; what was acknowledged is noted. */
  async function voting(turn: number, accepted: Map<string, string>): Promise<void> {
    const lines = peopleOf(PEOPLE).map((as, index): Step[] => {
      const menu = as === 'ko' ? '볼 만한 영화' : "Films you'd watch";
      const film = FILMS[(index + turn) % 4] ?? '';
      return [
        { as, click: 'Vote' },
        { as, select: menu, values: [film] },
        { as, click: as === 'ko' ? '표 던지기' : 'Cast ballot' },
      ];
    });
    const played = await stage.playTogether(lines);
    for (const [index, results] of played.entries()) {
      const said = acceptedIn(results.at(-1));
      if (said !== undefined) accepted.set(peopleOf(PEOPLE)[index] ?? '', said);
    }
  }

  /** The host opens again what was not accepted before the kill. */
  async function opened(): Promise<void> {
    const [row] = await database.sql`select 1 from polls where state = 'open'`;
    if (row) return;
    const { seen } = await must(stage, { as: 'host', type: '/poll open method:approval closes:48h' });
    expect(seen.map(({ text }) => text).join()).toContain('is open in #film-club');
  }

  async function closed(): Promise<void> {
    const [row] = await database.sql`select 1 from polls where state = 'open'`;
    if (row) await must(stage, { advance: '48h' });
    expect(await database.sql`select 1 from polls where state = 'open'`).toHaveLength(0);
  }

  /** The film was watched and the others stand again, so that the next poll has some. */
  async function again(): Promise<void> {
    await database.sql`update rounds set state = 'recapped' where state = 'scheduled'`;
    for (const film of FILMS.slice(0, 4)) await must(stage, { as: 'host', type: `/nominate film:${film}` });
  }

  /** Every poll has one opening and, once it is over, one result in the channel. */
  async function announcedOnce(): Promise<void> {
    const polls = await database.sql<
      { number: number; state: string }[]
    >`select number, state from polls order by number`;
    expect(polls.length).toBeGreaterThanOrEqual(KILLS);
    const texts = stage.standing().map(({ text }) => text);
    for (const { number, state } of polls) {
      const about = texts.filter((text) => text.startsWith(`Friday Club, poll ${number}: `));
      const results = about.filter((text) => text.includes(': the result')).length;
      const openings = about.length - results;
      expect([number, openings]).toEqual([number, 1]);
      expect([number, results]).toEqual([number, state === 'closed' ? 1 : 0]);
    }
  }
}, 1_800_000);

/** The films of a ballot that was told to be cast, sorted; undefined when none was. */
function acceptedIn(result: StepResult | undefined): string | undefined {
  const told = result?.seen.find(({ text }) => /Your ballot is cast|표를 던졌습니다/.test(text));
  return told?.text
    .split('\n')
    .flatMap((line) => (line.startsWith('· ') ? [line.slice(2)] : []))
    .sort()
    .join();
}
