import { z } from 'zod';
import type { Read } from '../../config.ts';

/** The sources that are asked for films; one that is absent is never asked. Addresses are bases without a last slash. */
export type LookupConfig = {
  wikidata: { api: string } | undefined;
  tmdb: { api: string; images: string; key: string } | undefined;
  omdb: { api: string; key: string } | undefined;
  /** Where the operator can be reached, for the sources' own people. */
  contact: string | undefined;
};

const ADDRESSES = {
  WIKIDATA_API: 'https://www.wikidata.org/w/api.php',
  TMDB_API: 'https://api.themoviedb.org/3',
  TMDB_IMAGES: 'https://image.tmdb.org/t/p',
  OMDB_API: 'https://www.omdbapi.com/',
} as const;

/**
 * Which sources are asked. Wikidata is unless it is switched off, TMDB and OMDb are with a key. A rehearsal asks nobody
 * on the internet: only what is given an address of its own.
 */
export function readLookups(read: Read, { rehearsal }: { rehearsal: boolean }): LookupConfig {
  const address = (name: keyof typeof ADDRESSES) =>
    read(name, url, `is not the base URL of a service: for example ${name}=${ADDRESSES[name]}.`) ??
    (rehearsal ? undefined : ADDRESSES[name]);
  const key = (name: string) =>
    read(name, keyText, `does not look like a key: copy it from the page of your account, for example ${name}=abc123.`);
  const wanted = read('MARQUEE_WIKIDATA', onOff, 'is neither on nor off: for example MARQUEE_WIKIDATA=off.');
  const [wikidata, tmdb, images, omdb] = [
    address('WIKIDATA_API'),
    address('TMDB_API'),
    address('TMDB_IMAGES'),
    address('OMDB_API'),
  ];
  const [tmdbKey, omdbKey] = [key('TMDB_KEY'), key('OMDB_KEY')];
  return {
    wikidata: wanted && wikidata ? { api: wikidata } : undefined,
    tmdb: tmdb && images && tmdbKey ? { api: tmdb, images, key: tmdbKey } : undefined,
    omdb: omdb && omdbKey ? { api: omdb, key: omdbKey } : undefined,
    contact: read('MARQUEE_CONTACT', contact, 'is not one line of text: for example MARQUEE_CONTACT=you@example.org.'),
  };
}

const url = z
  .url({ protocol: /^https?$/ })
  .transform((written) => written.replace(/\/+$/, ''))
  .optional();
const keyText = z
  .string()
  .regex(/^[\w.-]{4,1000}$/)
  .optional();
const onOff = z
  .enum(['on', 'off'])
  .default('on')
  .transform((value) => value === 'on');
/** It goes into a header. */
const contact = z
  .string()
  .regex(/^[\x20-\x7e]{3,200}$/)
  .optional();
