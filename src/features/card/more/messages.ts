import { join, link, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { type Locale, say, type TextKey, text } from '../../../texts/texts.ts';
import type { More } from '../../films/films.ts';
import { sourceNames } from '../../films/messages.ts';

/** What one glance takes in. */
const SHOWN = { services: 5, service: 40, scores: 3, site: 40, value: 20 };

const WAYS = [
  ['stream', 'card.watch.stream'],
  ['rent', 'card.watch.rent'],
  ['buy', 'card.watch.buy'],
] as const satisfies (readonly [keyof NonNullable<More['watch']>, TextKey])[];

/** What sources tell of a film, each line naming whose it is; nothing where they tell nothing. */
export function moreLines(locale: Locale, more: More): Safe[] {
  return [...watchLine(locale, more), ...scoresLine(locale, more), ...creditLine(locale, more)];
}

/** "Watch Netflix · rent Apple TV (by JustWatch)": JustWatch is where TMDB has it from, and is to be named. */
function watchLine(locale: Locale, { watch }: More): Safe[] {
  if (!watch) return [];
  const ways = WAYS.flatMap(([way, key]) => {
    const services = watch[way].slice(0, SHOWN.services).map((name) => label(name, SHOWN.service));
    return services.length === 0 ? [] : [say(locale, key, { services: services.join(', ') })];
  });
  if (ways.length === 0) return [];
  return [join([safe`**${text(locale, 'card.watch')}**`, join(ways, ' · '), text(locale, 'card.watch.by')], ' ')];
}

function scoresLine(locale: Locale, { scores }: More): Safe[] {
  const shown = scores
    .slice(0, SHOWN.scores)
    .map(({ site, value }) => safe`${label(site, SHOWN.site)} ${label(value, SHOWN.value)}`);
  return shown.length === 0 ? [] : [join([safe`**${text(locale, 'card.elsewhere')}**`, join(shown, ' · ')], ' ')];
}

function creditLine(locale: Locale, { sources, trailer }: More): Safe[] {
  const parts = [
    ...(trailer ? [link(text(locale, 'card.trailer'), trailer)] : []),
    say(locale, 'card.sources', { sources: sourceNames(sources) }),
    ...(sources.includes('tmdb') ? [text(locale, 'card.tmdb')] : []),
  ];
  return sources.length === 0 ? [] : [safe`-# ${join(parts, ' · ')}`];
}
