import { type Count, flowOf } from '../../src/pictures/flow.ts';
import { seasonPages } from '../../src/pictures/pages.ts';
import type { BallotFlow, Histogram, PictureSpec, Season } from '../../src/pictures/specs.ts';

/** Titles in the scripts that film clubs meet, ordinary and awkward ones. */
export const TITLES = [
  '기생충',
  '헤어질 결심',
  '8월의 크리스마스',
  '千と千尋の神隠し',
  '羅生門',
  '砂の女',
  '花样年华',
  '让子弹飞',
  '花樣年華',
  '悲情城市',
  '牯嶺街少年殺人事件',
  'ลุงบุญมีระลึกชาติ',
  'ฉลาดเกมส์โกง',
  'سعيد أفندي',
  'وجدة',
  'باب الحديد (1958)',
  'Đường về nhà',
  'Mùi đu đủ xanh',
  'Сталкер',
  'Иди и смотри',
  'Ταξίδι στα Κύθηρα',
  'तीन बेवकूफ़',
  'दिलवाले दुल्हनिया ले जाएंगे',
  'ואלס עם באשיר',
  'Amélie – Le Fabuleux Destin',
  'Łódź Ośmiu i pół',
  'Das Boot: Für Kinder ½',
  'Se7en ★ 🎬',
] as const;

export const LONG_TITLE = 'The Assassination of Jesse James by the Coward Robert Ford II';
export const WIDE_NAME = '몽'.repeat(32);

const words = {
  exhausted: 'No further choice',
  roundsBetween: (rounds: number) => `${rounds} rounds between`,
  otherFilms: (films: number, votes: number) => `and ${films} more films with ${votes} votes`,
};

