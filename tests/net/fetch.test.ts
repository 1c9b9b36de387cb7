import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { isPublic } from '../../src/net/address.ts';
import { LARGEST } from '../../src/net/body.ts';
import { fetchPage } from '../../src/net/fetch.ts';
import { CERTIFICATE, KEY } from './certificate.ts';
import { network, openSite, PUBLIC, type Site } from './site.ts';

/** Stands for whatever must never be reached: it listens on 127.0.0.1 and ::1 alike. */
let secret: Site;
let site: Site;

beforeAll(async () => {
  [secret, site] = await Promise.all([openSite(), openSite()]);
});

const names = { 'pages.example': [PUBLIC] };
const refusal = (address: string, on = network(names)) =>
  fetchPage(address, on).then(
    ({ text }) => `read: ${text}`,
    (error: unknown) => (error instanceof UserError ? error.key : Promise.reject(error)),
  );
const here = (path = '/') => `http://pages.example:${site.port}${path}`;
const serve = (body: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'text/html' }) =>
  site.answer((_, response) => void response.writeHead(200, headers).end(body));

/** Every way of writing an address that must not be reached; PORT is the secret server's. */
const FORBIDDEN = [
  'http://127.0.0.1:PORT/',
  'https://127.0.0.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://0x7f000001:PORT/',
  'http://0x7f.0.0.1:PORT/',
  'http://2130706433:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://017700000001:PORT/',
  'http://１２７.０.０.１:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://user:word@127.0.0.1:PORT/',
  'http://pages.example@127.0.0.1:PORT/',
  'http:\\\\127.0.0.1:PORT\\',
  'http://127.8.9.10:PORT/',
  'http://0.0.0.0:PORT/',
  'http://0:PORT/',
  'http://[::1]:PORT/',
  'http://[::]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  'http://[64:ff9b::7f00:1]:PORT/',
  'http://[64:ff9b:1::127.0.0.1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2001:0:7f00:1::]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[fec0::1]:PORT/',
  'http://[fc00::1]:PORT/',
  'http://[fd12:3456::1]:PORT/',
  'http://[ff02::1]:PORT/',
  'http://10.0.0.1:PORT/',
  'http://172.16.0.1:PORT/',
  'http://172.31.255.255:PORT/',
  'http://192.168.0.1:PORT/',
  'http://100.64.0.1:PORT/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://192.0.0.1:PORT/',
  'http://198.18.0.1:PORT/',
  'http://192.0.2.1:PORT/',
  'http://224.0.0.1:PORT/',
  'http://240.0.0.1:PORT/',
  'http://255.255.255.255:PORT/',
];
const NAMED = [
  '127.0.0.1',
  '::1',
  '::ffff:127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  'fd00::1',
  '64:ff9b::7f00:1',
  '0.0.0.0',
];

describe('nothing connects to an address that is nobody else’s business', () => {
  const atSecret = (address: string) => address.replace('PORT', String(secret.port));

  test.each(FORBIDDEN)('%s is refused', async (address) => {
    expect(await refusal(atSecret(address))).toBe('net.forbidden');
    expect(secret.connections()).toBe(0);
  });

  test.each(FORBIDDEN)('a redirect to %s is refused', async (address) => {
    const location = atSecret(address).replace(/[^ -~]/gu, encodeURIComponent);
    site.answer((_, response) => void response.writeHead(302, { location }).end());
    expect(await refusal(here())).toMatch(/^net\.(forbidden|no-address)$/);
    expect(secret.connections()).toBe(0);
  });

  test.each(NAMED)('a name that resolves to %s is refused, also beside a public address', async (address) => {
    const url = `http://inside.example:${secret.port}/`;
    for (const addresses of [[address], [PUBLIC, address], [address, PUBLIC]])
      expect(await refusal(url, network({ 'inside.example': addresses }))).toBe('net.forbidden');
    site.answer((_, response) => void response.writeHead(307, { location: url }).end());
    expect(await refusal(here(), network({ ...names, 'inside.example': [address] }))).toBe('net.forbidden');
    expect(secret.connections()).toBe(0);
  });

  test('localhost is what the resolver says it is', async () => {
    const own = network({ localhost: ['127.0.0.1', '::1'] });
    expect(await refusal(`http://localhost:${secret.port}/`, own)).toBe('net.forbidden');
    expect(secret.connections()).toBe(0);
  });

  test('a name that changes its address between two looks is connected to where it was checked, or not at all', async () => {
    const looks = [[PUBLIC], ['127.0.0.1']];
    const rebinding = { ...network({}), resolve: async () => looks.shift() ?? ['127.0.0.1'] };
    site.answer(({ url }, response) => {
      if (url === '/') response.writeHead(302, { location: `http://pages.example:${secret.port}/` }).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('fine');
    });
    expect(await refusal(here(), rebinding)).toBe('net.forbidden');
    looks.splice(0, 9, [PUBLIC], ['127.0.0.1']);
    expect(await refusal(here('/page'), rebinding)).toBe('read: fine');
    expect(looks).toHaveLength(1);
    expect(secret.connections()).toBe(0);
  });

  test('public addresses are public', () => {
    for (const address of ['8.8.8.8', PUBLIC, '2606:4700::1111', '2001:4860:4860::8888'])
      expect(isPublic(address)).toBe(true);
    for (const none of ['', 'pages.example', '1.2.3', '::ffff:8.8.8.8', '[::1]']) expect(isPublic(none)).toBe(false);
  });
});

