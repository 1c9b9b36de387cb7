import { LOCALES, type Locale } from '../../texts/texts.ts';
import type { ClubSettings } from './settings.ts';

/** What Discord says of a server that has never chosen a language. */
const UNCHOSEN = 'en-US';

/**
 * The language of a new club: its server's, where that was chosen and we speak it, else null: as the bot speaks.
 * @param guildLocale as Discord writes it, e.g. `ko`.
 */
export function firstLanguage(guildLocale: string | undefined): Locale | null {
  if (!guildLocale || guildLocale === UNCHOSEN) return null;
  const [language] = guildLocale.split('-');
  return LOCALES.find((one) => one === language) ?? null;
}

/** The language of what is posted for a whole club. @param fallback the bot's own. */
export function languageOf({ settings }: { settings: Pick<ClubSettings, 'language'> }, fallback: Locale): Locale {
  return settings.language ?? fallback;
}
