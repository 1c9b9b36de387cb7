import { IntlMessageFormat } from 'intl-messageformat';
import { filled, type Part, type Safe } from '../lib/safe.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** A language with a complete catalogue: one file each. */
export const catalogues = { en, ko } as const;

export type Locale = keyof typeof catalogues;
export type TextKey = keyof typeof en;
export type TextValues = Readonly<Record<string, string | number>>;

export const LOCALES = Object.keys(catalogues) as Locale[];

const compiled = new Map<string, IntlMessageFormat>();

/**
 * A text of the catalogue in a language, ICU MessageFormat filled with its values. Values go in as they are:
 * for markdown use `say`, which escapes them.
 * @throws when a value that the text needs is missing.
 */
export function text(locale: Locale, key: TextKey, values: TextValues = {}): string {
  const id = `${locale} ${key}`;
  let format = compiled.get(id);
  if (!format) {
    format = new IntlMessageFormat(catalogues[locale][key], locale, undefined, { ignoreTag: true });
    compiled.set(id, format);
  }
  return String(format.format(values));
}

/** A text of the catalogue as markdown: what a person typed is escaped, so that it reads as it was typed. */
export function say(locale: Locale, key: TextKey, parts: Readonly<Record<string, Part>> = {}): Safe {
  return filled((values) => text(locale, key, values), parts);
}

/** The language for a person whose Discord client speaks `tag` (e.g. `en-GB`, `ko`), else the fallback. */
export function localeOf(tag: string | null | undefined, fallback: Locale): Locale {
  const language = tag?.split('-')[0];
  return LOCALES.find((locale) => locale === language) ?? fallback;
}