describe('what is no page is refused with its reason', () => {
  test.each([
    ['', 'net.no-address'],
    ['pages.example', 'net.no-address'],
    ['http://', 'net.no-address'],
    ['http://[fe80::1%25eth0]/', 'net.no-address'],
    [`http://pages.example/${'a'.repeat(2_000)}`, 'net.no-address'],
    ['file:///etc/passwd', 'net.no-address'],
    ['file://pages.example/etc/passwd', 'net.protocol'],
    ['ftp://pages.example/a', 'net.protocol'],
    ['gopher://pages.example/a', 'net.protocol'],
    ['ws://pages.example/a', 'net.protocol'],
    ['javascript:alert(1)', 'net.no-address'],
    ['data:text/html,hello', 'net.no-address'],
    ['http://nobody.example/', 'net.unknown-host'],
  ])('%j: %s', async (address, key) => {
    expect(await refusal(address)).toBe(key);
  });

  test('a redirect to another protocol', async () => {
    site.answer((_, response) => void response.writeHead(301, { location: 'ftp://pages.example/a' }).end());
    expect(await refusal(here())).toBe('net.protocol');
  });

  test.each([404, 403, 500, 204, 304])('an answer of %i', async (status) => {
    site.answer((_, response) => void response.writeHead(status).end());
    expect(await refusal(here())).toBe('net.status');
  });

  test.each(['image/png', 'application/json', 'application/pdf', 'text/css', ''])(
    'content of type %j',
    async (type) => {
      serve('x', type ? { 'content-type': type } : {});
      expect(await refusal(here())).toBe('net.type');
    },
  );

  test('zero bytes that call themselves text', async () => {
    serve(Buffer.from([0x50, 0x4b, 0, 0]), { 'content-type': 'text/plain' });
    expect(await refusal(here())).toBe('net.type');
  });

  test('a page that says it is too large, one that does not say so, and one that is when unpacked', async () => {
    const large = Buffer.alloc(LARGEST + 1, 'a');
    serve(large, { 'content-type': 'text/plain', 'content-length': String(large.length) });
    expect(await refusal(here())).toBe('net.too-large');
    let sent = 0;
    site.answer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const more = () => {
        while (!response.destroyed && response.write(large.subarray(0, 65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    });
    expect(await refusal(here())).toBe('net.too-large');
    expect(sent).toBeLessThan(10 * LARGEST);
    serve(gzipSync(Buffer.alloc(300 * 1024 ** 2)), { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    expect(await refusal(here())).toBe('net.too-large');
  });

  test('a connection that breaks off, and packing that is broken or unknown', async () => {
    site.answer((request) => void request.socket.destroy());
    expect(await refusal(here())).toBe('net.unreachable');
    serve('no gzip', { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    expect(await refusal(here())).toBe('net.unreachable');
    serve('x', { 'content-type': 'text/plain', 'content-encoding': 'zstd' });
    expect(await refusal(here())).toBe('net.type');
  });

  test('a site whose certificate nobody vouches for, and one that does not speak HTTP', async () => {
    const secure = tls.createServer({ cert: CERTIFICATE, key: KEY }, (socket) => socket.end());
    const other = net.createServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
    const portOf = async (server: net.Server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      onTestFinished(() => void server.close());
      return (server.address() as net.AddressInfo).port;
    };
    expect(await refusal(`https://pages.example:${await portOf(secure)}/`)).toBe('net.certificate');
    expect(await refusal(`http://pages.example:${await portOf(other)}/`)).toBe('net.unreachable');
  });

  test('redirects without an end: five are followed, a sixth is not', async () => {
    let hops = 0;
    const until = (last: number) =>
      site.answer((_, response) => {
        hops += 1;
        if (hops > last) response.writeHead(200, { 'content-type': 'text/plain' }).end('there');
        else response.writeHead(302, { location: `/${hops}` }).end();
      });
    until(5);
    expect(await refusal(here())).toBe('read: there');
    hops = 0;
    until(99);
    expect(await refusal(here())).toBe('net.redirects');
    expect(hops).toBe(6);
  });

  test('a site that is silent, in the head or in the middle, is left after ten seconds', async () => {
    site.answer(() => {});
    const start = performance.now();
    const halfway = site.connections();
    const silent = refusal(here());
    const dripping = (async () => {
      while (site.connections() === halfway) await new Promise((done) => setTimeout(done, 20));
      site.answer((_, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        const drip = setInterval(() => response.write('.'), 500);
        response.on('close', () => clearInterval(drip));
      });
      return refusal(here());
    })();
    expect(await silent).toBe('net.slow');
    expect(await dripping).toBe('net.slow');
    expect(performance.now() - start).toBeLessThan(14_000);
  }, 20_000);
});

describe('a page is read', () => {
  test('with nothing of ours but a plain name: no cookie, no referrer, no credentials', async () => {
    const seen: unknown[] = [];
    site.answer(({ headers, url }, response) => {
      seen.push([url, Object.keys(headers).sort(), headers['user-agent']]);
      if (url === '/a?b=c') response.writeHead(302, { location: '/d', 'set-cookie': 'a=b' }).end();
      else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Fähre</p>');
    });
    const page = await fetchPage(`http://me:secret@pages.example:${site.port}/a?b=c#d`, network(names));
    expect(page).toEqual({ url: here('/d'), kind: 'html', text: '<p>Fähre</p>' });
    const headers = ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'];
    expect(seen).toEqual(['/a?b=c', '/d'].map((url) => [url, headers, 'Marquee/0.1 (film club bot)']));
  });

  test('packed', async () => {
    serve(gzipSync('fine'), { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    expect(await refusal(here())).toBe('read: fine');
  });
});
