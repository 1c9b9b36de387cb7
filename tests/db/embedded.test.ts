import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import {
  destroyEmbedded,
  destroyWithProcess,
  EmbeddedError,
  startEmbedded,
  temporaryDataDir,
} from '../../src/db/embedded/embedded.ts';
import { embeddedPlace } from '../../src/db/embedded/place.ts';

const asRoot = process.getuid?.() === 0;
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await destroyEmbedded(folder);
});

function freshFolder(): string {
  const folder = temporaryDataDir();
  destroyWithProcess(folder);
  folders.push(folder);
  return folder;
}

async function answer(url: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, connect_timeout: 2 });
  try {
    return (await sql`select 1 as one`)[0]?.one;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const running = (folder: string) => existsSync(join(embeddedPlace(folder).cluster, 'postmaster.pid'));

test('three starts at once on an empty folder share one server, and the last to close ends it', async () => {
  const folder = freshFolder();
  const servers = await Promise.all([1, 2, 3].map(() => startEmbedded(folder, { durable: false })));
  expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
  const [first, second, third] = servers;
  await first?.close();
  await second?.close();
  expect(await answer(third?.url ?? '')).toBe(1);
  await third?.close();
  expect(running(folder)).toBe(false);
  await expect(answer(third?.url ?? '')).rejects.toThrow();
});

test('a server that outlives a killed process is adopted, with what it holds', async () => {
  const folder = freshFolder();
  const script = `
    import { startEmbedded } from ${JSON.stringify(resolve('src/db/embedded/embedded.ts'))};
    const { url } = await startEmbedded(${JSON.stringify(folder)});
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((told) => child.stdout.once('data', (data) => told(String(data))));
  const sql = postgres(url, { max: 1 });
  await sql`create table kept (word text)`;
  await sql`insert into kept values ('ballerina')`;
  await sql.end();
  child.kill('SIGKILL');
  const began = performance.now();
  const adopted = await startEmbedded(folder);
  expect(adopted.url).toBe(url);
  expect(performance.now() - began).toBeLessThan(2_000);
  const again = postgres(adopted.url, { max: 1 });
  expect(await again`select word from kept`).toEqual([{ word: 'ballerina' }]);
  await again.end();
  await adopted.close();
});

test('a server that was killed itself is started again on what it had written', async () => {
  const folder = freshFolder();
  const first = await startEmbedded(folder);
  const sql = postgres(first.url, { max: 1 });
  await sql`create table kept as select 7 as number`;
  const pid = Number(readFileSync(join(embeddedPlace(folder).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await pause(200);
  const second = await startEmbedded(folder);
  const again = postgres(second.url, { max: 1 });
  expect(await again`select number from kept`).toEqual([{ number: 7 }]);
  await Promise.all([sql.end({ timeout: 0 }), again.end()]);
  await Promise.all([first.close(), second.close()]);
});

test('a server that is killed under a running process comes back where its connections look for it', async () => {
  const folder = freshFolder();
  const server = await startEmbedded(folder);
  const sql = postgres(server.url, { max: 2, connect_timeout: 2 });
  await sql`create table kept as select 7 as number`;
  const pid = () => Number(readFileSync(join(embeddedPlace(folder).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const first = pid();
  process.kill(first, 'SIGKILL');
  await until(async () => expect(pid()).not.toBe(first));
  expect(await until(() => sql`select number from kept`)).toEqual([{ number: 7 }]);
  await sql.end();
  await server.close();
  expect(running(folder)).toBe(false);
});

/** The first result that comes within ten seconds. */
async function until<T>(attempt: () => PromiseLike<T>): Promise<T> {
  for (const deadline = performance.now() + 10_000; ; await pause(100)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

test("the password is for the server's user alone, and the server listens on loopback alone", async () => {
  const folder = freshFolder();
  const server = await startEmbedded(folder, { durable: false });
  expect(statSync(join(embeddedPlace(folder).cluster, 'marquee.secret')).mode & 0o077).toBe(0);
  const sql = postgres(server.url, { max: 1 });
  expect(
    await sql`select current_setting('listen_addresses') as a, current_setting('unix_socket_directories') as s`,
  ).toEqual([{ a: '127.0.0.1', s: '' }]);
  await sql.end();
  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(answer(wrong.href)).rejects.toThrow(/password/);
  await server.close();
});

test.runIf(asRoot)(
  'for root, a folder that others cannot enter works, and its data is kept where the server may go',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'marquee-closed-'));
    chmodSync(home, 0o700);
    const folder = join(home, 'data');
    folders.push(folder);
    const first = await startEmbedded(folder, { durable: false });
    const sql = postgres(first.url, { max: 1 });
    await sql`create table kept as select 1 as one`;
    await sql.end();
    await first.close();
    const second = await startEmbedded(folder, { durable: false });
    expect(embeddedPlace(folder).home.startsWith('/var/lib/marquee/')).toBe(true);
    const again = postgres(second.url, { max: 1 });
    expect(await again`select one from kept`).toEqual([{ one: 1 }]);
    await again.end();
    await second.close();
    await destroyEmbedded(folder);
    rmSync(home, { recursive: true });
  },
);

test('a data folder that is a file is one sentence', async () => {
  const folder = freshFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(startEmbedded(file)).rejects.toThrow(EmbeddedError);
  await expect(startEmbedded(file)).rejects.toThrow(/it is a file/);
});

test('a folder that holds something else of that name is left alone', async () => {
  const folder = freshFolder();
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'diary.txt'), 'dear diary');
  await expect(startEmbedded(folder)).rejects.toThrow(EmbeddedError);
  expect(readFileSync(join(folder, 'postgres', 'diary.txt'), 'utf8')).toBe('dear diary');
});

test('a platform without a PostgreSQL of ours is asked for DATABASE_URL in one sentence', () => {
  const arch = Object.getOwnPropertyDescriptor(process, 'arch');
  Object.defineProperty(process, 'arch', { value: 'mips', configurable: true });
  try {
    expect(() => embeddedPlace('/x')).toThrow(/DATABASE_URL=/);
  } finally {
    if (arch) Object.defineProperty(process, 'arch', arch);
  }
});

test.runIf(asRoot)(
  'for root, data of another user is served as that user, and not passed over for an empty database',
  async () => {
    const folder = freshFolder();
    const first = await startEmbedded(folder, { durable: false });
    const sql = postgres(first.url, { max: 1 });
    await sql`create table kept as select 1 as one`;
    await sql.end();
    await first.close();
    chownSync(folder, 65_534, 65_534);
    chmodSync(folder, 0o700);
    const second = await startEmbedded(folder, { durable: false });
    const again = postgres(second.url, { max: 1 });
    expect(await again`select one from kept`).toEqual([{ one: 1 }]);
    await again.end();
    await second.close();
  },
);

test.runIf(asRoot)(
  'for root, data that stays where it was found is used after the folder was opened to others',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'marquee-closed-'));
    chmodSync(home, 0o700);
    const folder = join(home, 'data');
    const first = await startEmbedded(folder, { durable: false });
    await first.close();
    const { home: before } = embeddedPlace(folder);
    chmodSync(home, 0o755);
    expect(embeddedPlace(folder).home).toBe(before);
    await destroyEmbedded(folder);
    rmSync(home, { recursive: true });
  },
);

test.runIf(asRoot)('data that belongs to root is one sentence that says what to do', async () => {
  const folder = freshFolder();
  const first = await startEmbedded(folder, { durable: false });
  await first.close();
  chownSync(embeddedPlace(folder).cluster, 0, 0);
  await expect(startEmbedded(folder)).rejects.toThrow(/belongs to root.*chown/);
  chownSync(join(folder, 'postgres'), 65_534, 65_534);
});
