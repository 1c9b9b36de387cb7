import { afterEach, expect } from 'vitest';
import type { Seen } from '../../src/rehearsal/player/result.ts';
import type { Step } from '../../src/rehearsal/script.ts';
import type { StageOptions } from '../../src/rehearsal/stage.ts';
import { openClub } from './club.ts';
import { openHouseOnStage } from './house.ts';

/** What Discord answers where a channel, a message or a permission is missing: what these evenings are about. */
const EXPECTED = [10_003, 10_008, 50_001, 50_007, 50_013];

/** A house on a stage for one evening after another, each from nothing; whatever happens in it, no rule is broken. */
export async function evenings(options: StageOptions = {}) {
  const { stage, database } = await openHouseOnStage({ limits: false, ...options });
  afterEach(async () => {
    expect(stage.violations).toEqual([]);
    await database.sql`truncate guilds cascade`;
  });
  /** Plays a step that has to work. @returns all that it brought. */
  const play = async (step: Step): Promise<Seen[]> => {
    const { seen, error, refused } = await stage.play(step);
    expect(error).toBeNull();
    expect(refused.filter(({ code }) => !EXPECTED.includes(Number(code)))).toEqual([]);
    return seen;
  };
  /** What one person alone reads after a step. */
  const told = async (step: Step): Promise<string> =>
    textOf((await play(step)).filter(({ visibleTo }) => visibleTo !== 'everyone' && visibleTo.includes(step.as ?? '')));
  /** What everybody reads after a step. */
  const public_ = async (step: Step): Promise<string> =>
    textOf((await play(step)).filter(({ visibleTo }) => visibleTo === 'everyone'));
  /** Opens the ballot, marks and casts; the votes are films, for a ranking best first. @returns what the voter reads. */
  const vote = async (as: string, films: readonly string[], ranked = false): Promise<string> => {
    const words = as === 'ko' ? KOREAN : ENGLISH;
    await play({ as, click: 'Vote' });
    if (!ranked) await play({ as, select: words.films, values: [...films] });
    else for (const [rank, film] of films.entries()) await play({ as, select: words.choice(rank + 1), values: [film] });
    return told({ as, click: words.cast });
  };
  const club = (people: number, films: readonly string[]) => openClub(stage, { people, films });
  return { stage, database, play, told, everybody: public_, vote, club };
}

const ordinals = ['st', 'nd', 'rd'];
const ENGLISH = {
  films: "Films you'd watch",
  choice: (rank: number) => `${rank}${ordinals[rank - 1] ?? 'th'} choice`,
  cast: 'Cast ballot',
};
const KOREAN = { films: '볼 만한 영화', choice: (rank: number) => `${rank}순위`, cast: '표 던지기' };

export function textOf(seen: readonly Seen[]): string {
  return seen.map(({ text }) => text).join('\n');
}
