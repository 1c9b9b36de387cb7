import type { Db } from '../../db/db.ts';
import { LOCALES, type Locale, localeOf } from '../../texts/texts.ts';
import { selectMember } from './queries.ts';
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

/** The language of what is posted: the club's, or in a private note that of the member. @param fallback the bot's own. */
export async function languageFor(
  db: Db,
  club: { guildId: string; id: string; settings: Pick<ClubSettings, 'language'> },
  userId: string | null,
  fallback: Locale,
): Promise<Locale> {
  const member =
    userId === null ? undefined : await selectMember(db, { guildId: club.guildId, clubId: club.id }, userId);
  return localeOf(member?.locale, languageOf(club, fallback));
}
