import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import {
  destroyEmbedded,
  destroyWithProcess,
  startEmbedded,
  temporaryDataDir,
} from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL that the tests use, and the migrated database to clone from. */
    postgres: { url: string; template: string };
  }
}

/** One PostgreSQL for the whole run (TEST_DATABASE_URL, else the one that ships with us) with a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer();
  const template = `marquee_template_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(template)}`;
  await migrate(withDatabase(server.url, template));
  await admin`alter database ${admin(template)} with is_template true allow_connections false`;
  project.provide('postgres', { url: server.url, template });
  return async () => {
    await admin`alter database ${admin(template)} with is_template false`;
    await admin`drop database ${admin(template)}`;
    await admin.end();
    await server.close();
  };
}

async function openServer(): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const folder = temporaryDataDir();
  destroyWithProcess(folder);
  const server = await startEmbedded(folder, { durable: false });
  return {
    url: server.url,
    close: async () => {
      // Let go first: a server that ends under our hold would be started again.
      await server.close();
      await destroyEmbedded(folder);
    },
  };
}

/** The same server, another database. */
function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
