import { EmbeddedError } from './embedded/place.ts';
import { databaseIsAway, driverError } from './errors.ts';

const NO_ROOM = /^53/;
const REFUSED = /^(28|3D)/;
const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** What to tell the operator when the database cannot be opened, or undefined when that is not what went wrong. */
export function databaseSentence(error: unknown): string | undefined {
  if (error instanceof EmbeddedError) return error.message;
  const { code = '' } = driverError(error) ?? {};
  if (NO_ROOM.test(code))
    return `The database has no room left (${code}): free some space on its disk and start again.`;
  if (REFUSED.test(code))
    return `The database refuses us (${code}): check the user, the password and the database's name in DATABASE_URL.`;
  if (NO_SUCH_HOST.has(code) || databaseIsAway(error)) {
    return `The database cannot be reached (${code}): check that PostgreSQL runs and that DATABASE_URL names it, or leave DATABASE_URL out to use the one that ships with Marquee.`;
  }
  return undefined;
}
