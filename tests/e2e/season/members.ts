import { readFileSync } from 'node:fs';
import type { Step } from '../../../src/rehearsal/script.ts';
import { dice } from '../../features/recaps/scene.ts';

/** How somebody takes part: shares of the times they do something (0 to 1), and how they rate. */
type Habit = {
  as: string;
  nominates: number;
  votes: number;
  /** How many films of a ballot they mark, as a share. */
  marks: number;
  comes: number;
  rates: number;
  /** Half stars above what a film deserves. */
  mood: number;
  /** Answers on Discord's own event in place of our buttons, rates by the form, or rates a day later. */
  by?: 'event' | 'form' | 'tomorrow';
  talks?: boolean;
};

/** Twelve people, no two alike. */
const HABITS: readonly Habit[] = [
  { as: 'host', nominates: 0.8, votes: 1, marks: 0.5, comes: 0.95, rates: 1, mood: 1 },
  { as: 'mod', nominates: 0.6, votes: 0.9, marks: 0.3, comes: 0.9, rates: 0.95, mood: -1 },
  { as: 'ko', nominates: 0.7, votes: 0.8, marks: 0.6, comes: 0.8, rates: 0.9, mood: 2 },
  { as: 'm1', nominates: 0.5, votes: 0.9, marks: 0.2, comes: 0.7, rates: 0.9, mood: -3, by: 'form' },
  { as: 'm2', nominates: 0.2, votes: 0.7, marks: 0.9, comes: 0.75, rates: 0.8, mood: 0, by: 'event' },
  { as: 'm3', nominates: 0.4, votes: 0.6, marks: 0.4, comes: 0.6, rates: 0.9, mood: 3, talks: true },
  { as: 'm4', nominates: 0.1, votes: 0.5, marks: 0.5, comes: 0.5, rates: 0.7, mood: 0, by: 'tomorrow' },
  { as: 'm5', nominates: 0.3, votes: 0.9, marks: 0.1, comes: 0.85, rates: 0.6, mood: -2 },
  { as: 'm6', nominates: 0, votes: 0.4, marks: 1, comes: 0.4, rates: 0.9, mood: 1, by: 'event' },
  { as: 'm7', nominates: 0.2, votes: 0.8, marks: 0.3, comes: 0.3, rates: 0.9, mood: -4, talks: true },
  { as: 'm8', nominates: 0.1, votes: 0.2, marks: 0.5, comes: 0.1, rates: 0.5, mood: 4 },
  { as: 'm9', nominates: 0, votes: 0, marks: 0, comes: 0, rates: 0, mood: 0 },
];

export const PEOPLE: readonly string[] = HABITS.map(({ as }) => as);

/** What each of several people does, one thing after the other. */
export type Deeds = Step[][];

/** Films of the starter catalogue by names that are no other film's too, as options read. */
function catalogue(): string[] {
  const all = JSON.parse(readFileSync('src/features/films/starter/films.json', 'utf8')) as {
    title: string;
    year?: number;
  }[];
  return all.flatMap(({ title, year }) => (year ? [`${title} (${year})`] : []));
}

/** The twelve as they live through a season: the same deeds for the same seed. */
export function membersOf(seed: number) {
  const roll = dice(seed);
  const films = catalogue();
  const does = (share: number) => roll() < share;
  const some = (share: (one: Habit) => number) => HABITS.filter((one) => does(share(one)));
  let coming: Habit[] = [];
  const rating = (mood: number, worth: number) =>
    Math.min(10, Math.max(1, Math.round(worth * 10 + mood + roll() * 4 - 2)));
  const answer = ({ as, by }: Habit, on: string, isComing: boolean): Step =>
    by === 'event' ? { as, rsvp: isComing } : { as, click: isComing ? "I'm in" : "Can't", on };
  return {
    /** Films are put forward, three at the least: each a new one. */
    nominate(): Deeds {
      const who = some(({ nominates }) => nominates);
      for (const one of HABITS) if (who.length < 3 && !who.includes(one)) who.push(one);
      return who.map(({ as }) => [{ as, type: `/nominate film:${films.shift() ?? ''}` }]);
    },
    /** @param on the poll's message. @param ballot the films on it, as options read. */
    vote(on: string, ballot: readonly string[]): Deeds {
      return some(({ votes }) => votes).map(({ as, marks }): Step[] => {
        const [first = ''] = ballot;
        const marked = ballot.filter(() => does(marks));
        const words = as === 'ko' ? ['볼 만한 영화', '표 던지기'] : ["Films you'd watch", 'Cast ballot'];
        const [select = '', cast = ''] = words;
        return [
          { as, click: 'Vote', on },
          { as, select, values: marked.length > 0 ? marked : [first] },
          { as, click: cast },
        ];
      });
    },
    /** Most say whether they come; some never say. @param on the night's message. */
    answer(on: string): Deeds {
      const said = some(() => 0.9);
      coming = said.filter(({ comes }) => does(comes));
      const events = said.filter((one) => one.by !== 'event' || coming.includes(one));
      return events.map((one) => [answer(one, on, coming.includes(one))]);
    },
    /** Some think otherwise the day before. */
    changeMinds(on: string): Deeds {
      const changed = coming.filter(() => does(0.1));
      coming = coming.filter((one) => !changed.includes(one));
      return changed.map((one) => [answer(one, on, false)]);
    },
    /** Those who came rate the film: some at once, some a day later, some never. @param on the message that asks. */
    rate(on: string, film: string): { now: Deeds; tomorrow: Deeds } {
      const worth = roll();
      const deeds = coming
        .filter(({ rates }) => does(rates))
        .map((one) => ({ one, steps: ratingSteps(one, on, film, rating(one.mood, worth)) }));
      const at = (isLater: boolean) =>
        deeds.filter(({ one }) => (one.by === 'tomorrow') === isLater).map(({ steps }) => steps);
      return { now: at(false), tomorrow: at(true) };
    },
    /** @param on the message that says there is a discussion. */
    talk(on: string): Deeds {
      return coming
        .filter(({ talks }) => talks)
        .map(({ as }) => [
          { as, click: "I've seen it", on },
          { as, click: 'Yes, let me in' },
        ]);
    },
    /** Every other night the host says who was there: those who said so, but one. @param on the night's message. */
    note(on: string): Deeds {
      if (!does(0.5) || coming.length < 2) return [];
      const there = coming.slice(0, -1).map(({ as }) => as);
      return [
        [
          { as: 'host', click: 'Who was there?', on },
          { as: 'host', select: 'Who was there?', values: there },
        ],
      ];
    },
  };
}

const starsOf = (halfStars: number) => `${halfStars > 1 ? Math.floor(halfStars / 2) : ''}${halfStars % 2 ? '½' : ''}`;

function ratingSteps({ as, by }: Habit, on: string, film: string, halfStars: number): Step[] {
  const stars = starsOf(halfStars);
  if (by === 'form')
    return [
      { as, type: `/review film:${film}` },
      { as, submit: { Rating: stars, 'In the open': `Seen with the club, and worth ${halfStars} to me.` } },
    ];
  const select = as === 'ko' ? '내 별점' : 'Your rating';
  return [
    { as, click: "I've seen it", on },
    { as, select, values: [as === 'ko' ? `별 ${stars}개` : labelOf(halfStars)] },
  ];
}

function labelOf(halfStars: number): string {
  return `${starsOf(halfStars)} star${halfStars > 2 ? 's' : ''}`;
}
