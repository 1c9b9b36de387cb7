import { type Safe, safe } from '../../lib/safe.ts';
import { fold, label } from '../../lib/text.ts';
import type { SourceName } from './lookup/told.ts';

/** What sources call themselves. */
const SOURCES = { wikidata: 'Wikidata', tmdb: 'TMDB', omdb: 'OMDb' } as const satisfies Record<SourceName, string>;

/** The names of sources, for a sentence. */
export function sourceNames(sources: readonly SourceName[]): string {
  return sources.map((source) => SOURCES[source]).join(', ');
}

/** Stands for a title of which nothing can be seen. */
const NAMELESS = '—';

/** What names a film. */
export type Named = { title: string; originalTitle?: string | null; year?: number | null };

/** A film in a sentence: **Ballerina (2023)**. */
export function filmName(film: Named): Safe {
  return film.year ? safe`**${film.title} (${film.year})**` : safe`**${film.title}**`;
}

/** A film where no markdown is read (menus, choices): "Ballerina (2023)", at most `limit` characters. */
export function filmLabel({ title, year }: Named, limit = 100): string {
  const suffix = year ? ` (${year})` : '';
  return `${label(title, limit - suffix.length) || NAMELESS}${suffix}`;
}

/** The original title, where it says something that the title does not. */
export function otherTitle({ title, originalTitle }: Named): string | undefined {
  return originalTitle && fold(originalTitle) !== fold(title) ? originalTitle : undefined;
}

const CHOICE_LIMIT = 100;

/** A choice while typing: "Ballerina (2023) · 발레리나 · Lee Chung-hyun", so that namesakes are told apart. */
export function choiceLabel(film: Named & { directors: readonly string[] }): string {
  const parts = [filmLabel(film), otherTitle(film), film.directors.slice(0, 2).join(', ')];
  return label(parts.filter((part) => part).join(' · '), CHOICE_LIMIT);
}

/**
 * What a choice sends back: "Title (Year)", which reads well where Discord shows it and is found again as typed; the
 * film's id where that would name two films or was cut.
 */
export function choiceValue(film: Named & { id: string }, all: readonly Named[]): string {
  const value = filmLabel(film);
  const whole = value === filmLabel(film, Number.MAX_SAFE_INTEGER);
  const alone = all.filter((other) => fold(filmLabel(other)) === fold(value)).length === 1;
  return whole && alone && film.year ? value : film.id;
}
