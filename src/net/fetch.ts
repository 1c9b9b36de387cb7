import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { UserError } from '../errors.ts';
import { errorCode } from '../lib/error-code.ts';
import { isPublic, literalOf } from './address.ts';
import { single, tooLarge, unpacked } from './body.ts';
import { decodePage } from './decode.ts';

/** A page that was fetched: where it was found in the end, what it calls itself, its text. */
export type Fetched = { url: string; kind: 'html' | 'text'; text: string };

/** How names are found and which addresses may be reached. */
export type Network = {
  /** All IP addresses of a host's name. */
  resolve: (host: string) => Promise<readonly string[]>;
  /** Which IP addresses may be connected to: the public ones, unless said otherwise. */
  allowed?: (address: string) => boolean;
  /** Where an address that has passed the check is really found: for tests, whose loopback server stands for it. */
  reach?: (address: string) => string;
};

/** Milliseconds for all of it; redirects. */
const PATIENCE = 10_000;
const REDIRECTS = 5;
/** A longer address is no person's; browsers stop there too. */
const LONGEST_ADDRESS = 2_000;
const HEADERS = {
  'user-agent': 'Marquee/0.1 (film club bot)',
  accept: 'text/html, application/xhtml+xml, text/plain;q=0.9',
  'accept-encoding': 'gzip, br',
};
const TYPES: Readonly<Record<string, Fetched['kind']>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'text',
};

export const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
};

/**
 * Fetches the page at an address that a person gave. Only http and https, only public addresses: the address that is
 * checked is the one connected to, and every redirect (five at most) is checked again. At most 3 MB and 10 seconds;
 * no cookies, no referrer, no credentials.
 * @throws UserError with a sentence for each reason that there is no page.
 */
export async function fetchPage(written: string, network: Network = internet): Promise<Fetched> {
  const { url, type, charset, bytes } = await download(written, network, REDIRECTS, (type) => type in TYPES);
  const text = decodePage(bytes, charset);
  const kind = TYPES[type];
  if (text === undefined || !kind) throw new UserError('net.type');
  return { url, kind, text };
}

/** What was found at an address; `type` is its media type in lower case. */
export type Download = { url: string; type: string; charset: string | undefined; bytes: Buffer };

/**
 * Gets what is at an address, within the limits of `fetchPage`.
 * @param accepts whether content of a media type is wanted; what is not is never read.
 */
export async function download(
  written: string,
  network: Network,
  redirects: number,
  accepts: (type: string) => boolean,
): Promise<Download> {
  const signal = AbortSignal.timeout(PATIENCE);
  const agent = new Agent({ connect: { lookup: checkedLookup(network), timeout: PATIENCE }, connections: 1 });
  try {
    return await follow(readAddress(written, network), { network, agent, signal, accepts }, redirects);
  } catch (error) {
    throw asUserError(error, signal);
  } finally {
    await agent.destroy();
  }
}

/** The address as it may be fetched, without credentials and fragment. @throws UserError for what is none. */
function readAddress(written: string, { allowed = isPublic }: Network): URL {
  const url = written.length <= LONGEST_ADDRESS ? URL.parse(written.trim()) : null;
  if (!url || url.hostname === '') throw new UserError('net.no-address');
  if (!/^https?:$/.test(url.protocol)) throw new UserError('net.protocol');
  url.username = '';
  url.password = '';
  url.hash = '';
  // undici asks the lookup for names only: an address written as such is checked here
  const literal = literalOf(url);
  if (literal !== undefined && !allowed(literal)) throw new UserError('net.forbidden');
  return url;
}

type Errand = { network: Network; agent: Agent; signal: AbortSignal; accepts: (type: string) => boolean };

async function follow(url: URL, errand: Errand, left: number): Promise<Download> {
  const { network, agent, signal, accepts } = errand;
  const response = await request(url, { dispatcher: agent, signal, headers: HEADERS });
  const { statusCode, headers, body } = response;
  // a body that is left unread breaks when the agent goes; nobody else listens
  body.on('error', () => {});
  const location = single(headers.location);
  if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
    await body.dump().catch(() => {});
    if (left === 0) throw new UserError('net.redirects');
    return follow(readAddress(URL.parse(location, url)?.href ?? '', network), errand, left - 1);
  }
  if (statusCode !== 200) throw new UserError('net.status', { status: statusCode });
  const [, named = '', charset] =
    /^\s*([\w.+/-]+)\s*(?:;.*?charset\s*=\s*"?([\w.:-]{1,40}))?/i.exec(single(headers['content-type']) ?? '') ?? [];
  const type = named.toLowerCase();
  if (!accepts(type)) throw new UserError('net.type');
  return { url: url.href, type, charset, bytes: await unpacked(response) };
}

/** A resolver for sockets that gives them public addresses or none: one that is not spoils the name. */
function checkedLookup({ resolve, allowed = isPublic, reach = (address) => address }: Network): LookupFunction {
  return (host, { all }, done) => {
    const refuse = (key: 'net.unknown-host' | 'net.forbidden') => done(new UserError(key), []);
    resolve(host).then(
      (addresses) => {
        if (addresses.length > 0 && !addresses.every(allowed)) return refuse('net.forbidden');
        const found = addresses.map(reach).map((address) => ({ address, family: isIP(address) }));
        if (!found[0]) return refuse('net.unknown-host');
        return all ? done(null, found) : done(null, found[0].address, found[0].family);
      },
      () => refuse('net.unknown-host'),
    );
  };
}

/** How Node calls what is wrong with a certificate, by OpenSSL's names. */
const CERTIFICATE = /CERT|ISSUER|SIGNATURE|HOSTNAME_MISMATCH|CRL|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH/;

/** What goes wrong on the way has a code, from the system, TLS, HTTP or the library; what has none is a bug. */
function asUserError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof UserError) return error;
  if (signal.aborted) return new UserError('net.slow', { seconds: PATIENCE / 1000 });
  const code = errorCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
  if (code === '') return error;
  return new UserError(CERTIFICATE.test(code) ? 'net.certificate' : 'net.unreachable');
}