/** A count that drops the last film each round and hands its votes to the ones above in turn. */
export function countOf(names: readonly string[], ballots: number): Count {
  const films = names.map((name, index) => ({ id: String(index), name }));
  let votes = new Map(films.map(({ id }, index) => [id, 0 * index]));
  for (let ballot = 0; ballot < ballots; ballot++) {
    const id = String(Math.floor((((ballot * 7919) % 1000) ** 1.6 / 1000 ** 1.6) * names.length));
    votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  let exhausted = 0;
  const rounds: Count['rounds'][number][] = [];
  for (let round = 1; ; round++) {
    const sorted = [...votes].sort((a, b) => b[1] - a[1]);
    const majority = Math.floor((ballots - exhausted) / 2) + 1;
    const last = sorted.at(-1);
    const won = (sorted[0]?.[1] ?? 0) >= majority || sorted.length < 3;
    const bars = sorted.map(([film, count], index) => ({
      film,
      votes: count,
      state:
        won && index === 0
          ? ('wins' as const)
          : !won && index === sorted.length - 1
            ? ('goes' as const)
            : ('stays' as const),
    }));
    const transfers: { from: string; to: string | null; ballots: number }[] = [];
    if (!won && last)
      for (let ballot = 0; ballot < last[1]; ballot++) {
        const to = ballot % 5 === 4 ? null : (sorted[(ballot + round) % (sorted.length - 1)]?.[0] ?? null);
        const known = transfers.find((one) => one.to === to);
        if (known) known.ballots++;
        else transfers.push({ from: last[0], to, ballots: 1 });
      }
    rounds.push({
      label: `Round ${round}`,
      bars,
      exhausted,
      majority: { votes: majority, label: `${majority} to win` },
      transfers,
    });
    if (won || !last) break;
    votes = new Map(
      sorted
        .slice(0, -1)
        .map(([film, count]) => [
          film,
          count + transfers.reduce((sum, { to, ballots }) => sum + (to === film ? ballots : 0), 0),
        ]),
    );
    exhausted += transfers.reduce((sum, { to, ballots }) => sum + (to === null ? ballots : 0), 0);
  }
  return { title: 'How the vote was counted', subtitle: `${ballots} ballots, ${names.length} films`, films, rounds };
}

function flow(names: readonly string[], ballots: number): BallotFlow {
  return flowOf(countOf(names, ballots), words);
}

/** One round, the first films win. */
function approval(names: readonly string[]): BallotFlow {
  const bars = names.map((_, index) => ({
    film: String(index),
    votes: Math.max(0, 14 - index * 2),
    state: index === 0 ? ('wins' as const) : ('stays' as const),
  }));
  return flowOf(
    {
      title: 'Friday’s film',
      subtitle: '17 ballots, as many films as you like',
      films: names.map((name, index) => ({ id: String(index), name })),
      rounds: [{ label: '', bars, exhausted: 0, majority: null, transfers: [] }],
    },
    words,
  );
}

export function histogram(counts: readonly number[], more: Partial<Histogram> = {}): Histogram {
  const ratings = counts.flatMap((count, bin) => Array.from({ length: count }, () => (bin + 1) / 2));
  const average = ratings.reduce((sum, one) => sum + one, 0) / ratings.length;
  const at = (share: number) => ratings[Math.min(ratings.length - 1, Math.floor(share * ratings.length))] ?? 0;
  const some = ratings.length > 0;
  return {
    kind: 'histogram',
    title: 'Decision to Leave',
    subtitle: `${ratings.length} ratings · 14 November 2026`,
    counts,
    nobody: 'Nobody has rated it yet',
    average: some ? { value: average, label: 'Average', text: average.toFixed(1) } : null,
    median: some ? { value: at(0.5), label: 'Median', text: String(at(0.5)) } : null,
    spread: some ? { low: at(0.25), high: at(0.75), label: 'Middle half', text: `${at(0.25)} – ${at(0.75)}` } : null,
    critics: { value: 85, label: 'Critics', text: '85' },
    ...more,
  };
}

export function season(titles: readonly string[], note = 'Jin, 14 Nov'): Season {
  return {
    kind: 'season',
    title: 'Our year in films',
    subtitle: `2026 · ${titles.length} nights · 12 members`,
    rows: titles.map((title, index) => ({
      title,
      note,
      average: (4.6 - index * 0.1).toFixed(1),
      best: index === 0,
      counts: Array.from({ length: 10 }, (_, bin) => Math.max(0, Math.round(6 - Math.abs(bin - 8 + index / 4) * 1.5))),
    })),
  };
}

/** As much as a picture of a count can hold: four rounds with many films left, all names as wide as they come. */
function tallest(): BallotFlow {
  const count = countOf(
    Array.from({ length: 25 }, (_, index) => `${index}${WIDE_NAME}`),
    60,
  );
  return flowOf({ ...count, rounds: count.rounds.slice(4, 8) }, words);
}

const year = seasonPages(season([...TITLES, LONG_TITLE, WIDE_NAME], WIDE_NAME));

/** Every kind of picture at its ends. */
export const SAMPLES: Readonly<Record<string, PictureSpec>> = {
  flow25: flow(
    Array.from({ length: 25 }, (_, index) => (index % 2 ? LONG_TITLE : (TITLES[index] ?? LONG_TITLE))),
    60,
  ),
  flow5: flow(['헤어질 결심', 'Past Lives', 'وجدة', 'Perfect Days', '花樣年華'], 23),
  flow2: flow(['Aftersun', LONG_TITLE], 9),
  approval: approval([
    'Past Lives',
    '헤어질 결심',
    LONG_TITLE,
    'Perfect Days',
    'ฉลาดเกมส์โกง',
    'Сталкер',
    'Drive My Car',
    '🎬 Se7en',
  ]),
  histogram: histogram([0, 1, 0, 2, 1, 3, 5, 8, 6, 2]),
  histogramLong: histogram([120, 13, 40, 211, 99, 312, 512, 845, 623, 98], {
    title: `${LONG_TITLE} ${LONG_TITLE}`,
    critics: { value: 3, label: 'Critics worldwide', text: '3' },
  }),
  nobody: histogram([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  one: histogram([0, 0, 0, 0, 0, 0, 1, 0, 0, 0], { title: '헤어질 결심' }),
  allEqual: histogram([0, 0, 0, 0, 0, 0, 0, 0, 0, 12], { title: 'باب الحديد', critics: null }),
  seasonFirst: year[0] ?? season([]),
  seasonSecond: year[1] ?? season([]),
  seasonEmpty: season([]),
  flowTallest: tallest(),
  season12: season(TITLES.slice(0, 12), WIDE_NAME),
  seasonPlain: season(TITLES.slice(12, 20), ''),
};
