import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { type Fault, spoil } from './faults.ts';
import { omdb } from './omdb.ts';
import { tmdb } from './tmdb.ts';
import { wikidata } from './wikidata.ts';

export type Service = 'wikidata' | 'tmdb' | 'omdb' | 'images';
type Asked = { service: Service; path: string; query: URLSearchParams; headers: IncomingMessage['headers'] };

export type Double = {
  /** The environment that points a bot at it, with keys it takes. */
  readonly env: Readonly<Record<string, string>>;
  /** What a service does from now on instead of answering; nothing: it answers. */
  fault(service: Service, fault?: Fault): void;
  /** Milliseconds before each answer of a service. */
  delay(service: Service, ms: number): void;
  /** All requests so far. */
  readonly asked: readonly Asked[];
  /** Forgets faults, delays and requests. */
  reset(): void;
};

export const KEYS = { tmdb: 'a-short-key-of-tmdb', omdb: 'a-key-of-omdb' };
const REFUSED = {
  status: 401,
  body: { success: false, status_code: 7, status_message: 'Invalid API key: You must be granted a valid key.' },
};
/** The first bytes of a JPEG, and enough of them. */
const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(600)]);

/** The look-up services on this machine's loopback, for a test file. */
export async function openDouble(): Promise<Double> {
  const faults = new Map<Service, Fault>();
  const delays = new Map<Service, number>();
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, service, ...rest] = pathname.split('/') as [string, Service, ...string[]];
    const one = { service, path: rest.length > 0 ? `/${rest.join('/')}` : '', query, headers: request.headers };
    asked.push(one);
    const fault = faults.get(service);
    if (fault) return spoil(response, fault);
    setTimeout(() => answer(response, one), delays.get(service) ?? 0);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      WIKIDATA_API: `${base}/wikidata`,
      TMDB_API: `${base}/tmdb`,
      TMDB_IMAGES: `${base}/images`,
      OMDB_API: `${base}/omdb`,
      TMDB_KEY: KEYS.tmdb,
      OMDB_KEY: KEYS.omdb,
    },
    fault: (service, fault) => void (fault ? faults.set(service, fault) : faults.delete(service)),
    delay: (service, ms) => void delays.set(service, ms),
    asked,
    reset: () => {
      faults.clear();
      delays.clear();
      asked.length = 0;
    },
  };
}

function answer(response: ServerResponse, { service, path, query, headers }: Asked): void {
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (service === 'images') {
    picture(response, path);
  } else if (service === 'wikidata') {
    json(200, wikidata(query));
  } else if (service === 'omdb') {
    const isKnown = query.get('apikey') === KEYS.omdb;
    json(isKnown ? 200 : 401, isKnown ? omdb(query) : { Response: 'False', Error: 'Invalid API key!' });
  } else {
    const isKnown = query.get('api_key') === KEYS.tmdb || headers.authorization === `Bearer ${KEYS.tmdb}`;
    const { status, body } = isKnown ? tmdb(path, query) : REFUSED;
    json(status, body);
  }
}

function picture(response: ServerResponse, path: string): void {
  if (!path.includes('not-a-picture')) response.writeHead(200, { 'content-type': 'image/jpeg' }).end(PICTURE);
  else response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<!doctype html><title>Sorry</title>');
}
