import { isolate, truncate } from '../../../lib/text.ts';
import type { Histogram } from '../../../pictures/specs.ts';
import { type Locale, text } from '../../../texts/texts.ts';
import { filmLabel } from '../../films/messages.ts';
import { starsLabel } from '../../marks/marks.ts';
import type { Numbers } from '../rules.ts';
import { dayWords, tenthWords } from '../words.ts';
import type { NightRecap } from './night.ts';

/** What of a recap is drawn. It shows numbers and titles, nobody's name: names change and are erased, pictures are kept. */
export type Drawn = Pick<NightRecap, 'film' | 'club' | 'number' | 'at' | 'numbers' | 'critics'>;

/** Discord's limit for a picture's description. */
const DESCRIPTION_LIMIT = 1_024;
const TITLE_LIMIT = 120;
const NO_RATINGS = Array.from({ length: 10 }, () => 0);

/** The ratings of a night, to be drawn. */
export function nightPicture(locale: Locale, drawn: Drawn): Histogram {
  const { numbers, critics } = drawn;
  const named = (key: 'recaps.average' | 'recaps.median' | 'recaps.spread' | 'recaps.critics') => text(locale, key);
  const mark = (key: Parameters<typeof named>[0], value: number, shown: string) => ({
    value,
    label: named(key),
    text: shown,
  });
  return {
    kind: 'histogram',
    title: filmLabel(drawn.film, TITLE_LIMIT),
    subtitle: `${ratedWords(locale, numbers)} · ${whereWords(locale, drawn)}`,
    counts: numbers?.counts ?? NO_RATINGS,
    nobody: text(locale, 'recaps.nobody'),
    average: numbers ? mark('recaps.average', numbers.average, tenthWords(numbers.average)) : null,
    median: numbers ? mark('recaps.median', numbers.median, String(numbers.median)) : null,
    spread: numbers ? { ...spreadOf(numbers), label: named('recaps.spread'), text: tenthWords(numbers.spread) } : null,
    critics: critics ? mark('recaps.critics', critics.score, String(critics.score)) : null,
  };
}

/** The same in words, for who hears the picture. */
export function nightWords(locale: Locale, drawn: Drawn): string {
  const { numbers, critics, film } = drawn;
  const title = filmLabel(film, TITLE_LIMIT);
  const heading = { title, where: whereWords(locale, drawn), rated: ratedWords(locale, numbers) };
  const lines = [
    text(locale, 'recaps.alt', heading),
    ...(numbers ? [text(locale, 'recaps.alt.bars', { bars: barWords(locale, numbers) })] : []),
    ...(numbers ? [text(locale, 'recaps.alt.numbers', written(numbers))] : []),
    ...(critics ? [text(locale, 'recaps.alt.critics', critics)] : []),
  ];
  return truncate(lines.join(' '), DESCRIPTION_LIMIT);
}

/** A film's numbers as they are written. */
export function written({ average, median, spread }: Numbers) {
  return { average: tenthWords(average), median: String(median), spread: tenthWords(spread) };
}

export function ratedWords(locale: Locale, numbers: Numbers | undefined): string {
  return text(locale, 'recaps.rated', { count: numbers?.rated ?? 0 });
}

/** One standard deviation to either side of the average, as far as there are stars. */
function spreadOf({ average, spread }: Numbers) {
  return { low: Math.max(0.5, average - spread), high: Math.min(5, average + spread) };
}

function barWords(locale: Locale, { counts }: Numbers): string {
  const bars = counts.map((count, bin) => text(locale, 'recaps.alt.bar', { stars: starsLabel(bin + 1), count }));
  return bars.filter((_, bin) => counts[bin] !== 0).join(', ');
}

function whereWords(locale: Locale, { club, number, at }: Drawn): string {
  return `${dayWords(locale, at, club.zone)} · ${text(locale, 'recaps.where', { club: isolate(club.name), number })}`;
}
