import type { App } from '../../../app.ts';
import { type Forum, forumsCalled, makeForum, readForum } from '../../../discord/forums.ts';
import { LOCALES, type Locale, type TextKey, text } from '../../../texts/texts.ts';
import { type Club, keyOf, languageOf } from '../../clubs/clubs.ts';
import { beginForum, clearForum, keepForum, selectKnown } from '../queries.ts';
import { TAGS } from '../rules.ts';

const GENRES = [
  'action',
  'adventure',
  'animation',
  'comedy',
  'crime',
  'documentary',
  'drama',
  'family',
  'fantasy',
  'history',
  'horror',
  'music',
  'mystery',
  'romance',
  'science_fiction',
  'sport',
  'thriller',
  'war',
  'western',
] as const;

/**
 * The forum of a club, made once; anew where somebody deleted it. Whoever calls it is the only one at that moment.
 * @returns undefined where the bot may not make or see one.
 */
export async function forumOf(app: App, club: Club): Promise<Forum | undefined> {
  const rest = app.discord.rest();
  const before = await beginForum(app.db, keyOf(club), app.now());
  if (before?.channelId) {
    const read = await readForum(rest, before.channelId);
    if (read.kind === 'done') return read.value;
    if (read.kind !== 'gone' && read.kind !== 'unsuited') return undefined;
    await clearForum(app.db, keyOf(club), before.channelId);
    return forumOf(app, club);
  }
  return (before && (await foundAgain(app, club, before.triedAt))) ?? made(app, club);
}

/** A forum whose making was cut off before it was noted. */
async function foundAgain(app: App, club: Club, triedAt: Date): Promise<Forum | undefined> {
  const name = text(languageOf(club, app.config.locale), 'discussions.forum');
  const ids = await forumsCalled(app.discord.rest(), club.guildId, name, triedAt);
  const known = await selectKnown(app.db, club.guildId, ids);
  const channelId = ids.find((id) => !known.has(id));
  if (!channelId) return undefined;
  await keepForum(app.db, keyOf(club), channelId);
  const read = await readForum(app.discord.rest(), channelId);
  return read.kind === 'done' ? read.value : undefined;
}

async function made(app: App, club: Club): Promise<Forum | undefined> {
  const locale = languageOf(club, app.config.locale);
  const forum = await makeForum(app.discord.rest(), club.guildId, {
    name: text(locale, 'discussions.forum'),
    topic: text(locale, 'discussions.forum.topic'),
    tags: genreNames(locale, GENRES).slice(0, TAGS.available),
    likeChannelId: club.channelId,
  });
  if (forum.kind === 'done') {
    await keepForum(app.db, keyOf(club), forum.value.id);
    return forum.value;
  }
  app.log.warn({ guild: club.guildId, club: club.id, why: forum.kind }, 'a forum could not be made');
  await clearForum(app.db, keyOf(club), null);
  return undefined;
}

/** What genres are called as tags, in every language: a club may have changed its own since the forum was made. */
export function everyGenreName(genres: readonly string[]): string[] {
  return LOCALES.flatMap((locale) => genreNames(locale, genres));
}

function genreNames(locale: Locale, genres: readonly string[]): string[] {
  return genres.map((genre) => text(locale, `genre.${genre}` as TextKey).slice(0, TAGS.length));
}
