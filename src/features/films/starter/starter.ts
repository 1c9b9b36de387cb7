import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Db } from '../../../db/db.ts';
import { keepFact, readFact } from '../../../db/facts.ts';
import { importRows } from '../import/import.ts';
import { CONTENT_NOTES, GENRES } from '../kinds.ts';

const FILMS = new URL('films.json', import.meta.url);
const FACT = 'starter_catalogue';
/** When the facts of the starter catalogue were last gone over. */
const CHECKED = new Date('2026-11-01T00:00:00Z');

/** So many votes count for the film that is meant by a title without a year; fewer than any source gives it. */
const VOTES_OF_KNOWN = 1_000;

const person = z.object({ name: z.string(), names: z.array(z.string()).optional(), character: z.string().optional() });
const film = z.object({
  title: z.string(),
  originalTitle: z.string().optional(),
  originalLanguage: z.string().optional(),
  year: z.number(),
  known: z.boolean().optional(),
  runtime: z.number().optional(),
  countries: z.array(z.string()).optional(),
  genres: z.array(z.enum(GENRES)).optional(),
  directors: z.array(person).optional(),
  cast: z.array(person).optional(),
  titles: z.array(z.object({ title: z.string(), language: z.string().optional() })).optional(),
  ageRating: z.string().optional(),
  contentNotes: z.array(z.enum(CONTENT_NOTES)).optional(),
  ids: z.record(z.string(), z.string()).optional(),
  synopsis: z.record(z.string(), z.string()).optional(),
});

/**
 * Brings the films that ship with us into the catalogue, once for every version of them. Safe when several processes
 * start together, and one query when it is done.
 */
export async function seedStarter(db: Db): Promise<void> {
  const text = await readFile(FILMS, 'utf8');
  const version = createHash('sha256').update(text).digest('hex');
  if ((await readFact(db, FACT)) === version) return;
  const films = z.array(film).parse(JSON.parse(text));
  const rows = films.map(({ known, ...row }) => (known ? { ...row, votes: VOTES_OF_KNOWN } : row));
  await db.transaction(async (tx) => {
    await importRows(tx, rows, { source: 'starter', now: CHECKED });
    await keepFact(tx, FACT, version);
  });
}
