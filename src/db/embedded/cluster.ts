import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../lib/error-code.ts';
import { lastLine } from './log.ts';
import { EmbeddedError, type EmbeddedPlace, handOver, makeHome } from './place.ts';

const USER = 'marquee';
const SECRET_FILE = 'marquee.secret';

/** The address of the server of a cluster on a port, by which its owner connects. */
export function addressOf(place: EmbeddedPlace, port: number): string {
  const password = readFileSync(join(place.cluster, SECRET_FILE), 'utf8');
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * Makes the cluster, unless it is there, beside its place and moves it there whole: of two starts at once, one moves and
 * one throws its own away.
 * @throws EmbeddedError
 */
export function initialise(place: EmbeddedPlace): void {
  if (hasCluster(place)) return;
  const draft = join(place.home, `postgres.${randomUUID()}`);
  const password = randomBytes(24).toString('base64url');
  const secret = `${draft}.secret`;
  try {
    makeHome(place);
    writeFileSync(secret, password, { mode: 0o600 });
    handOver(place, secret);
    mkdirSync(draft, { mode: 0o700 });
    handOver(place, draft);
    runInitdb(place, draft, secret);
    renameSync(secret, join(draft, SECRET_FILE));
    renameSync(draft, place.cluster);
  } catch (error) {
    if (!hasCluster(place))
      throw error instanceof EmbeddedError
        ? error
        : new EmbeddedError(`The data folder ${place.home} cannot be used: ${reason(error)}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(secret, { force: true });
  }
}

function hasCluster(place: EmbeddedPlace): boolean {
  try {
    readFileSync(join(place.cluster, 'PG_VERSION'));
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM'].includes(errorCode(error))) {
      throw new EmbeddedError(
        `The data folder ${place.cluster} belongs to another user: start Marquee as that user, or choose another folder with --data.`,
      );
    }
    return false;
  }
}

function runInitdb(place: EmbeddedPlace, draft: string, secret: string): void {
  const args = [
    '-D',
    draft,
    '-U',
    USER,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
  const result = spawnSync(join(place.binaries, 'initdb'), args, { ...place.user, cwd: '/', encoding: 'utf8' });
  if (result.status !== 0)
    throw new EmbeddedError(
      `PostgreSQL could not make its data folder in ${place.home}: ${lastLine(result.stderr) || result.error?.message}`,
    );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
