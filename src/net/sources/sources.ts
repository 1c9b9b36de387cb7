import type { Logger } from 'pino';
import type { LookupConfig } from './config.ts';
import { pictureAt } from './picture.ts';
import { openSource, type Source, type SourceOptions } from './source.ts';

/** The services that are asked for films; one that is absent is not set up. */
export type Sources = {
  readonly wikidata?: Source;
  /** With how a poster's path becomes the address of a picture that is one. */
  readonly tmdb?: { readonly source: Source; readonly poster: (path: string) => Promise<string | undefined> };
  readonly omdb?: Source;
};

const POSTER_WIDTH = 'w342';

/** What Wikimedia's policy asks for: who is asking, and where somebody can be reached. */
function agentName({ contact }: Pick<LookupConfig, 'contact'>): string {
  return `Marquee/0.1 (film club bot for Discord, hosted by its user; ${contact ?? 'no contact given'}) undici/6`;
}

/**
 * Opens the sources that are set up. A key that a source refuses is one line in the log.
 * @param patience how long each is waited for, other than usual.
 */
export function openSources(
  config: LookupConfig,
  log: Pick<Logger, 'info' | 'warn'>,
  patience: SourceOptions['patience'] = {},
): { sources: Sources; close: () => Promise<void> } {
  const { wikidata, tmdb, omdb } = config;
  if (wikidata && config.contact === undefined)
    log.info(
      "set MARQUEE_CONTACT to an address of yours: Wikimedia wants to reach whoever asks, and may refuse who can't be",
    );
  const headers = { 'user-agent': agentName(config) };
  const common = { headers, patience };
  const refused = (name: string, setting: string) => () =>
    log.warn(`${name} refuses the key: check ${setting} in .env; look-ups there are left out until it answers`);
  const sources = {
    ...(wikidata ? { wikidata: openSource({ ...common, name: 'Wikidata', base: wikidata.api, atOnce: 2 }) } : {}),
    ...(tmdb ? { tmdb: tmdbSource(tmdb, common, refused('TMDB', 'TMDB_KEY')) } : {}),
    ...(omdb
      ? {
          omdb: openSource({
            ...common,
            name: 'OMDb',
            base: omdb.api,
            query: { apikey: omdb.key },
            onRefused: refused('OMDb', 'OMDB_KEY'),
          }),
        }
      : {}),
  };
  const opened = [sources.wikidata, sources.tmdb?.source, sources.omdb];
  return { sources, close: async () => void (await Promise.all(opened.map((source) => source?.close()))) };
}

type Common = Pick<SourceOptions, 'patience'> & { headers: Readonly<Record<string, string>> };

/** TMDB has keys of two kinds: the short one goes into the query, the long one, of three parts, into a header. */
function tmdbSource(tmdb: NonNullable<LookupConfig['tmdb']>, common: Common, onRefused: () => void) {
  const isToken = tmdb.key.split('.').length === 3;
  const source = openSource({
    ...common,
    name: 'TMDB',
    base: tmdb.api,
    headers: { ...common.headers, ...(isToken ? { authorization: `Bearer ${tmdb.key}` } : {}) },
    query: { language: 'en-US', ...(isToken ? {} : { api_key: tmdb.key }) },
    onRefused,
  });
  const poster = (path: string) => pictureAt(`${tmdb.images}/${POSTER_WIDTH}${path}`, common.headers);
  return { source, poster };
}
